import type { Visit } from '../accounts/index.ts';
import { associationBySlug } from '../associations/index.ts';
import { type Language, translator } from '../lib/language.ts';
import { sayList } from '../lib/say.ts';
import { sayRecurrence } from '../meetings/index.ts';
import { listedOffers, type Offer, textOf } from '../offers/index.ts';
import type { Fact, Facts } from './brochure.ts';
import type { Run } from './run.ts';

/** What a run's papers say, as it is on the day they are printed. `address`: the run's short one, whole. */
export async function factsOf(visit: Visit<unknown>, run: Run, address: string): Promise<Facts> {
  const { tx, world, actor } = visit;
  const house = (actor.kind === 'person' && world.houses.of(actor.association)) || visit.missing();
  const association = (await associationBySlug(tx, house.slug)) ?? visit.missing();
  const offer = run.subject.kind === 'offer' ? (await listedOffers(tx, { ids: [run.subject.id] }))[0] : undefined;
  const chapter = run.subject.kind === 'chapter' ? await chapterOf(visit, run.subject.id) : undefined;
  const own = { name: association.contactName, phone: association.phone, email: association.email };
  return {
    language: run.language,
    words: house.words[run.language],
    country: house.country,
    association: association.name,
    over: chapter?.name ?? (offer ? translator(run.language)(`offers:kind.${offer.kind}`) : null),
    about: offer ? { ...textOf(offer, run.language), facts: offerFacts(visit, offer, run.language), isGroup: isGroup(offer) } : null,
    contact: offer?.contact ?? (chapter?.phone || chapter?.email ? { name: null, phone: chapter.phone, email: chapter.email } : own),
    postalAddress: association.postalAddress,
    address,
    membershipAsked: association.membershipAsked,
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
