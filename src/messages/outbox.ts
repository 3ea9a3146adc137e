import { type Acting, idOf, Missing } from '../accounts/index.ts';
import type { Instant } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';
import type { Country } from '../lib/places/index.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { namesOf } from '../people/index.ts';
import type { Channel, Reach } from './channel.ts';
import { type Composed, compose } from './compose.ts';
import { kindOf, type MessageKind } from './kinds.ts';
import { lacks, outgoing } from './send.ts';
import { type Delivery, mayBeRead, type Message, messageOf, type Problem, recipientOf, type State } from './store.ts';

export const PAGE = 50;
export const shows = ['to-do', 'waiting', 'held', 'failed', 'sent', 'done'] as const;
export const ways = ['email', 'sms', 'letter', 'call'] as const;
export type Show = (typeof shows)[number];
export type Filter = { show: Show | null; way: Channel | null; page: number };
export type Line = {
  id: string;
  made: Instant;
  sent: Instant | null;
  kind: MessageKind;
  to: string | null;
  channel: Channel | null;
  show: Show;
  attempts: number;
  problem: Problem | null;
  delivery: Delivery | null;
};
export type ToDo = { letters: number; calls: number; failed: number; held: number; replies: number };

type Scene = Pick<Acting, 'world' | 'tx'>;

/** A letter or a call that waits is a person's to do; any other that waits is the queue's. */
export const showOf = ({ state, channel }: { state: State; channel: Channel | null }): Show =>
  state === 'waiting' && (channel === 'letter' || channel === 'call') ? 'to-do' : state;

/** The messages the actor may see, newest first, a page at a time. */
export async function messagesOf(scene: Scene, { show, way, page }: Filter): Promise<{ lines: Line[]; count: number; people: string[] }> {
  let query = scene.tx.selectFrom('messages');
  if (show) query = query.where('state', '=', show === 'to-do' ? 'waiting' : show);
  if (show === 'to-do') query = query.where('channel', 'in', ['letter', 'call']);
  if (show === 'waiting') query = query.where((or) => or.or([or('channel', 'is', null), or('channel', 'in', ['email', 'sms'])]));
  if (way) query = query.where('channel', '=', way);
  const { count } = await query.select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select(['id', 'created_at', 'sent_at', 'kind', 'person_id', 'channel', 'state', 'attempts', 'last_error', 'delivery'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute();
  const people = rows.flatMap((row) => row.person_id ?? []);
  const names = await namesOf(scene, people);
  const lines = rows.map((row) => ({
    id: row.id,
    made: row.created_at,
    sent: row.sent_at,
    kind: row.kind as MessageKind,
    to: row.person_id && nameOf(names.get(row.person_id)),
    channel: row.channel,
    show: showOf(row),
    attempts: row.attempts,
    problem: row.last_error as Problem | null,
    delivery: row.delivery,
  }));
  return { lines, count, people };
}

const nameOf = (name: { called: string; fullName: string | null } | undefined): string | null => name?.fullName ?? name?.called ?? null;

/** What waits for a person's hand. */
export async function toDo({ tx }: Pick<Acting, 'tx'>): Promise<ToDo> {
  const { rows } = await sql<ToDo>`
    select count(*) filter (where state = 'waiting' and channel = 'letter')::int as letters, count(*) filter (where state = 'waiting' and channel = 'call')::int as calls,
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'held')::int as held,
      (select count(*)::int from inbound_sms where handled_at is null and sealed is not null) as replies
    from messages where state in ('waiting', 'failed', 'held')`.execute(tx);
  return rows[0]!;
}

export type Seen = {
  message: Message;
  sent: Instant | null;
  to: string | null;
  /** the reader's, in which it is written */
  language: Language;
  reach: Reach;
  /** of the association that wrote it */
  country: Country;
  /** what the actor may read of it: a letter whole, what is to be said on the phone, or all of it where all is made up */
  composed: Composed | null;
};

/** One message as whoever has to do something about it needs it. */
export async function seenMessage(acting: Acting, id: string): Promise<Seen | undefined> {
  const message = await messageOf(acting, id);
  if (!message) return undefined;
  const recipient = await recipientOf(acting, message);
  const row = await acting.tx
    .selectFrom('messages')
    .innerJoin('associations', 'associations.id', 'messages.association_id')
    .select(['sent_at', 'country'])
    .where('messages.id', '=', id)
    .executeTakeFirstOrThrow();
  const demo = acting.world.config.DEMO;
  const readable = recipient && mayBeRead(message, demo) && (demo || isByHand(message)) && lacks(message).length === 0;
  return {
    message,
    sent: row.sent_at,
    to: recipient ? (recipient.fullName ?? recipient.called) : null,
    language: recipient?.language ?? 'nb',
    reach: recipient?.reach ?? {},
    country: row.country,
    composed: readable ? await compose(acting, message, recipient) : null,
  };
}

/** Whether a person may do what the message was to do: post it, say it, or say it because it could not be sent. */
export const isByHand = (message: Message): boolean =>
  message.state === 'held' ||
  message.state === 'failed' ||
  showOf(message) === 'to-do' ||
  (message.state === 'done' && message.channel === 'letter');

export type OutboxRefusal = 'settled' | 'wiped';

/** The letter is posted, the call made: by hand, and by whom. */
export async function markDone(acting: Acting, id: string): Promise<Refusal<OutboxRefusal> | void> {
  const message = await seenOrMissing(acting, id);
  if (message.state === 'done' || !isByHand(message)) return refuse('settled');
  const done = { state: 'done', sent_at: acting.now, done_by: idOf(acting.actor), sealed: null } as const;
  await acting.tx.updateTable('messages').set(done).where('id', '=', id).execute();
  await acting.record({ act: 'message.posted', object: ['message', id], about: message.person });
}

/** Tries again what failed or was held. What was chosen may have changed since: the way is chosen anew. */
export async function retry(acting: Acting, id: string): Promise<Refusal<OutboxRefusal> | void> {
  const message = await seenOrMissing(acting, id);
  if (message.state !== 'failed' && message.state !== 'held') return refuse('settled');
  const { signsIn } = kindOf(message.kind);
  if (lacks(message).length > 0 || isEmptied(acting, message)) return refuse('wiped');
  const channel = signsIn || message.secret.address ? message.channel : null;
  const again = { state: 'waiting', job_id: null, last_error: null, channel, delivery: null, delivery_at: null, gateway_id: null } as const;
  await acting.tx.updateTable('messages').set(again).where('id', '=', id).execute();
  await acting.world.enqueue(acting.tx, outgoing, { message: id });
  await acting.record({ act: 'message.retried', object: ['message', id], about: message.person });
}

/** What a message is about is forgotten after 30 days (people/forgetting.ts): its link would then lead nowhere. */
const isEmptied = ({ now }: Acting, { created, link }: Message) =>
  link?.object === null && now.getTime() - created.getTime() > 30 * 86_400_000;

async function seenOrMissing(acting: Acting, id: string): Promise<Message> {
  const message = await messageOf(acting, id, true);
  if (!message) throw new Missing();
  return message;
}
