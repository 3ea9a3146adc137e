import { forgetRemembered, hashOf, type Person, personIn, recorder, remember, SESSION, type Visit } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import { token } from '../lib/crypto.ts';
import { addMinutes, type Instant } from '../lib/day.ts';
import { actAs } from '../lib/db.ts';
import { forgetBrowser } from './browser.ts';

export type Method = 'email-code' | 'sms-code' | 'paper-code' | 'passkey' | 'oidc';
export type Account = { person: string; association: string };
export type How = {
  method: Method;
  ownDevice: boolean;
  /** what was shown counts as two steps, such as a passkey unlocked by a finger */
  both?: boolean;
};

const HOUR = 60;
/** Minutes until a session ends however much it is used. Unused it ends after 14 days or two hours (app.find_session). */
const LIFE = { own: 30 * 24 * HOUR, borrowed: 8 * HOUR };
const FRESH = 10; // minutes that a proof is good for

/** Signs somebody in: a new secret each time, so that whatever the browser held before is worth nothing. The rest of the visit is hers. */
export async function begin(visit: Visit, who: Account, how: How): Promise<Person> {
  const { world, tx, now, today } = visit;
  if (visit.actor.kind === 'person') await tx.deleteFrom('sessions').where('token_hash', '=', visit.actor.session).execute();
  await actAs(world.db, tx, { person: who.person, today });
  const secret = token(32);
  const expires = addMinutes(now, how.ownDevice ? LIFE.own : LIFE.borrowed);
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashOf(secret),
      association_id: who.association,
      person_id: who.person,
      created_at: now,
      last_seen_at: now,
      expires_at: expires,
      own_device: how.ownDevice,
      method: how.method,
      second_at: how.both ? now : null,
      step_up_at: now,
    })
    .execute();
  const person = (await personIn(tx, hashOf(secret), now, today))!;
  forgetBrowser(visit);
  giveCookie(visit, secret, how.ownDevice ? expires : undefined);
  world.log.info('sign-in.done', { request: visit.requestId, reason: how.method, actor: person.id });
  await as(visit, person)({ act: 'session.begun', object: ['session', null], about: person.id });
  return person;
}

/** A way in, or a proof, that did not work: in the log, where many of them are seen. */
export function notProved(
  { world, requestId, actor }: Pick<Visit, 'world' | 'requestId' | 'actor'>,
  reason: Method | 'totp' | 'link' | 'code',
): void {
  world.log.info('sign-in.failed', { request: requestId, reason, ...(actor.kind === 'person' && { actor: actor.id }) });
}

/** What a person does who was a visitor when the request came. */
export const as = (visit: Visit, person: Person): Visit['record'] => recorder({ ...visit, actor: person }, record);

/** Somebody has proved again who she is; with a second step it counts for that too. The secret changes, as at signing in. */
export async function prove(visit: Visit, person: Person, second: boolean): Promise<void> {
  const { tx, now } = visit;
  const secret = token(32);
  const { expires_at } = await tx
    .updateTable('sessions')
    .set({ token_hash: hashOf(secret), step_up_at: now, last_seen_at: now, ...(second && { second_at: now }) })
    .where('token_hash', '=', person.session)
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  giveCookie(visit, secret, person.ownDevice ? expires_at : undefined);
  visit.world.log.info('sign-in.proved', { request: visit.requestId, reason: second ? 'second-step' : 'one-step', actor: person.id });
  const act = second && !person.secondAt ? 'second-step.taken' : 'session.proved';
  await visit.record({ act, object: ['session', null], about: person.id });
}

/** Whether the person behind this visit has shown within ten minutes who she is, with her second step if she has one. */
export function steppedUp({ actor, now }: Pick<Visit, 'actor' | 'now'>): boolean {
  if (actor.kind !== 'person' || !actor.stepUpAt || (actor.hasSecond && !actor.secondAt)) return false;
  return now <= addMinutes(actor.stepUpAt, FRESH);
}

/** Ends this session: nothing of it is left in the browser. */
export async function end(visit: Visit, person: Person): Promise<void> {
  await visit.record({ act: 'session.ended', object: ['session', null], about: person.id });
  await visit.tx.deleteFrom('sessions').where('token_hash', '=', person.session).execute();
  forgetBrowser(visit);
  forgetRemembered(visit.http, SESSION);
  visit.http.header('Clear-Site-Data', '"cache", "storage"');
}

/** Without an end the browser forgets it when it is closed. */
function giveCookie({ http, now }: Visit, secret: string, expires: Instant | undefined): void {
  remember(http, SESSION, secret, expires && { seconds: Math.floor((expires.getTime() - now.getTime()) / 1000) });
}
