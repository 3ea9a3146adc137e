import { type Acting, asPerson, hasRole, type Routes, type Visit } from '../accounts/index.ts';
import { venuesOf } from '../groups/index.ts';
import { dayOf, zone } from '../lib/day.ts';
import { isRefusal } from '../lib/refusal.ts';
import { sayDate } from '../lib/say.ts';
import { errorsOf } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { agreementOf, answer, share, start } from './actions.ts';
import { takesPart } from './agreement.ts';
import { AgreementPage, AgreementsPage, type AgreementProps, type RequestLine, StartPage } from './agreement-pages.tsx';
import { crossingRoutes } from './crossing-routes.tsx';
import { answerForm, startForm } from './forms.ts';
import { acrossLinkRoutes } from './link-routes.tsx';
import { housesOf, modelsFor, nameOfVenue, ownNames } from './look-up.ts';
import { agreementsOf, askedFor, cardsFor, crossingsOf, requestsAt, sharedAt } from './store.ts';
import { saySlot } from './words.ts';

const OSLO = zone('Europe/Oslo');

export function acrossRoutes(routes: Routes): void {
  routes.get(urls.agreements, { may: 'agreement.see' }, async (visit) => {
    const all = await requestLines(visit, asPerson(visit.actor).association);
    const requests = all.filter(({ state }) => state === 'asked');
    if (requests.length > 0) await looked(visit, null, requests);
    return visit.page(
      <AgreementsPage agreements={await agreementsOf(visit.tx)} names={housesOf(visit)} requests={requests} mayStart={mayStart(visit)} />,
    );
  });

  routes.get(urls.agreementNew, { may: 'agreement.start' }, async (visit) =>
    visit.page(<StartPage houses={await toChoose(visit)} typed={{}} />),
  );
  routes.post(urls.agreementNew, { may: 'agreement.start' }, async (visit) => {
    const read = await visit.form(startForm);
    const again = async (errors: Record<string, string>) =>
      visit.page(<StartPage houses={await toChoose(visit)} typed={read.typed} errors={errors} />, 422);
    if (!read.ok) return await again(errorsOf(visit.t, read.slips, 'across'));
    const { name, diagnosis, association } = read.value;
    const made = await start(visit, { name, diagnosis, associations: association });
    return isRefusal(made)
      ? await again({ association: visit.t(`across:refusal.${made.refused}`) })
      : visit.redirect(to(urls.agreement, { agreement: made }), 'across:start.done');
  });

  routes.get(urls.agreement, { may: 'agreement.see' }, async (visit) => {
    const agreement = await agreementOf(visit, visit.params.agreement);
    const own = ownHouse(visit);
    const takes = own !== null && takesPart(agreement, own);
    const work = takes ? await workOf(visit, agreement.id, own) : null;
    if (work) await looked(visit, agreement.id, work.requests);
    return visit.page(
      <AgreementPage
        agreement={agreement}
        names={housesOf(visit)}
        own={own}
        administers={hasRole(visit.actor, 'administrator')}
        work={work}
      />,
    );
  });

  routes.post(urls.agreementAnswer, { may: 'agreement.answer' }, async (visit) => {
    const read = await visit.form(answerForm);
    if (!read.ok) return visit.missing();
    await answer(visit, visit.params.agreement, read.value.answer === 'yes');
    return visit.redirect(to(urls.agreement, visit.params), `across:agreement.done-${read.value.answer}`);
  });

  routes.post(urls.agreementShare, { may: 'across.compose' }, async (visit) => {
    await share(visit, visit.params.agreement);
    return visit.redirect(to(urls.agreement, visit.params), 'across:share.done');
  });

  crossingRoutes(routes);
  acrossLinkRoutes(routes);
}

/** The association all of which the actor coordinates; who coordinates a chapter has no part in this. */
export function ownHouse({ actor }: Pick<Acting, 'actor'>): string | null {
  const { roles, association } = asPerson(actor);
  return roles.some(({ role, chapter }) => (role === 'administrator' || role === 'coordinator') && chapter === null) ? association : null;
}

const mayStart = ({ actor }: Acting): boolean => hasRole(actor, 'administrator', 'umbrella-officer');

/** All of the umbrella's for its officer; for an administrator every association of the house. */
async function toChoose({ tx, world, actor }: Visit): Promise<{ id: string; name: string }[]> {
  const person = asPerson(actor);
  if (hasRole(person, 'administrator')) return world.houses.all();
  const umbrella = person.roles.find((role) => role.umbrella !== null)?.umbrella ?? null;
  return await tx.selectFrom('associations').select(['id', 'name']).where('umbrella_id', '=', umbrella).orderBy('name').execute();
}

const looked = (visit: Visit, agreement: string | null, requests: readonly RequestLine[]): Promise<void> =>
  visit.record({ act: 'list.looked-at', object: ['agreement', agreement], abouts: requests.flatMap(({ person }) => person ?? []) });

/** Whom others ask for, of those one coordinates. */
async function requestLines(visit: Visit, own: string): Promise<RequestLine[]> {
  const requests = (await requestsAt(visit.tx, { association: own })).filter(({ state }) => state !== 'withdrawn');
  const names = await ownNames(
    visit,
    requests.flatMap(({ enquiry }) => enquiry ?? []),
  );
  return requests.map(({ id, enquiry, state }) => {
    const known = names.get(enquiry ?? '');
    return { id, state, line: known?.called ?? visit.t('across:crossing.somebody'), person: known?.person ?? null };
  });
}

async function workOf(visit: Visit, agreement: string, own: string): Promise<NonNullable<AgreementProps['work']>> {
  const { tx, t, language } = visit;
  const cards = await cardsFor(tx, agreement);
  const shared = await sharedAt(tx, agreement, own);
  const crossings = [];
  for (const one of await crossingsOf(tx, { agreement })) {
    const asked = await askedFor(tx, one.id);
    const line = t('across:crossing.title', { when: saySlot(t, one.slot), venue: await nameOfVenue(tx, one.venue) });
    crossings.push({ id: one.id, line, asked: asked.length, yes: asked.filter(({ state }) => state === 'yes').length });
  }
  return {
    shown: cards.filter(({ association }) => association === own).length,
    sharedOn: shared && sayDate(dayOf(shared, OSLO), language, { year: 'always' }),
    others: cards.filter(({ association }) => association !== own),
    models: await modelsFor(tx, own),
    venues: await venuesOf(tx, own),
    crossings,
    requests: await requestLines(visit, own),
  };
}
