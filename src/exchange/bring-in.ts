/** Bringing in a directory: opened, put right, looked through, then stored as a whole or not at all. */
import { type Acting, asPerson, associationOf, hasRole } from '../accounts/index.ts';
import { keepList, listOf, rememberedMapping, rememberMapping, setMapping, setStored, stagedBy } from '../intake/index.ts';
import { asMapping, fingerprint } from '../lib/columns.ts';
import { sql } from '../lib/db.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { bringIn } from '../offers/index.ts';
import type { ReadRow } from './draft.ts';
import { directoryColumns, sheetFields, type SheetMapping } from './from-sheet.ts';
import { allOf, type Home, type Meant, sorted } from './homes.ts';
import { keysHere } from './known.ts';
import { readRaw } from './raw.ts';
import { type Directory, type FileReason, type Format, judge, type Judged, openDirectory, rawsIn, storedKey } from './read-directory.ts';
import { suggest } from './suggest.ts';

/** Who a list is for: the association of whoever brings it in, or the associations of an umbrella, which are asked. */
export type For = { umbrella: string | null };
type KeptDirectory = Directory & For;
/** How it is understood: what its columns mean, and what the names of associations in it mean. */
export type Understood = { columns: SheetMapping; meant: Meant };
export type Kept = { id: string; directory: KeptDirectory; understood: Understood; fingerprint: string };

/** The umbrellas whose officer one is today, and whether one administers an association. */
export function mayBringInFor({ actor }: Pick<Acting, 'actor'>): { own: boolean; umbrellas: string[] } {
  const { roles } = asPerson(actor);
  return {
    own: hasRole(actor, 'administrator'),
    umbrellas: roles.flatMap(({ role, umbrella }) => (role === 'umbrella-officer' && umbrella ? [umbrella] : [])),
  };
}

const mayFor = (acting: Acting, { umbrella }: For): boolean => {
  const { own, umbrellas } = mayBringInFor(acting);
  return umbrella === null ? own : umbrellas.includes(umbrella);
};

/** Opens an uploaded file and keeps what is in it, sealed, for its owner to look over. */
export async function takeInDirectory(acting: Acting, bytes: Uint8Array, about: For): Promise<string | Refusal<FileReason | 'not-yours'>> {
  if (!mayFor(acting, about)) return refuse('not-yours');
  const directory = openDirectory(bytes);
  if (typeof directory === 'string') return refuse(directory);
  const owner = { association: associationOf(acting.actor), id: asPerson(acting.actor).id };
  const guessed = directory.format === 'sheet' ? directoryColumns(directory.table) : null;
  const known = guessed && (await rememberedMapping(acting.tx, owner.association, guessed.fingerprint));
  const columns = known ? asMapping(known, sheetFields) : (guessed?.mapping ?? {});
  const meant = about.umbrella ? await rememberedNames(acting, about.umbrella) : {};
  const mark = { mapping: { columns, meant }, fingerprint: guessed?.fingerprint ?? directory.format };
  return keepList(acting, owner, 'offers', { ...directory, ...about }, mark);
}

const namesMark = (umbrella: string): string => fingerprint([umbrella], 'associations');

async function rememberedNames({ tx, actor }: Acting, umbrella: string): Promise<Meant> {
  return asMeant((await rememberedMapping(tx, associationOf(actor), namesMark(umbrella))) ?? {});
}

const asMeant = (stored: Readonly<Record<string, unknown>>): Meant =>
  Object.fromEntries(Object.entries(stored).filter((one): one is [string, string] => typeof one[1] === 'string'));

/** A list that waits, of those one may still bring in for. Undefined when there is none, or it is stored. */
export async function directoryOf(acting: Acting, id: string, hold = false): Promise<Kept | 'is-stored' | undefined> {
  const kept = await listOf<KeptDirectory>(acting, id, 'offers', hold);
  if (!kept) return undefined;
  if (!kept.list) return 'is-stored';
  if (!mayFor(acting, kept.list)) return undefined;
  const { columns = {}, meant = {} } = kept.mapping as { columns?: Record<string, unknown>; meant?: Record<string, unknown> };
  return {
    id,
    directory: kept.list,
    fingerprint: kept.fingerprint,
    understood: { columns: asMapping(columns, sheetFields), meant: asMeant(meant) },
  };
}

export const begunBy = (acting: Acting) => stagedBy(acting, 'offers');

/** Keeps what the columns mean, for this list and for the next one like it. */
export async function correctColumns(acting: Acting, { id, understood, fingerprint: mark }: Kept, columns: SheetMapping): Promise<void> {
  await setMapping(acting.tx, id, { ...understood, columns });
  await rememberMapping(acting, associationOf(acting.actor), mark, columns);
  await acting.record({ act: 'directory.corrected', object: ['import', id] });
}

/** Keeps what the names mean, for this list and for the umbrella's next one. */
export async function correctNames(acting: Acting, { id, directory, understood }: Kept, said: Meant): Promise<void> {
  const meant = { ...understood.meant, ...said };
  await setMapping(acting.tx, id, { ...understood, meant });
  await rememberMapping(acting, associationOf(acting.actor), namesMark(directory.umbrella!), meant);
  await acting.record({ act: 'directory.corrected', object: ['import', id] });
}

/** The associations a list may be for, by name. */
export async function homesOf({ tx, world, actor }: Acting, { umbrella }: For): Promise<Home[]> {
  const own = world.houses.of(associationOf(actor))!;
  if (umbrella === null) return [own];
  const under = await tx.selectFrom('associations').select('id').where('umbrella_id', '=', umbrella).orderBy('name').execute();
  return under.flatMap(({ id }) => world.houses.of(id) ?? []);
}

export type LookedRow = Judged<ReadRow & { home: Home | null }>;
export type LookedAt = { format: Format; rows: LookedRow[]; homes: Home[] };

/** Every row as it would be taken in. Nothing is stored. */
export async function lookAt(acting: Acting, { directory, understood }: Pick<Kept, 'directory' | 'understood'>): Promise<LookedAt> {
  const homes = await homesOf(acting, directory);
  const raws = rawsIn(directory, understood.columns);
  const housed = directory.umbrella === null ? allOf(raws, homes[0]!, acting.world.houses.all()) : sorted(raws, homes, understood.meant);
  const read = housed.map(({ raw, home }) => ({ home, ...readRaw(raw, { country: home?.country ?? 'NO', today: acting.today }) }));
  const known = await keysHere(
    acting.tx,
    homes.map(({ id }) => id),
    directory,
  );
  const rows: LookedRow[] = [];
  for (const [id, own] of Map.groupBy(read, ({ home }) => home?.id ?? ''))
    rows.push(...judge(own, (keys) => keys.some((key) => known.has(`${id} ${key}`))));
  return { format: directory.format, homes, rows: rows.toSorted((a, b) => a.line - b.line) };
}

/** Stores all that is new, in this one transaction. Sent twice, or with the same file again, nothing is here twice. */
export async function storeDirectory(acting: Acting, id: string, publish: boolean): Promise<number | Refusal<'is-stored'> | undefined> {
  const { tx } = acting;
  const about = associationOf(acting.actor);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory ${about}`}, 0))`.execute(tx);
  const kept = await directoryOf(acting, id, true);
  if (kept === 'is-stored') return refuse('is-stored');
  if (!kept) return undefined;
  const { rows, format } = await lookAt(acting, kept);
  const fresh = rows.filter(({ verdict }) => verdict === 'new');
  const { umbrella } = kept.directory;
  if (umbrella !== null) await suggest(acting, umbrella, format, fresh);
  else
    await bringIn(
      acting,
      fresh.map(({ draft }) => ({ ...draft, key: storedKey(draft) })),
      { source: format, publish },
    );
  await setStored(acting, id, fresh.length);
  await acting.record({ act: 'directory.brought-in', object: ['import', id] });
  return fresh.length;
}
