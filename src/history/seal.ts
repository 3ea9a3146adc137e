import { createHash } from 'node:crypto';
import { sql, type Tx } from '../lib/db.ts';
import { queue } from '../lib/queue.ts';

export const sealing = queue<object>('history.seal', { retries: 0 });

export type Head = { seq: number; hash: Buffer };

/** One fixed text of an entry, as the database writes it: the same whoever computes it, in any time zone. */
const FIELDS = sql`id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), association_id, actor_id, actor_role, act, object_kind, object_id, about_id, group_id, request_id`;
/** Who stood on a list is part of it only where somebody did: entries that were sealed before lists told of it stay as they were. */
const ENTRY = sql<string>`case when about_ids is null then json_build_array(${FIELDS}) else json_build_array(${FIELDS}, about_ids) end::text`;
/** All before the last one sealed is sealed; what is not, such as an entry put in later by hand, is told by verifyHistory. */
const LAST = sql`select coalesce((select h.written from history_seals s join history h on h.id = s.entry_id order by s.seq desc limit 1), '0'::xid8)`;
const FIRST: Buffer = Buffer.alloc(32);

/**
 * Chains what has been written since, in the order of transactions: `chain = SHA-256(chain before | SHA-256(entry))`.
 * Only what every running transaction is past is sealed, so nothing can slip in before it later. One at a time, by an advisory lock.
 * Needs the jobs role and a transaction; returns the new head.
 */
export async function sealHistory(tx: Tx, limit = 5_000): Promise<Head> {
  await sql`select pg_advisory_xact_lock(5217331)`.execute(tx);
  const rows = await sql<{ id: string; entry: string }>`
    select id, ${ENTRY} as entry from history h
    where h.written >= (${LAST}) and h.written < pg_snapshot_xmin(pg_current_snapshot()) and not exists (select from history_seals s where s.entry_id = h.id)
    order by h.written, h.id limit ${limit}`.execute(tx);
  let head = await headOf(tx);
  const seals = rows.rows.map(({ id, entry }) => {
    const entryHash = sha256(Buffer.from(entry));
    head = { seq: head.seq + 1, hash: sha256(Buffer.concat([head.hash, entryHash])) };
    return { seq: head.seq, entry_id: id, entry_hash: entryHash, chain_hash: head.hash };
  });
  for (let from = 0; from < seals.length; from += 500)
    await tx
      .insertInto('history_seals')
      .values(seals.slice(from, from + 500))
      .execute();
  return head;
}

export async function headOf(tx: Tx): Promise<Head> {
  const last = await tx.selectFrom('history_seals').select(['seq', 'chain_hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ? { seq: last.seq, hash: last.chain_hash } : { seq: 0, hash: FIRST };
}

export type Fault = { seq: number; kind: 'edited' | 'deleted' | 'reordered' | 'tail-cut' };
export type Verdict = { entries: number; unsealed: number; head: Head; faults: Fault[] };

/**
 * Walks the whole chain. `anchor` is a head that was noted down earlier, outside: without it a cut tail cannot be told from a young history.
 * Reads in batches; faults are at most `most`.
 */
export async function verifyHistory(tx: Tx, anchor?: Head, most = 20): Promise<Verdict> {
  const faults: Fault[] = [];
  let chain: Buffer = FIRST;
  let seq = 0;
  let seen = anchor === undefined || anchor.seq === 0;
  for (;;) {
    const batch = await batchAfter(tx, seq);
    if (batch.length === 0) break;
    for (const seal of batch) {
      seq += 1;
      const hash = seal.entry === null ? undefined : sha256(Buffer.from(seal.entry));
      if (seal.seq !== seq) faults.push({ seq, kind: 'deleted' });
      else if (!hash) faults.push({ seq, kind: 'deleted' });
      else if (!hash.equals(seal.entry_hash)) faults.push({ seq, kind: 'edited' });
      chain = sha256(Buffer.concat([chain, seal.entry_hash]));
      if (!chain.equals(seal.chain_hash)) faults.push({ seq, kind: 'reordered' });
      chain = seal.chain_hash;
      seq = seal.seq;
      if (anchor?.seq === seq) seen = anchor.hash.equals(chain);
      if (faults.length >= most) return { entries: seq, unsealed: 0, head: { seq, hash: chain }, faults };
    }
  }
  if (!seen) faults.push({ seq: anchor!.seq, kind: seq < anchor!.seq ? 'tail-cut' : 'edited' });
  const open = await sql<{
    count: number;
  }>`select count(*)::int as count from history h where not exists (select from history_seals s where s.entry_id = h.id)`.execute(tx);
  return { entries: seq, unsealed: open.rows[0]?.count ?? 0, head: { seq, hash: chain }, faults };
}

type Sealed = { seq: number; entry_hash: Buffer; chain_hash: Buffer; entry: string | null };

async function batchAfter(tx: Tx, seq: number): Promise<Sealed[]> {
  const rows = await sql<Sealed>`
    select s.seq, s.entry_hash, s.chain_hash, (select ${ENTRY} from history where id = s.entry_id) as entry
    from history_seals s where s.seq > ${seq} order by s.seq limit 2000`.execute(tx);
  return rows.rows;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
