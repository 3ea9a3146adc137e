/** A sheet between being read and being stored: sealed, its owner's alone, and gone after a day (people/forgetting.ts). */
import type { Acting } from '../accounts/index.ts';
import { newKey, open, seal, unwrapKey, wrapKey } from '../lib/crypto.ts';
import { addMinutes } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import type { SheetWarning } from '../lib/sheet/index.ts';
import { asMapping, type Mapping } from './import/index.ts';

export type Sheet = { rows: string[][]; warnings: SheetWarning[]; sheet: string | null };
export type Staged = Sheet & { id: string; mapping: Mapping; fingerprint: string; headingLine: number | null; storedCount: number | null };

const place = (id: string) => ({ table: 'imports', column: 'sealed_rows', row: id, person: '' });
const DAY_MINUTES = 24 * 60;

type Scene = Pick<Acting, 'world' | 'tx' | 'now'>;

export async function stage(
  scene: Scene,
  owner: Owner,
  sheet: Sheet,
  guess: { mapping: Mapping; fingerprint: string; headingLine: number | null },
): Promise<string> {
  return keepList(scene, owner, 'people', { ...sheet, headingLine: guess.headingLine }, guess);
}

/** What a list holds: people who wait, or what an association offers (exchange). */
export type Holds = 'people' | 'offers';
type Owner = { association: string; id: string };

/** Keeps what was read, sealed with a key of its own. Returns the id of the list. */
export async function keepList(
  scene: Scene,
  owner: Owner,
  holds: Holds,
  list: object,
  { mapping, fingerprint }: { mapping: object; fingerprint: string },
): Promise<string> {
  const id = newId();
  const key = newKey();
  const { master, wrapped } = wrapKey(scene.world.keys, key, id);
  await scene.tx
    .insertInto('imports')
    .values({
      id,
      association_id: owner.association,
      by_id: owner.id,
      holds,
      key_wrapped: Buffer.concat([Buffer.from([master >> 8, master & 255]), wrapped]),
      sealed_rows: seal(key, place(id), JSON.stringify(list)),
      mapping: JSON.stringify(mapping),
      fingerprint,
      created_at: scene.now,
    })
    .execute();
  return id;
}

export type KeptList<T> = { id: string; mapping: unknown; fingerprint: string; storedCount: number | null; list: T | null };

/** The list as it was read; `list` is null once it is stored. Undefined when there is none of the actor's, or it is older than a day. */
export async function listOf<T>({ world, tx, now }: Scene, id: string, holds: Holds, hold = false): Promise<KeptList<T> | undefined> {
  const query = tx
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .where('holds', '=', holds)
    .where('created_at', '>', addMinutes(now, -DAY_MINUTES));
  const row = await (hold ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  const { mapping, fingerprint, stored_count: storedCount } = row;
  if (row.stored_at) return { id, mapping, fingerprint, storedCount, list: null };
  const key = unwrapKey(world.keys, row.key_wrapped.readUInt16BE(0), row.key_wrapped.subarray(2), id);
  return { id, mapping, fingerprint, storedCount, list: JSON.parse(open(key, place(id), row.sealed_rows)) as T };
}

/** The sheet as it was read. Its rows are gone once it is stored. */
export async function stagedOf(scene: Scene, id: string, hold = false): Promise<Staged | undefined> {
  const kept = await listOf<Sheet & { headingLine: number | null }>(scene, id, 'people', hold);
  if (!kept) return undefined;
  const { list, fingerprint, storedCount } = kept;
  const mapping = asMapping(kept.mapping as Record<string, unknown>);
  return { rows: [], warnings: [], sheet: null, headingLine: null, ...list, id, mapping, fingerprint, storedCount };
}

export async function setMapping(tx: Acting['tx'], id: string, mapping: object): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', id)
    .execute();
}

/** What stood in the sheet is not needed any more. */
export async function setStored({ tx, now }: Scene, id: string, count: number): Promise<void> {
  const nothing = { key_wrapped: Buffer.alloc(0), sealed_rows: Buffer.alloc(0) };
  await tx
    .updateTable('imports')
    .set({ stored_at: now, stored_count: count, ...nothing })
    .where('id', '=', id)
    .execute();
}

/** Lists of the last day, the newest first. */
export const stagedBy = async ({ tx, now }: Pick<Acting, 'tx' | 'now'>, holds: Holds = 'people') =>
  await tx
    .selectFrom('imports')
    .select(['id', 'created_at as at', 'stored_at as storedAt', 'stored_count as storedCount'])
    .where('created_at', '>', addMinutes(now, -DAY_MINUTES))
    .where('holds', '=', holds)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute();

/** How the columns of such a sheet were corrected the last time. What may stand in it is for the caller to judge. */
export async function rememberedMapping(
  tx: Acting['tx'],
  association: string,
  fingerprint: string,
): Promise<Record<string, unknown> | undefined> {
  const row = await tx
    .selectFrom('import_mappings')
    .select('mapping')
    .where('association_id', '=', association)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row?.mapping as Record<string, unknown> | undefined;
}

export async function rememberMapping({ tx, now }: Scene, association: string, fingerprint: string, mapping: object): Promise<void> {
  const values = { mapping: JSON.stringify(mapping), used_at: now };
  await tx
    .insertInto('import_mappings')
    .values({ association_id: association, fingerprint, ...values })
    .onConflict((conflict) => conflict.columns(['association_id', 'fingerprint']).doUpdateSet(values))
    .execute();
}
