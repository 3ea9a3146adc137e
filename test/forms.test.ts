import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Registered } from '../src/accounts/index.ts';
import { addressIn, type Ground, keepNothing, layGround, nameOf, SECRET } from './access-ground.fixture.ts';
import { access, type Letter, people } from './access-table.fixture.ts';
import { as, type Client, visitor } from './cast.ts';
import { openTestWorld, type TestWorld } from './world.ts';

let here: TestWorld;
let ground: Ground;
const clients = new Map<string, Client>();
before(async () => {
  here = await openTestWorld(undefined, { SMS_INBOUND_SECRET: SECRET });
  ground = await layGround(here);
  clients.set('v', visitor(here));
  for (const [letter, who] of Object.entries(people)) clients.set(letter, await as(here, who));
  keepNothing(here);
});
after(() => here.close());

/** Somebody who gets in there; the stranger's own pages are no better than anybody else's. */
const whoFor = (route: Registered): Letter | undefined =>
  [...(access[nameOf(route)] ?? '')].find((one) => one !== 's') as Letter | undefined;
const pages = () => here.routes.filter((route) => route.method === 'GET' && whoFor(route) !== undefined);

type Field = { name: string; kind: 'text' | 'many' | 'one' | 'tick' | 'fixed'; values: string[] };
type Form = { action: string; fields: Field[] };

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What a browser would make of the forms of a page that send something: hidden fields as they are, texts, choices and ticks. */
function formsOn(html: string): Form[] {
  return [...html.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].flatMap(([, head, inner]) => {
    const tag = ` ${head}`;
    if (attribute(tag, 'method') !== 'post' || /type="file"/.test(inner!)) return [];
    return [{ action: attribute(tag, 'action')!, fields: fieldsIn(inner!) }];
  });
}

function fieldsIn(html: string): Field[] {
  const found = new Map<string, Field>();
  const add = (name: string | undefined, kind: Field['kind'], ...values: string[]) => {
    if (!name || name === 'csrf') return;
    found.set(name, { name, kind, values: [...(found.get(name)?.values ?? []), ...values] });
  };
  for (const [tag] of html.matchAll(/<(input|textarea|button)\b[^>]*>/g)) {
    const [name, type, value] = [attribute(tag, 'name'), attribute(tag, 'type') ?? 'text', attribute(tag, 'value') ?? ''];
    if (tag.startsWith('<textarea')) add(name, 'many');
    else if (type === 'hidden') add(name, 'fixed', value);
    else if (type === 'radio') add(name, 'one', value);
    else if (type === 'checkbox') add(name, 'tick', value || 'on');
    else if (!tag.startsWith('<button')) add(name, 'text');
  }
  for (const [, head, options] of html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs))
    add(attribute(` ${head}`, 'name'), 'one', ...[...options!.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value!));
  return [...found.values()];
}

type Filled = Record<string, string | string[]>;

/** Something in every field; `wrong` is left empty, or is too much. */
function fill({ fields }: Form, wrong: string, how: 'empty' | 'much'): Filled {
  return Object.fromEntries(
    fields.map(({ name, kind, values }, at) => {
      if (kind === 'fixed') return [name, values[0]!];
      if (kind === 'one') return [name, values.findLast(Boolean) ?? ''];
      if (kind === 'tick') return [name, values];
      const text = how === 'much' ? `${at} ${'for mye '.repeat(900)}` : '';
      return [name, name === wrong ? text : `ord <${at}> & "mer"`];
    }),
  );
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Every text that was typed, and everything chosen, that is not in the answer. Codes are typed anew. */
function lost(form: Form, typed: Filled, html: string): string[] {
  const plain = html.replaceAll('&gt;', '>').replaceAll('&#39;', "'");
  return form.fields.flatMap(({ name, kind }) => {
    const said = [typed[name] ?? ''].flat().filter(Boolean);
    if (kind === 'fixed' || name === 'code') return [];
    if (kind === 'text' || kind === 'many') return said.every((one) => plain.includes(escaped(one.trim()))) ? [] : [name];
    return said.every((one) => isChosen(html, name, one)) ? [] : [name];
  });
}

function isChosen(html: string, name: string, value: string): boolean {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'name') === name);
  if (inputs.length > 0) return inputs.some((tag) => (attribute(tag, 'value') ?? 'on') === value && /\schecked/.test(tag));
  const select = [...html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].find(([, head]) => attribute(` ${head}`, 'name') === name);
  return select === undefined || new RegExp(`<option value="${RegExp.escape(value)}"[^>]*selected`).test(select[2]!);
}

test('nothing that was typed is lost where a form cannot be taken as it is, in any form there is', async () => {
  const wrong: string[] = [];
  let refused = 0;
  for (const route of pages()) {
    const client = clients.get(whoFor(route)!)!;
    const html = await (await client.get(addressIn(here, ground, route))).text();
    for (const form of formsOn(html.slice(html.indexOf('<main'), html.indexOf('</main')))) {
      const texts = form.fields.filter(({ kind }) => kind === 'text' || kind === 'many');
      for (const { name } of texts)
        for (const how of ['empty', 'much'] as const) {
          const typed = fill(form, name, how);
          const reply = await client.post(form.action, typed);
          if (reply.status >= 500) wrong.push(`${nameOf(route)}: ${reply.status} with ${how} ${name}`);
          if (reply.status !== 422) continue;
          refused += 1;
          const missing = lost(form, typed, await reply.text());
          if (missing.length > 0) wrong.push(`${nameOf(route)} loses ${missing.join(', ')} when ${name} is ${how}`);
        }
    }
  }
  assert.deepEqual([...new Set(wrong)], []);
  assert.ok(refused > 100, `only ${refused} forms were refused`);
});

const bodies: [string, string | undefined][] = [
  ['nothing', undefined],
  ['noise', 'a=%00&b=\ud800&__proto__=1&constructor=2&=3&&;'],
  ['lists', Array.from({ length: 300 }, (_, at) => `page=${at}&called=${at}&phone=${at}&step=${at}&person=${at}&group=${at}`).join('&')],
  [
    'long words',
    ['called', 'name', 'phone', 'email', 'day', 'clock', 'first_on', 'title', 'wish']
      .map((name) => `${name}=${'9'.repeat(4000)}`)
      .join('&'),
  ],
];
const query = `?page=-1e9&page=x&show=%00&from=31.2.2026&to=9999-99-99&q=${'%F0%9F'.repeat(40)}&kind[]=&back=//x&lang=%E0%A4%A&as=x&sort=__proto__`;

test('no address, query or body makes any page there is fail', async () => {
  const failed: string[] = [];
  for (const route of here.routes) {
    for (const letter of new Set(['v', whoFor(route), 'a'])) {
      const client = clients.get(letter ?? 'a')!;
      const path = addressIn(here, ground, route);
      const note = (reply: Response, what: string) => {
        if (reply.status >= 500) failed.push(`${nameOf(route)} with ${what}, by ${letter}: ${reply.status}`);
      };
      if (route.method === 'GET') note(await client.get(path.split('?')[0] + query), 'a query of nonsense');
      else for (const [what, body] of bodies) note(await client.post(path, asFields(body)), what);
    }
  }
  assert.deepEqual(failed, []);
});

const asFields = (body: string | undefined): Filled =>
  Object.fromEntries(
    [...Map.groupBy(new URLSearchParams(body), ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]),
  );

test('a method that a page does not have is answered, and does nothing', async () => {
  const failed: string[] = [];
  for (const route of here.routes)
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const headers = {
        origin: 'http://localhost',
        cookie: '__Host-verksted=%; __Host-lang=__proto__; __Host-notice=;;',
        'content-type': 'text/x',
      };
      const { status } = await here.app.request(`http://localhost${addressIn(here, ground, route)}`, { method, headers });
      // what is open to pages of any site says so when their browsers ask
      const isAsked = method === 'OPTIONS' && route.pattern.startsWith('/open/') && status === 204;
      if (!isAsked && (status < 400 || status >= 500)) failed.push(`${method} ${route.pattern}: ${status}`);
    }
  assert.deepEqual(failed, []);
});
