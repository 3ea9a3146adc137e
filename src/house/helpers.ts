import { type Acting, associationOf, idOf, Missing, type RoleName } from '../accounts/index.ts';
import { choice, email, form, optionalDay, optionalId, optionalText, phone, text } from '../lib/forms.ts';
import { daysBetween, type Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { type Language, languages } from '../lib/language.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';
import { send } from '../messages/index.ts';
import { addPerson, namesOf, whoHas } from '../people/index.ts';
import { urls } from '../urls.ts';

/** Roles an administrator gives; an umbrella's officer is named by the umbrella. */
export const roleNames = ['coordinator', 'facilitator', 'administrator'] as const satisfies readonly RoleName[];
export type GivenRole = { role: (typeof roleNames)[number]; chapter: string | null; until: Day | null };
export type HeldRole = { id: string; role: RoleName; chapter: string | null; from: Day; until: Day | null };
export type Helper = { id: string; name: string; roles: HeldRole[] };

const roleFields = { role: choice(roleNames), chapter: optionalId(), until: optionalDay() };
export const roleForm = form(roleFields);
export const helperForm = (country: 'NO' | 'DK') =>
  form({
    called: text(60),
    fullName: optionalText(120),
    language: choice(languages),
    email: email(),
    phone: phone(country),
    ...roleFields,
  });

export type NewHelper = GivenRole & {
  called: string;
  fullName: string | null;
  language: Language;
  email: string | null;
  phone: string | null;
};

/** Everyone with a role that holds, by name. */
export async function helpers(acting: Acting): Promise<Helper[]> {
  const { tx, actor, today } = acting;
  const rows = await tx
    .selectFrom('roles')
    .selectAll()
    .where('association_id', '=', associationOf(actor))
    .where('ended_at', 'is', null)
    .where((at) => at.or([at('until_day', 'is', null), at('until_day', '>=', today)]))
    .orderBy('from_day')
    .execute();
  const names = await namesOf(
    acting,
    rows.map((row) => row.person_id),
  );
  const found = new Map<string, Helper>();
  for (const row of rows) {
    const name = names.get(row.person_id);
    const helper = found.get(row.person_id) ?? { id: row.person_id, name: name?.fullName ?? name?.called ?? '', roles: [] };
    helper.roles.push({ id: row.id, role: row.role, chapter: row.chapter_id, from: row.from_day, until: row.until_day });
    found.set(row.person_id, helper);
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
}

/** Adds a helper, or gives the role to whoever already has one of these contacts: a participant may become a helper, asked, not doubled. */
export async function addHelper(acting: Acting, helper: NewHelper): Promise<string | Refusal<RoleReason>> {
  const { actor, now } = acting;
  const association = associationOf(actor);
  const contacts = { phone: helper.phone, email: helper.email };
  const known = (await whoHas(acting, contacts)).find((one) => one.association === association)?.person;
  const person =
    known ??
    (await addPerson(acting, {
      association,
      chapter: helper.chapter,
      called: helper.called,
      fullName: helper.fullName,
      language: helper.language,
      reachBy: helper.email ? 'email' : 'sms',
      contacts,
      consent: { version: '1', by: 'phone' },
    }));
  if (!known) await acting.record({ act: 'person.added', object: ['person', person], about: person });
  const refusal = await giveRole({ ...acting, now }, person, helper);
  return refusal ?? person;
}

export type RoleReason = 'ends-before-it-begins' | 'has-it-already' | 'no-such-chapter';

export async function giveRole(acting: Acting, person: string, given: GivenRole): Promise<Refusal<RoleReason> | undefined> {
  const { tx, actor, today } = acting;
  const association = associationOf(actor);
  if (given.until !== null && daysBetween(today, given.until) < 0) return refuse('ends-before-it-begins');
  const chapters = await tx.selectFrom('chapters').select('id').where('association_id', '=', association).execute();
  if (given.chapter && !chapters.some((one) => one.id === given.chapter)) return refuse('no-such-chapter');
  // Whoever administers does so for the whole association.
  const chapter = given.role === 'administrator' ? null : given.chapter;
  const roles = await rolesOf(acting, person);
  const held = roles.filter((one) => one.role === given.role && one.chapter === chapter);
  if (held.some((one) => !isLonger(given.until, one.until))) return refuse('has-it-already');
  // Of what she led before the role ran out she is named anew: it does not begin again by itself.
  if (!roles.some((one) => one.role === 'facilitator')) await endLeading(acting, person);
  for (const { id } of held) await tx.updateTable('roles').set({ ended_at: acting.now }).where('id', '=', id).execute();
  const id = newId();
  const dated = { from_day: today, until_day: given.until, given_by: idOf(actor) };
  await tx
    .insertInto('roles')
    .values({ id, association_id: association, person_id: person, role: given.role, chapter_id: chapter, ...dated })
    .execute();
  await acting.record({ act: 'role.given', object: ['role', id], about: person });
  await send(acting, association, { to: person, kind: 'role-given', about: id, variables: { page: urls.signIn } });
  return undefined;
}

/** A role with a last day may be given for longer. */
const isLonger = (until: Day | null, held: Day | null): boolean => held !== null && (until === null || until > held);

export async function rolesOf({ tx, today }: Acting, person: string): Promise<HeldRole[]> {
  const rows = await tx
    .selectFrom('roles')
    .selectAll()
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .orderBy('from_day')
    .execute();
  return rows
    .filter((row) => row.until_day === null || row.until_day >= today)
    .map((row) => ({ id: row.id, role: row.role, chapter: row.chapter_id, from: row.from_day, until: row.until_day }));
}

/** Ends a role now: the next request of its holder no longer has it. Somebody must be left to administer. */
export async function endRole(acting: Acting, person: string, role: string): Promise<Refusal<'last-administrator'> | undefined> {
  const { tx, actor, now, today } = acting;
  const administrators = await tx
    .selectFrom('roles')
    .select(['id', 'person_id'])
    .where('association_id', '=', associationOf(actor))
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .where((at) => at.or([at('until_day', 'is', null), at('until_day', '>=', today)]))
    .forUpdate()
    .execute();
  if (administrators.length === 1 && administrators[0]!.id === role) return refuse('last-administrator');
  const ended = await tx
    .updateTable('roles')
    .set({ ended_at: now })
    .where('id', '=', role)
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n && !(await hasEnded(acting, person, role))) throw new Missing();
  if (ended.numUpdatedRows === 0n) return undefined;
  await acting.record({ act: 'role.ended', object: ['role', role], about: person });
  if (!(await rolesOf(acting, person)).some((one) => one.role === 'facilitator')) await endLeading(acting, person);
  return undefined;
}

/** Who no longer is a facilitator leads no group either. */
async function endLeading({ tx, now, actor, record }: Acting, person: string): Promise<void> {
  const ended = await tx
    .updateTable('facilitators')
    .set({ ended_at: now })
    .where('association_id', '=', associationOf(actor))
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .returning(['id', 'group_id'])
    .execute();
  for (const { id, group_id } of ended)
    await record({ act: 'facilitator.ended', object: ['facilitator', id], about: person, group: group_id });
}

const hasEnded = async ({ tx }: Acting, person: string, role: string): Promise<boolean> =>
  (await tx.selectFrom('roles').select('id').where('id', '=', role).where('person_id', '=', person).executeTakeFirst()) !== undefined;
