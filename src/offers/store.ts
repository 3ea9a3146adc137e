import { type Clock, type Day, type Instant, type Zone } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Language, languages, translator } from '../lib/language.ts';
import type { Move, Pause } from '../meetings/index.ts';
import type { Area, Audience, Offer, OfferKind, OfferText, RunBy, Way } from './offer.ts';
import { groupSlug } from './slug.ts';

/** Which of what is listed. Without any: all of it. `after` is the id of the last one of the page before. */
export type Which = {
  association?: string | undefined;
  ids?: readonly string[];
  venue?: string;
  chapter?: string;
  after?: string | undefined;
  limit?: number;
};

/** What is listed on this day, as the reader may see it, by id. A page of 100 000 is read with `after` and `limit`. */
export async function listedOffers(tx: Tx, which: Which = {}): Promise<Offer[]> {
  const { association, ids, venue, chapter, after, limit } = which;
  const { rows } = await sql<Row>`
    ${SELECT}
    where ${sql.join(
      [
        sql`true`,
        ...(association ? [sql`l.association_id = ${association}`] : []),
        ...(ids ? [sql`l.id = any (${ids as string[]}::uuid[])`] : []),
        ...(venue ? [sql`l.venue_id = ${venue}`] : []),
        ...(chapter ? [sql`l.chapter_id = ${chapter}`] : []),
        ...(after ? [sql`l.id > ${after}`] : []),
      ],
      sql` and `,
    )}
    order by l.id ${limit ? sql`limit ${limit}` : sql``}`.execute(tx);
  return rows.map(offerOf);
}

const SELECT = sql`
  select l.*, a.slug as a_slug, a.name as a_name, a.country, a.zone, a.languages as a_languages, a.areas as a_areas,
    a.contact_name as a_contact_name, a.phone as a_phone, a.email as a_email
  from listed_offers l join associations a on a.id = l.association_id`;
const AT_ONCE = 1_000;

/** All that is listed, some at a time, so that a hundred thousand need neither much memory nor a long wait. */
export async function* everyOffer(tx: Tx): AsyncGenerator<Offer[], void> {
  await sql`declare every_offer no scroll cursor for ${SELECT}`.execute(tx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(AT_ONCE)} from every_offer`.execute(tx);
    if (rows.length === 0) break;
    yield rows.map(offerOf);
  }
  await sql`close every_offer`.execute(tx);
}

/** The one of this association at this address; undefined when it is not listed. A group's may be the one it had under another name. */
export async function offerBy(tx: Tx, association: string, slug: string): Promise<Offer | undefined> {
  const { rows } = await sql<{ id: string }>`
    select l.id from listed_offers l join associations a on a.id = l.association_id
    where a.slug = ${association} and (l.slug = ${slug} or (l.origin = 'group' and right(l.id::text, 6) = ${/-g([0-9a-f]{6})$/.exec(slug)?.[1] ?? ''}))
    order by l.origin desc limit 1`.execute(tx);
  return rows[0] && (await listedOffers(tx, { ids: [rows[0].id] }))[0];
}

type Row = {
  id: string;
  origin: 'offer' | 'group';
  association_id: string;
  chapter_id: string | null;
  slug: string | null;
  name: string | null;
  kind: OfferKind;
  run_by: RunBy;
  texts: Partial<Record<Language, OfferText>> | null;
  kinds: Audience[];
  areas: Area[];
  languages: string[];
  ways: Way[];
  venue_id: string | null;
  venue: string | null;
  address: string | null;
  door: string | null;
  directions: string | null;
  postcode: string | null;
  place: string | null;
  municipality: string | null;
  latitude: number | null;
  longitude: number | null;
  municipalities: string[];
  wheelchair: boolean | null;
  hearing_loop: boolean | null;
  starts_on: Day | null;
  clock: Clock | null;
  minutes: number | null;
  rule: string;
  skipped: Day[];
  moved: Move[];
  added: Day[];
  pauses: Pause[];
  rhythm: Offer['rhythm'];
  drop_in: boolean;
  room: boolean | null;
  room_on: Day | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  link: string | null;
  valid_from: Day | null;
  valid_until: Day | null;
  confirmed_on: Day | null;
  published_on: Day;
  changed_at: Instant;
  sequence: number;
  a_slug: string;
  a_name: string;
  country: 'NO' | 'DK';
  zone: Zone;
  a_languages: Language[];
  a_areas: Area[];
  a_contact_name: string | null;
  a_phone: string | null;
  a_email: string | null;
};

function offerOf(row: Row): Offer {
  const own = row.contact_phone !== null || row.contact_email !== null;
  return {
    id: row.id,
    origin: row.origin,
    association: { id: row.association_id, slug: row.a_slug, name: row.a_name, country: row.country, languages: row.a_languages },
    chapter: row.chapter_id,
    slug: row.slug ?? groupSlug(row.name ?? '', row.id),
    kind: row.kind,
    runBy: row.run_by,
    texts: row.texts ?? textsOfGroup(row),
    kinds: row.kinds,
    areas: row.areas.length > 0 ? row.areas : row.a_areas,
    languages: row.languages,
    ways: row.ways,
    place: placeOf(row),
    municipalities: row.municipalities,
    series: seriesOf(row),
    rhythm: row.rhythm,
    dropIn: row.drop_in,
    room: row.room,
    roomOn: row.room_on,
    contact: own
      ? { name: row.contact_name, phone: row.contact_phone, email: row.contact_email }
      : { name: row.contact_name ?? row.a_contact_name, phone: row.a_phone, email: row.a_email },
    link: row.link,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    confirmedOn: row.confirmed_on,
    publishedOn: row.published_on,
    changedAt: row.changed_at,
    sequence: row.sequence,
  };
}

/** A group tells its town. Its door is told to those who have a seat: nobody shall stand there and see who comes. */
function placeOf(row: Row): Offer['place'] {
  const isOpen = row.origin === 'offer';
  return {
    venueId: isOpen ? row.venue_id : null,
    venue: isOpen ? row.venue : null,
    address: row.address,
    door: row.door,
    directions: row.directions,
    postcode: row.postcode,
    place: row.place,
    municipality: row.municipality,
    latitude: row.latitude,
    longitude: row.longitude,
    wheelchair: row.wheelchair,
    hearingLoop: row.hearing_loop,
  };
}

const seriesOf = ({ starts_on, clock, minutes, zone, rule, skipped, moved, added, pauses }: Row): Offer['series'] =>
  starts_on === null || clock === null || minutes === null
    ? null
    : { startsOn: starts_on, clock, minutes, zone, rule, exceptions: { skipped, moved, added }, pauses };

function textsOfGroup({ name, kinds }: Row): Offer['texts'] {
  return Object.fromEntries(
    languages.map((language) => {
      const t = translator(language);
      const whom = kinds.length === 1 ? kinds[0]! : 'mixed';
      return [language, { title: name ?? '', summary: t(`offers:group.summary.${whom}`), more: t('offers:group.more') }];
    }),
  );
}
