import { idOf, type Person, type Visit } from '../accounts/index.ts';
import { actAs } from '../lib/db.ts';
import { type Name, namesOf } from '../people/index.ts';
import { urls } from '../urls.ts';
import { beginCeremony, lookAtCeremony, takeCeremony } from './ceremony.ts';
import { type Account, as, begin, type How } from './session.ts';

/** A way in that has been proved, and what to keep of it once somebody has come in by it. */
export type Way = How & {
  back: string;
  /** the contact that was reached: it is now known to be right */
  lookup?: string;
  /** a provider's name for this person, hashed */
  identity?: { issuer: string; subject: string };
};
type Choice = { people: Account[]; way: Way };

/** Signs in the one person there is, or asks which of several to be. Undefined where there is nobody. */
export async function enter(visit: Visit, people: Account[], way: Way): Promise<Response | undefined> {
  const [first, ...others] = people;
  if (!first) return undefined;
  if (others.length > 0) return await askWho(visit, { people, way });
  await comeIn(visit, first, way);
  return visit.redirect(way.back);
}

async function askWho(visit: Visit, choice: Choice): Promise<Response> {
  await beginCeremony(visit, 'choose', choice);
  return visit.redirect(urls.signInChoose);
}

export type Candidate = Account & { name: Name | undefined; house: string };

/** Whom this browser may choose between, by name: it has been proved that they are reached there. */
export async function candidates(visit: Visit): Promise<Candidate[]> {
  const choice = await lookAtCeremony<Choice>(visit, 'choose');
  const found: Candidate[] = [];
  for (const account of choice?.people ?? []) {
    await actAs(visit.world.db, visit.tx, { person: account.person, today: visit.today });
    const name = (await namesOf(visit, [account.person])).get(account.person);
    found.push({ ...account, name, house: visit.world.houses.of(account.association)?.name ?? '' });
  }
  await actAs(visit.world.db, visit.tx, { person: idOf(visit.actor), today: visit.today });
  return found;
}

/** Signs in the one chosen; undefined where the choice is too old, or was never hers. */
export async function choose(visit: Visit, person: string): Promise<Response | undefined> {
  const choice = await takeCeremony<Choice>(visit, 'choose');
  const chosen = choice?.people.find((one) => one.person === person);
  return choice && chosen && (await enter(visit, [chosen], choice.way));
}

async function comeIn(visit: Visit, account: Account, way: Way): Promise<void> {
  const person = await begin(visit, account, way);
  if (way.lookup)
    await visit.tx
      .updateTable('contacts')
      .set({ verified_at: visit.now })
      .where('person_id', '=', person.id)
      .where('lookup', '=', Buffer.from(way.lookup, 'hex'))
      .where('verified_at', 'is', null)
      .execute();
  if (way.identity) await keepIdentity(visit, person, way.identity);
}

/** Next time the provider's word is enough. */
export async function keepIdentity(visit: Visit, person: Person, identity: NonNullable<Way['identity']>): Promise<void> {
  const kept = await visit.tx
    .insertInto('oidc_identities')
    .values({
      issuer: identity.issuer,
      subject_hash: Buffer.from(identity.subject, 'hex'),
      association_id: person.association,
      person_id: person.id,
      created_at: visit.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows) await as(visit, person)({ act: 'identity.linked', object: ['identity', null], about: person.id });
}
