import { Secret, TOTP } from 'otpauth';
import type { Person, Visit } from '../accounts/index.ts';
import { hashCode } from '../lib/crypto.ts';
import { keysOf, openFor, type PersonKey, sealFor } from '../people/index.ts';

const SECONDS = 30;

const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer: 'Verksted', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: SECONDS });
const placeOf = (person: string) => ({ table: 'totp_secrets', column: 'secret', row: person });

/** What an app is given at set-up: the same for as long as this session lasts, so that a page loaded twice still fits. */
export function newSecret({ world }: Pick<Visit, 'world'>, person: Person): { secret: string; uri: string } {
  const bytes = hashCode(world.keys.codes, 'totp', person.session.toString('hex')).subarray(0, 20);
  const secret = new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
  return { secret, uri: totpOf(secret).toString() };
}

/** The step a code belongs to, now or one step before or after (RFC 6238); null for a wrong code. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / SECONDS) + delta;
}

/** Keeps the secret, sealed, once a code has shown that the app has it. False for a wrong code. */
export async function setUp(visit: Visit, person: Person, code: string): Promise<boolean> {
  const { secret } = newSecret(visit, person);
  const step = stepOf(secret, code, visit.now);
  const key = await keyOf(visit, person);
  if (step === null || !key) return false;
  const values = { secret: sealFor(key, placeOf(person.id), secret), confirmed_at: visit.now, last_step: step };
  await visit.tx
    .insertInto('totp_secrets')
    .values({ person_id: person.id, association_id: person.association, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
  await visit.record({ act: 'second-step.set-up', object: ['person', person.id], about: person.id });
  return true;
}

export async function hasTotp({ tx }: Pick<Visit, 'tx'>, person: Person): Promise<boolean> {
  const query = tx.selectFrom('totp_secrets').select('person_id').where('person_id', '=', person.id).where('confirmed_at', 'is not', null);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Whether the code is right and was not used before: each step is good once. */
export async function tryTotp(visit: Visit, person: Person, code: string): Promise<boolean> {
  const row = await visit.tx.selectFrom('totp_secrets').selectAll().where('person_id', '=', person.id).executeTakeFirst();
  const key = await keyOf(visit, person);
  if (!row?.confirmed_at || !key) return false;
  const step = stepOf(openFor(key, placeOf(person.id), row.secret), code, visit.now);
  if (step === null) return false;
  const used = await visit.tx
    .updateTable('totp_secrets')
    .set({ last_step: step })
    .where('person_id', '=', person.id)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

const keyOf = async (visit: Visit, person: Person): Promise<PersonKey | undefined> => (await keysOf(visit, [person.id])).get(person.id);
