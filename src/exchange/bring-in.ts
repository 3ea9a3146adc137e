/** Bringing in a directory: read, looked through, then stored as a whole or not at all. */
import { type Acting, asPerson, associationOf } from '../accounts/index.ts';
import { keepList, listOf, setStored } from '../intake/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { placeOf } from '../lib/places/index.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { slugOf } from '../offers/index.ts';
import type { DraftOffer } from './draft.ts';
import { type Directory, type FileReason, type Judged, judge, likeness, readDirectory, storedKey } from './read-directory.ts';

type House = { id: string; country: 'NO' | 'DK'; languages: readonly Language[] };
const houseOf = ({ world, actor }: Pick<Acting, 'world' | 'actor'>): House => world.houses.of(associationOf(actor))!;

/** Reads an uploaded file and keeps what was understood, sealed, for its owner to look over. */
export async function takeInDirectory(acting: Acting, bytes: Uint8Array): Promise<string | Refusal<FileReason>> {
  const { id, country } = houseOf(acting);
  const read = readDirectory(bytes, { country, today: acting.today });
  if (typeof read === 'string') return refuse(read);
  const owner = { association: id, id: asPerson(acting.actor).id };
  return keepList(acting, owner, 'offers', read, { mapping: {}, fingerprint: read.format });
}

export type LookedAt = { format: Directory['format']; unread: string[]; rows: Judged[] };

/** Every row as it would be taken in. Nothing is stored. */
export async function lookAt(acting: Acting, directory: Directory): Promise<LookedAt> {
  const known = await keysHere(acting.tx, houseOf(acting).id, directory.format);
  return { ...directory, rows: judge(directory.rows, (keys) => keys.some((key) => known.has(key))) };
}

export const directoryOf = (acting: Acting, id: string, hold = false) => listOf<Directory>(acting, id, 'offers', hold);

/** What is here already: by where it came from, by its own id, and by what it is like. */
async function keysHere(tx: Tx, association: string, source: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('offers as o')
    .leftJoin('venues as v', 'v.id', 'o.venue_id')
    .select([
      'o.id',
      'o.source',
      'o.source_key',
      'o.texts',
      'o.rule',
      'o.clock',
      'o.ended_on',
      'o.postcode',
      'o.place',
      'v.postcode as v_postcode',
      'v.place as v_place',
    ])
    .where('o.association_id', '=', association)
    .execute();
  return new Set(
    rows.flatMap((row) => [
      `key ${row.id}`,
      ...(row.source === source && row.source_key ? [`key ${row.source_key}`] : []),
      ...(row.ended_on === null
        ? Object.values(row.texts as Record<string, { title: string }>).map(({ title }) => likenessOf(title, row))
        : []),
    ]),
  );
}

type Where = {
  rule: string;
  clock: string | null;
  postcode: string | null;
  place: string | null;
  v_postcode: string | null;
  v_place: string | null;
};
const likenessOf = (title: string, { rule, clock, postcode, place, v_postcode, v_place }: Where): string =>
  likeness({
    title,
    postcode: v_postcode ?? postcode,
    place: v_place ?? place,
    series: clock === null ? null : ({ rule, clock } as DraftOffer['series']),
  });

/** Stores all that is new, in this one transaction. Sent twice, or with the same file again, nothing is here twice. */
export async function storeDirectory(acting: Acting, id: string, publish: boolean): Promise<number | Refusal<'is-stored'> | undefined> {
  const { tx } = acting;
  const house = houseOf(acting);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory ${house.id}`}, 0))`.execute(tx);
  const kept = await directoryOf(acting, id, true);
  if (!kept) return undefined;
  if (!kept.list) return refuse('is-stored');
  const { rows, format } = await lookAt(acting, kept.list);
  const fresh = rows.filter(({ verdict }) => verdict === 'new');
  const slugs = await slugsHere(tx, house.id);
  const values = fresh.map(({ draft }) => rowOf(acting, house, draft, { slug: freeSlug(draft.title, slugs), source: format, publish }));
  for (let at = 0; at < values.length; at += 100)
    await tx
      .insertInto('offers')
      .values(values.slice(at, at + 100))
      .execute();
  await setStored(acting, id, fresh.length);
  await acting.record({ act: 'directory.brought-in', object: ['import', id] });
  return fresh.length;
}

async function slugsHere(tx: Tx, association: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('offers').select('slug').where('association_id', '=', association).execute();
  return new Set(rows.map(({ slug }) => slug));
}

/** Readable, and no other's: "kafe", "kafe-2". */
function freeSlug(title: string, taken: Set<string>): string {
  const base = slugOf(title).padEnd(2, 'x');
  for (let nth = 1; ; nth += 1) {
    const slug = nth === 1 ? base : `${base}-${nth}`;
    if (!taken.has(slug) && taken.add(slug)) return slug;
  }
}

function rowOf(
  { actor, now, today }: Acting,
  house: House,
  draft: DraftOffer,
  { slug, source, publish }: { slug: string; source: string; publish: boolean },
) {
  const place = draft.postcode ? placeOf(house.country, draft.postcode) : undefined;
  const { title, summary, more, series, contact } = draft;
  return {
    id: newId(),
    association_id: house.id,
    slug,
    kind: draft.kind,
    texts: JSON.stringify({ [house.languages[0] ?? 'nb']: { title, summary, more } }),
    kinds: draft.kinds,
    areas: draft.areas,
    languages: draft.languages,
    ways: draft.ways,
    address: [draft.venue, draft.address].filter(Boolean).join(', ') || null,
    postcode: draft.postcode,
    place: draft.place ?? place?.name ?? null,
    municipality: place?.municipality ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
    wheelchair: draft.wheelchair,
    starts_on: series?.startsOn ?? null,
    clock: series?.clock ?? null,
    minutes: series?.minutes ?? null,
    rule: series?.rule ?? '',
    drop_in: draft.dropIn,
    contact_name: contact.name,
    contact_phone: contact.phone,
    contact_email: contact.email,
    link: draft.link,
    published_on: publish ? today : null,
    source,
    source_key: storedKey(draft),
    created_at: now,
    created_by: asPerson(actor).id,
    changed_at: now,
  };
}
