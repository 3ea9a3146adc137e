import type { Day } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { type Markup, markup } from '../lib/markup.ts';
import { type Offer, textOf } from './offer.ts';
import type { Hit } from './near.ts';
import { sayKm, sayNext, sayRoom, sayWhen, sayWhere } from './said.ts';
import { offerIn, pathOf, type Shelf } from './shelf.ts';

/** A filled dot is room, an open one is none, or nobody knows. */
const roomClass = ({ room, dropIn }: Offer) => (room === false ? ' full' : (room === true || dropIn) && ' free');

/** One offer in a list: what, where, when, and whether there is room. Nothing of who takes part. */
function cardOf(offer: Offer, t: Translate, { when, next }: Times): Markup {
  const { title, summary, language } = textOf(offer, t.language);
  const foreign = language === t.language ? null : markup` lang="${language}"`;
  return markup`<p class="over">${t(`offers:kind.${offer.kind}`)} · ${offer.association.name}</p>
<h3${foreign}><a href="${pathOf(offer)}">${title}</a></h3>
${summary && markup`<p${foreign}>${summary}</p>`}<p class="found-where">${sayWhere(offer, t)}</p>
<p class="found-when">${when}</p>
${
  next.length > 0 &&
  markup`<ul class="found-next" aria-label="${t('offers:next')}">${next.map(
    ({ at, said }) => markup`<li><time datetime="${at}">${said}</time></li>`,
  )}</ul>
`
}<p class="found-room${roomClass(offer)}">${sayRoom(offer, t)}</p>`;
}

/** What is drawn and said on one day. More cards than are read again and again would only take room. */
type Drawn = { day: Day; cards: Map<string, string>; times: Map<string, Times> };
type Times = { when: string; next: ReturnType<typeof sayNext> };
const MOST_CARDS = 20_000;
const MOST_TIMES = 10_000;
const drawn = new WeakMap<Shelf, Drawn>();

/** A card is drawn once a day for all who speak the language. */
function drawnCard(shelf: Shelf, slot: number, t: Translate, today: Day): string {
  let memory = drawn.get(shelf);
  if (memory?.day !== today) drawn.set(shelf, (memory = { day: today, cards: new Map(), times: new Map() }));
  const { cards, times } = memory;
  return known(cards, `${t.language}${slot}`, MOST_CARDS, () => {
    const offer = offerIn(shelf, slot);
    const key = `${t.language}${JSON.stringify([offer.series ?? offer.rhythm, offer.validFrom])}`;
    const said = known(times, key, MOST_TIMES, () => ({ when: sayWhen(offer, t, today), next: sayNext(offer, t.language, today) }));
    return cardOf(offer, t, said).html;
  });
}

function known<T>(memory: Map<string, T>, key: string, most: number, make: () => T): T {
  const found = memory.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (memory.size >= most) memory.delete(memory.keys().next().value!);
  memory.set(key, made);
  return made;
}

/** Distances are said in few ways, so that each is said once. */
const said = new Map<string, string>();
function far(km: number | null, t: Translate): string {
  if (km === null) return '</li>';
  const rounded = km < 1 ? 0 : km < 10 ? Math.round(km) : Math.round(km / 5) * 5;
  return known(said, `${t.language}${km < 10}${rounded}`, 5_000, () => `${markup`<p class="found-km">${sayKm(km, t)}</p>`.html}</li>`);
}

/** The items of a list of results: `name` and a number are the id of each. */
export function cardsOf(shelf: Shelf, hits: readonly Hit[], t: Translate, today: Day, name: 'found' | 'anywhere' = 'found'): string {
  const items = hits.map(({ slot, km }, at) => `<li id="${name}-${at + 1}">${drawnCard(shelf, slot, t, today)}${far(km, t)}`);
  return items.join('');
}
