import { associationOf, may, type Routes, type Visit } from '../accounts/index.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { isId } from '../lib/ids.ts';
import { isRefusal } from '../lib/refusal.ts';
import { contactsOf, erase, mayErase, namesOf } from '../people/index.ts';
import { provedFirst, provedFirstKeeping } from '../sign-in/index.ts';
import { to, urls } from '../urls.ts';
import { addHelper, endRole, giveRole, helperForm, helpers, type RoleReason, roleForm, rolesOf } from './helpers.ts';
import { type ChapterName, ErasePersonPage, HelpersPage, NewHelperPage, PersonPage } from './helper-pages.tsx';

/** Where a refused role shows. */
const FIELD: Record<RoleReason, string> = { 'ends-before-it-begins': 'until', 'has-it-already': 'role', 'no-such-chapter': 'chapter' };

export function helperRoutes(routes: Routes): void {
  routes.get(urls.people, { may: 'role.give' }, async (visit) => {
    const found = await helpers(visit);
    await visit.record({ act: 'list.looked-at', object: ['people', null], abouts: found.map(({ id }) => id) });
    return visit.page(<HelpersPage helpers={found} chapters={await chapterNames(visit)} />);
  });

  routes.get(urls.personNew, { may: 'role.give', unsent: true }, async (visit) =>
    visit.page(<NewHelperPage chapters={await chapterNames(visit)} typed={{ language: visit.language }} />),
  );
  routes.post(urls.personNew, { may: 'role.give', unsent: true }, async (visit) => {
    const chapters = await chapterNames(visit);
    const country = visit.world.houses.of(associationOf(visit.actor))?.country ?? 'NO';
    const read = await visit.form(helperForm(country));
    const slips: Slips = read.ok ? {} : read.slips;
    if (read.ok && !read.value.email && !read.value.phone) slips['email'] = { code: 'no-way-to-reach' };
    if (!read.ok || Object.keys(slips).length > 0)
      return visit.page(<NewHelperPage chapters={chapters} typed={read.typed} slips={slips} />, 422);
    const first = await provedFirstKeeping(visit, urls.personNew);
    if (first) return first;
    const outcome = await addHelper(visit, read.value);
    if (isRefusal(outcome))
      return visit.page(
        <NewHelperPage chapters={chapters} typed={read.typed} slips={{ [FIELD[outcome.refused]]: { code: outcome.refused } }} />,
        422,
      );
    return visit.redirect(to(urls.person, { person: outcome as string }), 'house:helper.given');
  });

  routes.get(urls.person, { may: 'person.look-at' }, async (visit) => {
    await visit.record({ act: 'person.looked-at', object: ['person', visit.params.person], about: visit.params.person });
    return personPage(visit, roleAsked(Object.fromEntries(visit.query)));
  });

  routes.post(urls.personRoles, { may: 'role.give' }, async (visit) => {
    const read = await visit.form(roleForm);
    if (!read.ok) return personPage(visit, read.typed, read.slips);
    await personOf(visit);
    const first = provedFirst(visit, to(urls.person, visit.params, roleAsked(read.typed)));
    if (first) return first;
    const refusal = await giveRole(visit, visit.params.person, read.value);
    if (refusal) return personPage(visit, read.typed, { [FIELD[refusal.refused]]: { code: refusal.refused } });
    return visit.redirect(to(urls.person, visit.params), 'house:helper.given');
  });

  routes.post(urls.roleEnd, { may: 'role.give' }, async (visit) => {
    const { person, role } = visit.params;
    if (!isId(role)) return visit.missing();
    await personOf(visit);
    const first = provedFirst(visit, to(urls.person, { person }));
    if (first) return first;
    const refusal = await endRole(visit, person, role);
    if (refusal) return personPage(visit, {}, { '': { code: refusal.refused } });
    return visit.redirect(to(urls.person, { person }), 'house:helper.ended');
  });

  routes.get(urls.personErase, { may: 'person.erase' }, async (visit) => {
    const { called, fullName } = await personOf(visit);
    const first = provedFirst(visit, to(urls.personErase, visit.params));
    if (first) return first;
    return visit.page(<ErasePersonPage id={visit.params.person} name={fullName ?? called} />);
  });
  routes.post(urls.personErase, { may: 'person.erase' }, async (visit) => {
    await personOf(visit);
    const first = provedFirst(visit, to(urls.personErase, visit.params));
    if (first) return first;
    const refusal = await mayErase(visit, visit.params.person);
    if (isRefusal(refusal)) return personPage(visit, {}, { '': { code: refusal.refused } });
    const receipt = await erase(visit, visit.params.person, 'asked');
    return visit.redirect(to(urls.receipt, { receipt }));
  });
}

/** The role that was chosen before she showed who she is: it stands in the address she comes back to. */
const roleAsked = (typed: Typed): Record<string, string> =>
  Object.fromEntries(
    ['role', 'chapter', 'until'].flatMap((name) => (typeof typed[name] === 'string' && typed[name] ? [[name, typed[name]]] : [])),
  );

const chapterNames = async ({ tx, actor }: Visit): Promise<ChapterName[]> =>
  await tx
    .selectFrom('chapters')
    .select(['id', 'name'])
    .where('association_id', '=', associationOf(actor))
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();

async function personOf(visit: Visit<{ person: string }>) {
  const id = visit.params.person;
  const name = isId(id) ? (await namesOf(visit, [id])).get(id) : undefined;
  const row = name && (await visit.tx.selectFrom('people').select('association_id').where('id', '=', id).executeTakeFirst());
  return name && row?.association_id === associationOf(visit.actor) ? name : visit.missing();
}

async function personPage(visit: Visit<{ person: string }>, typed?: Typed, slips?: Slips): Promise<Response> {
  const { called, fullName } = await personOf(visit);
  const id = visit.params.person;
  const person = { id, called, fullName, contacts: await contactsOf(visit, id), roles: await rolesOf(visit, id) };
  const view = (
    <PersonPage
      person={person}
      chapters={await chapterNames(visit)}
      can={(permission) => may(visit.actor, permission)}
      typed={typed}
      slips={slips}
    />
  );
  return visit.page(view, slips ? 422 : 200);
}
