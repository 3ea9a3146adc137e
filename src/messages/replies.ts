import { type Acting, idOf, Missing } from '../accounts/index.ts';
import type { Instant } from '../lib/day.ts';
import { keysOf, namesOf, openFor } from '../people/index.ts';
import { openReply } from './reply.ts';

export type Left = {
  id: string;
  at: Instant;
  person: string | null;
  name: string | null;
  phone: string | null;
  text: string;
  stop: boolean;
};

/** The text messages that wait for a person to read them, oldest first. */
export async function repliesLeft(acting: Acting): Promise<Left[]> {
  const rows = await acting.tx
    .selectFrom('inbound_sms')
    .select(['id', 'person_id', 'sealed', 'understood_as', 'received_at'])
    .where('handled_at', 'is', null)
    .where('sealed', 'is not', null)
    .orderBy('received_at')
    .limit(100)
    .execute();
  const people = rows.flatMap((row) => row.person_id ?? []);
  const [names, keys] = [await namesOf(acting, people), await keysOf(acting, people)];
  return rows.flatMap(({ id, person_id: person, sealed, understood_as, received_at: at }) => {
    const left = { id, at, stop: understood_as === 'stop' };
    if (!person) return [unknown(acting, left, sealed!)];
    const [name, key] = [names.get(person), keys.get(person)];
    if (!name || !key) return [];
    const text = openFor(key, { table: 'inbound_sms', column: 'sealed', row: id }, sealed!);
    return [{ ...left, person, name: name.fullName ?? name.called, phone: null, text }];
  });
}

function unknown(acting: Acting, left: Pick<Left, 'id' | 'at' | 'stop'>, sealed: Buffer): Left {
  const { from, text } = openReply(acting, left.id, sealed);
  return { ...left, person: null, name: null, phone: from, text };
}

/** Somebody has read it and done what it asked; the text goes. */
export async function markHandled(acting: Acting, id: string): Promise<void> {
  const row = await acting.tx
    .updateTable('inbound_sms')
    .set({ handled_at: acting.now, handled_by: idOf(acting.actor), sealed: null })
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst();
  if (!row) throw new Missing();
  await acting.record({ act: 'reply.handled', object: ['reply', id], about: row.person_id });
}
