import type { Acting, Holder, LinkPurpose, World } from '../accounts/index.ts';
import { open, seal } from '../lib/crypto.ts';
import { type Day, type Instant, today as dayToday, zone } from '../lib/day.ts';
import { transaction, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { queue } from '../lib/queue.ts';
import type { InboundSms } from '../lib/sms.ts';
import type { Answer } from './understand.ts';

export const incoming = queue<{ reply: string }>('messages.incoming');

export type ReplyAnswer = Exclude<Answer, 'stop'>;

/** How a feature takes an answer that came by text message. */
export type ReplyHandler = {
  /** of the private link that the answer stands in for */
  purpose: LinkPurpose;
  wants: readonly ReplyAnswer[];
  /**
   * Answers through the eyes of the person, as the link's page does, in one transaction. `object` is what the link is about.
   * False when there was nothing to answer (any more): all is undone, and the next open link is tried.
   */
  answer(acting: Acting & { actor: Holder }, object: string | null, what: ReplyAnswer): Promise<boolean>;
};

export type OpenLink = { holder: Holder; expires: Instant };
/** A text message as it was read: who it may be from, and which private links it may stand in for, newest first. */
export type Reply = { id: string; from: string; text: string; answer: Answer | undefined; people: string[]; links: OpenLink[] };

export type Inbound = { from: string; text: string };

type Scene = Pick<Acting, 'world' | 'tx' | 'now'>;

/** Keeps what came in, sealed, and has it answered. A gateway that tells the same twice is answered once. */
export async function keepReply({ world, tx, now }: Scene, sms: InboundSms): Promise<void> {
  const id = newId();
  const inbound: Inbound = { from: sms.from, text: sms.text };
  const kept = await tx
    .insertInto('inbound_sms')
    .values({ id, gateway_id: sms.id, sealed: seal(world.keys.outbox, replyPlace(id), JSON.stringify(inbound)), received_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows === 1n) await world.enqueue(tx, incoming, { reply: id });
}

export const openReply = ({ world }: Pick<Scene, 'world'>, id: string, sealed: Buffer): Inbound =>
  JSON.parse(open(world.keys.outbox, replyPlace(id), sealed)) as Inbound;

const replyPlace = (id: string) => ({ table: 'inbound_sms', column: 'sealed', row: id, person: '' });

/** One transaction under row-level security, through the eyes of somebody who is not here but has written. */
export async function through<T>(
  world: World,
  person: string,
  work: (scene: { world: World; tx: Tx; now: Instant; today: Day }) => Promise<T>,
): Promise<T> {
  const today = dayToday(world.now, zone('Europe/Oslo'));
  return await transaction(world.db, { person, today }, (tx) => work({ world, tx, now: world.now(), today }));
}
