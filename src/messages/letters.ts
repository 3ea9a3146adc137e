/** The letters and calls that wait for a person's hand: gathered to be printed at once, noted as posted in one press, and taken back. */
import { type Acting, idOf } from '../accounts/index.ts';
import type { Instant } from '../lib/day.ts';
import { type Language } from '../lib/language.ts';
import { type Composed, composer } from './compose.ts';
import type { MessageKind } from './kinds.ts';
import { lacks } from './send.ts';
import { mayBeRead, type Message, messagesByHand, type Recipient, recipientsOf } from './store.ts';

/** Printed on one evening by one person: no more at a time. */
export const BATCH = 500;

export type Letter = {
  id: string;
  person: string;
  kind: MessageKind;
  name: string;
  language: Language;
  /** as it is written on the envelope, a line each */
  address: string[];
  composed: Composed;
};
export type Call = Omit<Letter, 'address'> & { phone: string; waitsSince: Instant };

/** How many letters wait and are in no batch. */
export async function lettersWaiting({ tx }: Pick<Acting, 'tx'>): Promise<number> {
  const row = await tx
    .selectFrom('messages')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where('channel', '=', 'letter')
    .where('batch_id', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Puts the letters that wait, the oldest first, into a batch; how many they are. */
export async function gatherLetters({ tx }: Pick<Acting, 'tx'>, association: string, batch: string): Promise<number> {
  const rows = await tx
    .selectFrom('messages')
    .select('id')
    .where('association_id', '=', association)
    .where('state', '=', 'waiting')
    .where('channel', '=', 'letter')
    .where('batch_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await tx.updateTable('messages').set({ batch_id: batch }).where('id', 'in', ids).execute();
  return ids.length;
}

/** How many letters are in a batch, and how many of them have been posted. */
export async function countLetters({ tx }: Pick<Acting, 'tx'>, batch: string): Promise<{ count: number; posted: number }> {
  return await tx
    .selectFrom('messages')
    .select((select) => [
      select.fn.countAll<number>().as('count'),
      select.fn.countAll<number>().filterWhere('state', '=', 'done').as('posted'),
    ])
    .where('batch_id', '=', batch)
    .executeTakeFirstOrThrow();
}

/** The letters of a batch as they are read, in the order they were written. One whose address is gone, or whose text is, is left out. */
export async function lettersIn(acting: Acting, batch: string): Promise<Letter[]> {
  const found = await messagesByHand(acting, { batch }, BATCH);
  return await written(acting, found, ({ reach }) => reach.address).then((all) =>
    all.map(({ contact, ...letter }) => ({ ...letter, address: contact.split('\n').filter(Boolean) })),
  );
}

/** Those to be phoned, who has waited longest first. */
export async function callsWaiting(acting: Acting): Promise<Call[]> {
  const found = await messagesByHand(acting, { channel: 'call' }, BATCH);
  const since = new Map(found.map((message) => [message.id, message.created]));
  return await written(acting, found, ({ reach }) => reach.phone).then((all) =>
    all.map(({ contact, ...call }) => ({ ...call, phone: contact, waitsSince: since.get(call.id)! })),
  );
}

type Written = Omit<Letter, 'address'> & { contact: string };

async function written(acting: Acting, found: Message[], contactIn: (to: Recipient) => string | undefined): Promise<Written[]> {
  const all: Written[] = [];
  const recipients = await recipientsOf(acting, found);
  const compose = composer(acting);
  for (const message of found) {
    const to = recipients.get(message.id);
    const contact = to && contactIn(to);
    if (!to || !contact || !message.person || lacks(message).length > 0 || !mayBeRead(message, acting.world.config.DEMO)) continue;
    const { id, person, kind } = message;
    const composed = await compose(message, to);
    all.push({ id, person, kind, name: to.fullName ?? to.called, language: to.language, contact, composed });
  }
  return all;
}

/** Posted, all of them; whose they were. */
export async function postLetters(acting: Acting, batch: string): Promise<number> {
  const done = { state: 'done', sent_at: acting.now, done_by: idOf(acting.actor) } as const;
  const rows = await acting.tx
    .updateTable('messages')
    .set(done)
    .where('batch_id', '=', batch)
    .where('state', '=', 'waiting')
    .returning(['id', 'person_id'])
    .execute();
  for (const { id, person_id: about } of rows) await acting.record({ act: 'message.posted', object: ['message', id], about });
  return rows.length;
}

/** Not printed after all: they wait again, outside any batch. One that was posted by itself stays posted. */
export async function takeBackLetters({ tx }: Acting, batch: string, postedAt: Instant | null): Promise<void> {
  if (postedAt)
    await tx
      .updateTable('messages')
      .set({ state: 'waiting', sent_at: null, done_by: null, batch_id: null })
      .where('batch_id', '=', batch)
      .where('state', '=', 'done')
      .where('sent_at', '=', postedAt)
      .execute();
  await tx.updateTable('messages').set({ batch_id: null }).where('batch_id', '=', batch).where('state', '=', 'waiting').execute();
}
