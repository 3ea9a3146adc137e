import type { Acting, LinkPurpose } from '../accounts/index.ts';
import type { Instant } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { queue } from '../lib/queue.ts';
import type { MessageKind } from './kinds.ts';

export const outgoing = queue<{ message: string }>('messages.send');

export type Outgoing = {
  to: string;
  kind: MessageKind;
  /** ids, days, clocks and counts only: nothing that tells of a person may wait here */
  variables?: Record<string, string | number>;
  /** what it concerns: the same kind about the same thing is sent once */
  about?: string;
  /** made when it is sent, good for so many days */
  link?: { purpose: LinkPurpose; object: string | null; days: number };
  after?: Instant;
};

/** Enqueues a message in the transaction of the change that causes it. Channel, address, text and link are made when it is sent. */
export async function send(
  { world, tx, now }: Pick<Acting, 'world' | 'tx' | 'now'>,
  association: string,
  message: Outgoing,
): Promise<void> {
  const id = newId();
  const row = await tx
    .insertInto('messages')
    .values({
      id,
      association_id: association,
      person_id: message.to,
      kind: message.kind,
      variables: JSON.stringify(message.variables ?? {}),
      about: message.about ?? null,
      link_purpose: message.link?.purpose ?? null,
      link_object: message.link?.object ?? null,
      link_days: message.link?.days ?? null,
      created_at: now,
      send_after: message.after ?? now,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'about']).where('about', 'is not', null).doNothing())
    .executeTakeFirst();
  if (row.numInsertedOrUpdatedRows === 0n) return;
  await world.enqueue(tx, outgoing, { message: id }, message.after ? { startAfter: message.after } : {});
}
