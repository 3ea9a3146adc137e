import { renderToString } from 'preact-render-to-string';
import type { Day } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { to, urls } from '../urls.ts';
import { type Offer, textOf } from './offer.ts';
import { sayKm, sayNext, sayRoom, sayWhen, sayWhere } from './said.ts';
import type { Hit } from './search.ts';
import { type Kept, offerIn, type Shelf } from './shelf.ts';

/** One offer among others: what, where, when, and whether there is room. Nothing of who takes part. */
export function OfferCard({ offer, t, today }: { offer: Offer; t: Translate; today: Day }) {
  const text = textOf(offer, t.language);
  const next = sayNext(offer, t.language, today);
  const href = to(urls.offerShown, { association: offer.association.slug, slug: offer.slug });
  return (
    <>
      <p class="over">
        {t(`offers:kind.${offer.kind}`)} · {offer.association.name}
      </p>
      <h3 lang={text.language === t.language ? undefined : text.language}>
        <a href={href}>{text.title}</a>
      </h3>
      {text.summary && <p lang={text.language === t.language ? undefined : text.language}>{text.summary}</p>}
      <p class="found-where">{sayWhere(offer, t)}</p>
      <p class="found-when">{sayWhen(offer, t, today)}</p>
      {next.length > 0 && (
        <ul class="found-next" aria-label={t('offers:next')}>
          {next.map(({ at, said }) => (
            <li key={at}>
              <time datetime={at}>{said}</time>
            </li>
          ))}
        </ul>
      )}
      <p class={offer.room === false ? 'found-room full' : 'found-room'}>{sayRoom(offer, t)}</p>
    </>
  );
}

/** A drawn card holds for a day; it is the same for everyone who speaks the language. */
type Drawn = { day: Day; cards: Partial<Record<string, string>> };
const drawn = new WeakMap<Kept, Drawn>();

function cardOf(shelf: Shelf, slot: number, t: Translate, today: Day): string {
  const kept = shelf.bySlot[slot]!;
  let known = drawn.get(kept);
  if (known?.day !== today) drawn.set(kept, (known = { day: today, cards: {} }));
  return (known.cards[t.language] ??= renderToString(<OfferCard offer={offerIn(shelf, slot)} t={t} today={today} />));
}

/** The items of a list of results, as HTML. */
export const cardsOf = (shelf: Shelf, hits: readonly Hit[], t: Translate, today: Day): string =>
  hits
    .map(({ slot, km }, at) => {
      const far = km === null ? '' : `<p class="found-km">${sayKm(km, t)}</p>`;
      return `<li id="found-${at + 1}">${cardOf(shelf, slot, t, today)}${far}</li>`;
    })
    .join('');
