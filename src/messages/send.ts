import type { Acting, LinkPurpose, World } from '../accounts/index.ts';
import { seal } from '../lib/crypto.ts';
import { type Instant, isClock, isDay } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { queue } from '../lib/queue.ts';
import { kindOf, type MessageKind, type Said } from './kinds.ts';
import { linkDays } from './links.ts';

/** An attempt that was cut off by a crash is made again after two minutes; a server that is slow has answered by then. */
export const outgoing = queue<{ message: string }>('messages.send', { timeoutSeconds: 120 });

/** Ids, days, clocks and counts only: nothing that tells of a person may wait here. */
export type Variables = {
  day?: string;
  clock?: string;
  wasDay?: string;
  wasClock?: string;
  untilDay?: string;
  /** its name and address are looked up when the message leaves */
  venue?: string;
  count?: number;
  minutes?: number;
  days?: number;
  /** a page behind the sign-in that `link` leads to, where there is no private link: a path of ours */
  page?: string;
  /** of the calendar file: which appointment, and how often it has changed */
  event?: string;
  sequence?: number;
};

/** What must not be read while it waits; wiped once the message has left. */
export type Secret = {
  code?: string;
  receipt?: string;
  /** the path of a link that signs in */
  page?: string;
  /** another address than the person's own: the contact that was, or somebody just erased, who has a name and language only here */
  address?: string;
  called?: string;
  language?: Language;
};

export type Outgoing = {
  /** null: somebody just erased; everything needed is then in `secret`, and `by` says how */
  to: string | null;
  kind: MessageKind;
  variables?: Variables;
  secret?: Secret;
  /** what it concerns: the same kind about the same thing goes to the same person once */
  about?: string;
  /** made when it is sent */
  link?: { purpose: LinkPurpose; object: string | null; days?: number };
  after?: Instant;
  /** of no use later */
  before?: Instant;
  /** whatever the person has chosen: for a code that was asked for in this way */
  by?: 'email' | 'sms';
};

type Scene = Pick<Acting, 'tx' | 'now'> & { world: Pick<World, 'keys' | 'enqueue'> };

/** Enqueues a message in the transaction of the change that causes it. Channel, address, text and link are made when it is sent. */
export async function send({ world, tx, now }: Scene, association: string, message: Outgoing): Promise<void> {
  demandWhole(message);
  const id = newId();
  const { secret, link } = message;
  const row = await tx
    .insertInto('messages')
    .values({
      id,
      association_id: association,
      person_id: message.to,
      kind: message.kind,
      variables: JSON.stringify(message.variables ?? {}),
      sealed: secret ? seal(world.keys.outbox, secretPlace(id, message.to), JSON.stringify(secret)) : null,
      channel: message.by ?? null,
      about: message.about ?? null,
      link_purpose: link?.purpose ?? null,
      link_object: link?.object ?? null,
      link_days: link ? (link.days ?? linkDays[link.purpose]) : null,
      created_at: now,
      send_after: message.after ?? now,
      send_before: message.before ?? null,
    })
    // Without naming what it may collide with: whoever sends need not be able to see the message that is there already.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (row.numInsertedOrUpdatedRows === 0n) return;
  await world.enqueue(tx, outgoing, { message: id }, message.after ? { startAfter: message.after } : {});
}

/** Takes back messages that have not left, such as the reminder of a meeting that was moved; how many there were. */
export async function recall({ tx }: Pick<Acting, 'tx'>, about: string, which: readonly MessageKind[]): Promise<number> {
  const { rows } = await sql<{ taken: number }>`select app.recall_messages(${about}, ${[...which]}) as taken`.execute(tx);
  return rows[0]?.taken ?? 0;
}

export const secretPlace = (message: string, person: string | null) => ({
  table: 'messages',
  column: 'sealed',
  row: message,
  person: person ?? '',
});

/** A message that could not be written when its time comes is a mistake in the code: it is thrown where it is made. */
function demandWhole(message: Outgoing): void {
  const lacking = lacks(message);
  if (lacking.length > 0) throw new TypeError(`The message ${message.kind} lacks ${lacking.join(', ')}`);
  const { to, by, secret = {} } = message;
  if (to === null && !(by && secret.address && secret.language)) throw new TypeError(`The message ${message.kind} is to nobody`);
}

/** What its text needs and it has not, or has no more: what is old is emptied. */
export function lacks(message: { kind: MessageKind; variables?: Variables; secret?: Secret; link?: object | null }): Said[] {
  const { variables: given = {}, secret = {}, link, kind } = message;
  const there: Partial<Record<Said, boolean>> = {
    when: isDayTime(given.day, given.clock),
    was: isDayTime(given.wasDay, given.wasClock),
    until: isDay(given.untilDay ?? ''),
    place: given.venue !== undefined,
    link: Boolean(link) || isPath(given.page) || isPath(secret.page),
    code: secret.code !== undefined,
    receipt: secret.receipt !== undefined,
    minutes: given.minutes !== undefined,
    days: given.days !== undefined,
    count: given.count !== undefined,
  };
  return kindOf(kind).says.filter((said) => there[said] === false);
}

const isDayTime = (day = '', clock = '') => isDay(day) && isClock(clock);
const isPath = (page = '') => /^\/(?!\/)[\w/.~%-]*$/.test(page);
