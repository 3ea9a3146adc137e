import type { Acting, LinkPurpose } from '../accounts/index.ts';
import { open } from '../lib/crypto.ts';
import { sql } from '../lib/db.ts';
import type { Instant } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import type { MailRefusal } from '../lib/mail.ts';
import type { SmsRefusal } from '../lib/sms.ts';
import type { Selectable } from 'kysely';
import type { MessagesTable } from '../lib/schema.ts';
import { contactsOfAll, namesOf, type ReachBy } from '../people/index.ts';
import type { Channel, Reach } from './channel.ts';
import { kindOf, type MessageKind } from './kinds.ts';
import { type Secret, secretPlace, type Variables } from './send.ts';

export type State = 'waiting' | 'sent' | 'failed' | 'held' | 'done';
/** Why a message has not been sent; the words are `outbox:problem.<problem>`. */
export const problems = [
  'under-way',
  'too-late',
  'nobody',
  'no-contact',
  'broken',
  'invalid',
  'recipient-refused',
  'sender-refused',
  'message-refused',
  'refused',
  'sign-in-refused',
  'not-encrypted',
  'no-credit',
  'misconfigured',
  'busy',
  'unreachable',
  'interrupted',
  'undelivered',
] as const satisfies readonly (MailRefusal | SmsRefusal | 'under-way' | 'too-late' | 'nobody' | 'no-contact' | 'broken' | 'undelivered')[];
export type Problem = (typeof problems)[number];
export type Message = {
  id: string;
  association: string;
  person: string | null;
  kind: MessageKind;
  channel: Channel | null;
  state: State;
  variables: Variables;
  secret: Secret;
  link: { purpose: LinkPurpose; object: string | null; days: number } | null;
  created: Instant;
  before: Instant | null;
  job: string | null;
  attempts: number;
  problem: Problem | null;
  /** what the gateway says of a text message: null while it says nothing */
  delivery: Delivery | null;
};
export type Delivery = 'delivered' | 'undelivered';
export type Recipient = { called: string; fullName: string | null; language: Language; reachBy: ReachBy; reach: Reach };

type Scene = Pick<Acting, 'world' | 'tx'>;

/** One message the actor may see, with what is sealed in it; `forUpdate` holds it until the transaction ends. */
export async function messageOf({ world, tx }: Scene, id: string, forUpdate = false): Promise<Message | undefined> {
  const query = tx.selectFrom('messages').selectAll().where('id', '=', id);
  const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst();
  return row && messageIn(world, row);
}

/** The letters of a batch, or the calls that wait, the oldest first. */
export async function messagesByHand(
  { world, tx }: Scene,
  which: { batch: string } | { channel: 'call' },
  limit: number,
): Promise<Message[]> {
  const query = tx.selectFrom('messages').selectAll().orderBy('created_at').orderBy('id').limit(limit);
  const found =
    'batch' in which
      ? query.where('batch_id', '=', which.batch).where('state', 'in', ['waiting', 'done'])
      : query.where('state', '=', 'waiting').where('channel', '=', which.channel);
  return (await found.execute()).map((row) => messageIn(world, row));
}

function messageIn(world: Scene['world'], row: Selectable<MessagesTable>): Message {
  const secret = row.sealed ? JSON.parse(open(world.keys.outbox, secretPlace(row.id, row.person_id), row.sealed)) : {};
  const purpose = row.link_purpose as LinkPurpose | null;
  return {
    id: row.id,
    association: row.association_id,
    person: row.person_id,
    kind: row.kind as MessageKind,
    channel: row.channel,
    state: row.state,
    variables: row.variables as Variables,
    secret: secret as Secret,
    link: purpose && { purpose, object: row.link_object, days: row.link_days ?? 30 },
    created: row.created_at,
    before: row.send_before,
    job: row.job_id,
    attempts: row.attempts,
    problem: row.last_error as Problem | null,
    delivery: row.delivery,
  };
}

/** Whom it is for, as far as the actor may know; undefined for somebody who is gone. */
export async function recipientOf(scene: Scene, message: Message): Promise<Recipient | undefined> {
  return (await recipientsOf(scene, [message])).get(message.id);
}

/** The same of many, by message: asked for at once. */
export async function recipientsOf(scene: Scene, messages: readonly Message[]): Promise<Map<string, Recipient>> {
  const people = [...new Set(messages.flatMap(({ person }) => person ?? []))];
  const rows = people.length === 0 ? [] : await peopleIn(scene, people);
  const said = new Map(rows.map((row) => [row.id, row]));
  const [names, contacts] = [await namesOf(scene, people), await contactsOfAll(scene, people)];
  const all = new Map<string, Recipient>();
  for (const message of messages) {
    const { id, secret, person, channel } = message;
    if (!person && secret.address && secret.language) all.set(id, stranger(message));
    const [row, name] = [said.get(person ?? ''), names.get(person ?? '')];
    if (!person || !row || !name) continue;
    const own: Reach = Object.fromEntries((contacts.get(person) ?? []).map(({ kind, value }) => [kind, value]));
    const reach = secret.address ? { ...own, [channel === 'sms' ? 'phone' : 'email']: secret.address } : own;
    all.set(id, { ...name, language: row.language as Language, reachBy: row.reach_by, reach });
  }
  return all;
}

const peopleIn = async ({ tx }: Scene, ids: string[]) =>
  await tx
    .selectFrom('people')
    .select(['id', 'language', 'reach_by'])
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .execute();

function stranger({ secret, channel }: Message): Recipient {
  const reach: Reach = channel === 'sms' ? { phone: secret.address } : { email: secret.address };
  return { called: secret.called ?? '', fullName: null, language: secret.language!, reachBy: channel === 'sms' ? 'sms' : 'email', reach };
}

export type Sender = {
  name: string;
  email: string | null;
  smsSender: string | null;
  phone: string | null;
  postalAddress: string | null;
  legalName: string;
};

export async function senderOf({ tx }: Pick<Acting, 'tx'>, association: string): Promise<Sender> {
  const row = await tx
    .selectFrom('associations')
    .select(['name', 'sender_name', 'sender_email', 'sms_sender', 'phone', 'postal_address'])
    .where('id', '=', association)
    .executeTakeFirstOrThrow();
  return {
    name: row.sender_name,
    email: row.sender_email,
    smsSender: row.sms_sender,
    phone: row.phone,
    postalAddress: row.postal_address,
    legalName: row.name,
  };
}

/** The venue's name and address in one line. */
export async function placeOf({ tx }: Pick<Acting, 'tx'>, venue: string | undefined): Promise<string> {
  if (!venue) return '';
  const row = await tx
    .selectFrom('venues')
    .select(['name', 'address', 'postcode', 'place', 'door'])
    .where('id', '=', venue)
    .executeTakeFirst();
  if (!row) return '';
  return [row.name, row.address, [row.postcode, row.place].filter(Boolean).join(' '), row.door].filter(Boolean).join(', ');
}

/** Whether somebody else than the person may read the text: never one that signs in, but where all is made up. */
export const mayBeRead = (message: Pick<Message, 'kind'>, demo: boolean): boolean => demo || !kindOf(message.kind).signsIn;
