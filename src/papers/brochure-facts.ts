import type { Visit } from '../accounts/index.ts';
import { associationBySlug, logoOf } from '../associations/index.ts';
import { type Language, type Translate, translator } from '../lib/language.ts';
import { sayList } from '../lib/say.ts';
import { sayRecurrence } from '../meetings/index.ts';
import type { Municipality } from '../lib/places/index.ts';
import { hitOffers, listedOffers, type Offer, sayWhen, sayWhere, search, shelfOf, textOf } from '../offers/index.ts';
import type { About, Fact, Facts } from './brochure.ts';
import type { Run } from './run.ts';
import { placeAt } from './run-places.ts';

/** Nobody says "near" of what lies farther away. */
const NEAR_KM = 60;

/** What a run's papers say, as it is on the day they are printed. `address`: the run's short one, whole. */
export async function factsOf(visit: Visit<unknown>, run: Run, address: string): Promise<Facts> {
  const { tx, world, actor } = visit;
  const house = (actor.kind === 'person' && world.houses.of(actor.association)) || visit.missing();
  const association = (await associationBySlug(tx, house.slug)) ?? visit.missing();
  const offer = run.subject.kind === 'offer' ? (await listedOffers(tx, { ids: [run.subject.id] }))[0] : undefined;
  const chapter = !offer && run.subject.chapter ? await chapterOf(visit, run.subject.chapter) : undefined;
  const place = run.subject.kind === 'place' ? placeAt(run.subject.id) : undefined;
  const t = translator(run.language, house.words[run.language]);
  const logo = await logoOf(tx, house.slug);
  const own = { name: association.contactName, phone: association.phone, email: association.email };
  return {
    language: run.language,
    words: house.words[run.language],
    country: house.country,
    association: association.name,
    logo: logo ? { picture: logo.bytes, type: logo.type } : null,
    over: chapter?.name ?? (offer ? t(`offers:kind.${offer.kind}`) : null),
    about: offer ? aboutOffer(visit, offer, run.language) : place ? aboutPlace(visit, place, { ...house, t }) : null,
    contact: offer?.contact ?? (chapter?.phone || chapter?.email ? { name: null, phone: chapter.phone, email: chapter.email } : own),
    postalAddress: association.postalAddress,
    address,
    membershipAsked: association.membershipAsked,
  };
}

const aboutOffer = (visit: Visit<unknown>, offer: Offer, language: Language): About => ({
  ...textOf(offer, language),
  facts: offerFacts(visit, offer, language),
  isGroup: isGroup(offer),
  rest: null,
});

type House = { slug: string; name: string; t: Translate };

/** What the association has in and around a municipality, the nearest first, and what one can join wherever one lives. */
function aboutPlace({ world, today }: Visit<unknown>, { name: place, point }: Municipality, { slug, name, t }: House): About {
  const shelf = shelfOf(world, today);
  const found = search(shelf, { words: '', near: point, km: NEAR_KM, chosen: [[`of:${slug}`]], page: 1 });
  const offers = hitOffers(shelf, [...found.hits, ...found.anywhere]).map(({ offer }) => offer);
  const lineOf = (offer: Offer): Fact => ({
    label: textOf(offer, t.language).title,
    text: [t(`offers:kind.${offer.kind}`), sayWhen(offer, t, today), sayWhere(offer, t)].join(' · '),
  });
  return {
    title: t('papers:place.title', { place }),
    summary: offers.length > 0 ? t('papers:place.lead', { association: name }) : t('public:start.lead'),
    more: '',
    facts: offers.map(lineOf),
    isGroup: true,
    rest: t('papers:place.rest'),
  };
}

const isGroup = ({ kind, dropIn }: Offer): boolean => !dropIn && (kind === 'self-help-group' || kind === 'conversation-group');

const chapterOf = ({ tx }: Visit<unknown>, id: string) =>
  tx.selectFrom('chapters').select(['name', 'phone', 'email']).where('id', '=', id).executeTakeFirst();

/** When, where, for whom and in what way. Of a listed group only the town is known here. */
function offerFacts({ today }: Visit<unknown>, { series, place, kinds, dropIn, ways }: Offer, language: Language): Fact[] {
  const t = translator(language);
  const where = [place.venue, place.address, [place.postcode, place.place].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const said: [string, string][] = [
    [t('papers:fact.when'), series ? sentence(sayRecurrence(series, language, { today })) : ''],
    [t('papers:fact.where'), where || (ways.includes('digital') ? t('meetings:place.digital') : '')],
    [
      t('papers:fact.for'),
      kinds.length > 0
        ? sayList(
            kinds.map((kind) => t(`offers:for.${kind}`)),
            language,
          )
        : t('papers:fact.everyone'),
    ],
    [
      t('papers:fact.how'),
      t(!dropIn ? 'papers:fact.ask-first' : ways.every((way) => way === 'phone') ? 'papers:fact.just-ring' : 'papers:fact.drop-in'),
    ],
    [t('papers:fact.access'), place.wheelchair ? t('papers:fact.wheelchair') : ''],
  ];
  return said.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
