import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { addOffers } from '../demo/offers.ts';
import type { Registered } from '../src/accounts/index.ts';
import { day } from '../src/lib/day.ts';
import { languages } from '../src/lib/language.ts';
import { to, urls } from '../src/urls.ts';
import { addressIn, type Ground, layGround, nameOf } from './access-ground.fixture.ts';
import { access } from './access-table.fixture.ts';
import { visitor } from './cast.ts';
import { lix } from './lix.ts';
import { openTestWorld, type TestWorld } from './world.ts';

// Every page that somebody comes to who is not signed in, as it is read: whoever adds one is asked to write it as easily.
let here: TestWorld;
let ground: Ground;
before(async () => {
  here = await openTestWorld();
  ground = await layGround(here);
  await addOffers(here.superuser, day('2026-12-01'), here.world.now());
  await here.world.houses.refresh();
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await (await visitor(here).get(urls.sitemap)).text()).includes('silkeborg')) break;
    await delay(25);
  }
});
after(() => here.close());

/** For those who write programs: they are told in the words of the standards. */
const forMachines = new Set<string>([urls.openData]);
const LIMIT = 35;
/** So few words are no text; a weight of them says nothing. */
const LEAST_WORDS = 40;

const pages = () =>
  here.routes.filter((route) => route.method === 'GET' && access[nameOf(route)]?.includes('v') && !forMachines.has(route.pattern));

/** Paragraphs, points, answers and help, each a line: what is read from left to right. Words alone, such as on a button, weigh nothing. */
function textOf(html: string): string[] {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main')).replace(/<(script|svg|style)[^]*?<\/\1>/g, '');
  const blocks = [
    ...main.matchAll(
      /<(p|li|dd|dt|h[1-4]|label|legend|summary)\b[^>]*>([^]*?)(?=<\/?(?:p|li|ul|ol|dd|dt|h[1-4]|label|legend|summary|div|section)\b)/g,
    ),
  ];
  return blocks.map(([, , inner]) => plain(inner!)).filter((line) => /[.?:]$/.test(line) && line.split(' ').length > 2);
}
const plain = (html: string) =>
  html
    .replace(/<a [^>]*>https?:[^]*?<\/a>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&#39;|&quot;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
const wordsIn = (lines: readonly string[]) => lines.join(' ').split(' ').length;

async function read(path: string, language: string): Promise<string[]> {
  const reply = await visitor(here, language).get(path);
  if (!reply.headers.get('content-type')?.startsWith('text/html')) return [];
  return textOf(await reply.text());
}

const must = [
  urls.start,
  urls.finder,
  to(urls.finderOf, { association: 'lyspunkt' }),
  to(urls.placeShown, { municipality: 'bergen' }),
  to(urls.association, { association: 'lyspunkt' }),
  to(urls.about, { association: 'lyspunkt' }),
  to(urls.privacy, { association: 'lyspunkt' }),
  to(urls.enquire, { association: 'lyspunkt', wants: 'group' }),
  to(urls.interest, { association: 'lyspunkt' }),
  to(urls.listedGroups, { association: 'lyspunkt' }),
];

for (const language of languages)
  test(`every page a visitor comes to is easy to read in ${language}`, async () => {
    const paths = new Set([...must, ...pages().map((route: Registered) => addressIn(here, ground, route))]);
    const all: string[] = [];
    const heavy: string[] = [];
    let counted = 0;
    for (const path of paths) {
      const lines = await read(path, language);
      all.push(...lines);
      if (wordsIn(lines) < LEAST_WORDS) continue;
      counted += 1;
      const weight = lix(lines);
      if (weight > LIMIT) heavy.push(`${path}: ${weight.toFixed(1)} of ${wordsIn(lines)} words`);
    }
    assert.deepEqual(heavy, []);
    assert.ok(counted >= 12, `only ${counted} pages have a text`);
    assert.ok(lix([...new Set(all)]) <= LIMIT);
  });
