import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Person, Visit } from '../accounts/index.ts';
import type { Instant } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { namesOf } from '../people/index.ts';
import { beginCeremony, takeCeremony } from './ceremony.ts';
import type { Account } from './session.ts';

export type Passkey = { id: string; made: Instant; used: Instant | null };
/** A passkey that has just answered its challenge. */
export type Answered = Account & { passkey: string; counter: number };

type Challenge = { challenge: string };
const siteOf = ({ world }: Pick<Visit, 'world'>) => new URL(world.config.PUBLIC_URL);
const handleOf = (person: string) => new Uint8Array(Buffer.from(person.replaceAll('-', ''), 'hex'));

/** What a browser needs to make a passkey. It must ask for face, finger or PIN: the passkey then stands for both steps. */
export async function newPasskey(visit: Visit, person: Person) {
  const site = siteOf(visit);
  const name = (await namesOf(visit, [person.id])).get(person.id);
  const options = await generateRegistrationOptions({
    rpName: visit.world.houses.of(person.association)?.name ?? site.hostname,
    rpID: site.hostname,
    userName: name?.called ?? '',
    userID: handleOf(person.id),
    attestationType: 'none',
    excludeCredentials: (await passkeysOf(visit, person)).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await beginCeremony(visit, 'passkey-register', { challenge: options.challenge } satisfies Challenge);
  return options;
}

/** Keeps a new passkey; false where the answer does not fit what was asked here. */
export async function keepPasskey(visit: Visit, person: Person, response: string): Promise<boolean> {
  const asked = await takeCeremony<Challenge>(visit, 'passkey-register');
  const answer = parse<RegistrationResponseJSON>(response);
  if (!asked || !answer) return false;
  const site = siteOf(visit);
  const expected = { expectedChallenge: asked.challenge, expectedOrigin: site.origin, expectedRPID: site.hostname };
  const verified = await verifyRegistrationResponse({ response: answer, ...expected, requireUserVerification: true }).catch(
    () => undefined,
  );
  if (!verified?.verified) return false;
  const { credential } = verified.registrationInfo;
  const kept = await visit.tx
    .insertInto('passkeys')
    .values({
      id: credential.id,
      association_id: person.association,
      person_id: person.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      created_at: visit.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows !== 1n) return false;
  await visit.record({ act: 'passkey.added', object: ['passkey', null], about: person.id });
  return true;
}

/** A challenge for any passkey there is in the browser, or for those of whoever is signed in. */
export async function challenge(visit: Visit) {
  const own = visit.actor.kind === 'person' ? await passkeysOf(visit, visit.actor) : [];
  const options = await generateAuthenticationOptions({
    rpID: siteOf(visit).hostname,
    userVerification: 'required',
    allowCredentials: own.map(({ id }) => ({ id })),
  });
  await beginCeremony(visit, 'passkey-sign-in', { challenge: options.challenge } satisfies Challenge);
  return options;
}

type Row = { id: string; person_id: string; association_id: string; public_key: Buffer; counter: string | number };

/** Whose passkey has answered the challenge of this browser; undefined where anything does not fit. */
export async function answered(visit: Visit, response: string): Promise<Answered | undefined> {
  const asked = await takeCeremony<Challenge>(visit, 'passkey-sign-in');
  const answer = parse<AuthenticationResponseJSON>(response);
  if (!asked || !answer || typeof answer.id !== 'string') return undefined;
  const row = (await sql<Row>`select * from app.find_passkey(${answer.id.slice(0, 1_500)})`.execute(visit.tx)).rows[0];
  const handle = answer.response?.userHandle;
  if (!row || (handle && handle !== Buffer.from(handleOf(row.person_id)).toString('base64url'))) return undefined;
  const site = siteOf(visit);
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.hostname,
    requireUserVerification: true,
    credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) },
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  const { newCounter } = verified.authenticationInfo;
  return { person: row.person_id, association: row.association_id, passkey: row.id, counter: newCounter };
}

/** Notes that it was used, once the visit is its owner's. */
export async function noteUsed({ tx, now }: Pick<Visit, 'tx' | 'now'>, { passkey, counter }: Answered): Promise<void> {
  await tx.updateTable('passkeys').set({ counter, last_used_at: now }).where('id', '=', passkey).execute();
}

export async function passkeysOf({ tx }: Pick<Visit, 'tx'>, person: Person): Promise<Passkey[]> {
  const rows = await tx
    .selectFrom('passkeys')
    .select(['id', 'created_at', 'last_used_at'])
    .where('person_id', '=', person.id)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ id: row.id, made: row.created_at, used: row.last_used_at }));
}

export const hasPasskey = async (visit: Pick<Visit, 'tx'>, person: Person): Promise<boolean> =>
  (await passkeysOf(visit, person)).length > 0;

/** False where she has no such passkey. */
export async function removePasskey(visit: Visit, person: Person, id: string): Promise<boolean> {
  const gone = await visit.tx.deleteFrom('passkeys').where('id', '=', id).where('person_id', '=', person.id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) return false;
  await visit.record({ act: 'passkey.removed', object: ['passkey', null], about: person.id });
  return true;
}

function parse<T extends object>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
