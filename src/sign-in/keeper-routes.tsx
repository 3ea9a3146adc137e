import { asPerson, type Routes, type Visit } from '../accounts/index.ts';
import { addDays, dayOf, zone } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { isId } from '../lib/ids.ts';
import { translator } from '../lib/language.ts';
import { isRefusal } from '../lib/refusal.ts';
import { contactsOf, namesOf } from '../people/index.ts';
import { to, urls } from '../urls.ts';
import { LetterAskPage, LetterPage, ResetPage } from './keeper-pages.tsx';
import { tellChanged } from './notice.ts';
import { DAYS, makePaperCodes } from './paper.ts';
import { provedFirst } from './second-routes.tsx';

const ZONE = zone('Europe/Oslo');

/** What those who look after people's sign-in do for them: a letter with codes, and a fresh beginning after a lost telephone. */
export function keeperRoutes(routes: Routes): void {
  routes.get(urls.personCodes, { may: 'paper-code.make' }, async (visit) => {
    const whom = await whomOf(visit);
    const first = provedFirst(visit, to(urls.personCodes, { person: whom.person }));
    return first ?? visit.page(<LetterAskPage {...whom} refused={!whom.mayMake} />);
  });

  routes.post(urls.personCodes, { may: 'paper-code.make' }, async (visit) => {
    const whom = await whomOf(visit);
    const first = provedFirst(visit, to(urls.personCodes, { person: whom.person }));
    if (first) return first;
    const codes = await makePaperCodes(visit, whom);
    if (isRefusal(codes)) return visit.page(<LetterAskPage {...whom} refused />, 422);
    const contacts = await contactsOf(visit, whom.person);
    if (contacts.some(({ kind }) => kind !== 'address')) await tellChanged(visit, { id: whom.person, association: whom.association });
    const address = contacts.find(({ kind }) => kind === 'address')?.value.split('\n') ?? [];
    return visit.page(<LetterPage {...whom} {...await letterOf(visit, whom)} codes={codes} address={[whom.name, ...address]} />);
  });

  routes.get(urls.personSecondStep, { may: 'second-step.reset' }, async (visit) => {
    const whom = await whomOf(visit);
    const first = provedFirst(visit, to(urls.personSecondStep, { person: whom.person }));
    return first ?? visit.page(<ResetPage {...whom} refused={whom.person === asPerson(visit.actor).id} />);
  });

  routes.post(urls.personSecondStep, { may: 'second-step.reset' }, async (visit) => {
    const whom = await whomOf(visit);
    const first = provedFirst(visit, to(urls.personSecondStep, { person: whom.person }));
    if (first) return first;
    if (whom.person === asPerson(visit.actor).id) return visit.page(<ResetPage {...whom} refused />, 422);
    const { rows } = await sql<{ done: boolean }>`select app.reset_second_step(${whom.person}) as done`.execute(visit.tx);
    if (!rows[0]?.done) return visit.missing();
    await visit.record({ act: 'second-step.reset', object: ['person', whom.person], about: whom.person });
    await tellChanged(visit, { id: whom.person, association: whom.association });
    return visit.redirect(to(urls.person, { person: whom.person }), 'sign-in:notice.reset');
  });
}

type Whom = { person: string; association: string; language: string; name: string; mayMake: boolean };

/** Somebody whose letter this actor may make, or who at least exists for her. */
async function whomOf(visit: Visit<{ person: string }>): Promise<Whom> {
  const { person } = visit.params;
  if (!isId(person)) return visit.missing();
  const found = sql<{ association_id: string; language: string; may: boolean; others: boolean }>`
    select association_id, language, app.may_make_codes(id) as may, app.sees_others(id) as others from people where id = ${person}`;
  const row = (await found.execute(visit.tx)).rows[0];
  const name = (await namesOf(visit, [person])).get(person);
  if (!row || !name || (!row.may && !row.others)) return visit.missing();
  return { person, association: row.association_id, language: row.language, name: name.fullName ?? name.called, mayMake: row.may };
}

async function letterOf({ world, tx, now }: Visit<{ person: string }>, { association, language }: Whom) {
  const house = await tx
    .selectFrom('associations')
    .select(['name', 'postal_address'])
    .where('id', '=', association)
    .executeTakeFirstOrThrow();
  const made = dayOf(now, ZONE);
  return {
    sender: [house.name, ...(house.postal_address?.split('\n') ?? [])],
    site: `${new URL(world.config.PUBLIC_URL).host}${urls.signIn}`,
    made,
    until: addDays(made, DAYS),
    say: translator(language as 'nb', world.houses.of(association)?.words[language as 'nb']),
  };
}
