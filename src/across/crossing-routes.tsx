import { asPerson, type Routes, type Visit } from '../accounts/index.ts';
import { circleShown, placeOf, problemsOf, sayRule, sceneOf } from '../board/index.ts';
import { sayBroken } from '../groups/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { errorsOf, type Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { agree, agreementOf, crossingOf, make } from './actions.ts';
import { AskPage, CrossingPage, RequestPage } from './crossing-pages.tsx';
import { answerForm, askForm, makeForm, proposeForm } from './forms.ts';
import { calledOf, housesOf, modelsFor, nameOfVenue, ownNames } from './look-up.ts';
import { ask, lotOf, proposeAcross } from './propose.ts';
import { askedFor, requestsAt, toldOf } from './store.ts';

export function crossingRoutes(routes: Routes): void {
  routes.post(urls.agreementPropose, { may: 'across.compose' }, async (visit) => {
    const read = await visit.form(proposeForm);
    if (!read.ok) return visit.redirect(to(urls.agreement, visit.params), 'across:propose.no-model');
    const { model: models, venue: venues } = read.value;
    return visit.redirect(to(urls.draft, { draft: await proposeAcross(visit, visit.params.agreement, { models, venues }) }));
  });

  routes.get(urls.boardAsk, { may: 'across.compose' }, (visit) => askPage(visit));
  routes.post(urls.boardAsk, { may: 'across.compose' }, async (visit) => {
    const read = await visit.form(askForm);
    if (!read.ok) return visit.missing();
    const { board, lot } = visit.params;
    const asked = await ask(visit, board, read.value.version, lot);
    if (typeof asked === 'string') return visit.redirect(to(urls.crossing, { crossing: asked }), 'across:propose.asked');
    if (asked.refused === 'stale') return visit.redirect(to(urls.draft, { draft: board }), 'across:propose.changed');
    return await askPage(visit, 422);
  });

  routes.get(urls.crossingRequest, { may: 'across.agree' }, async (visit) => {
    const { request, name, told } = await ownRequest(visit);
    await visit.record({ act: 'person.looked-at', object: ['crossing-request', request.id], about: request.person });
    const host = housesOf(visit).get(told.host) ?? '';
    return visit.page(<RequestPage id={request.id} state={request.state} {...{ name, told, host }} />);
  });
  routes.post(urls.crossingRequest, { may: 'across.agree' }, async (visit) => {
    const read = await visit.form(answerForm);
    if (!read.ok) return visit.missing();
    const refused = await agree(visit, visit.params.request, read.value.answer === 'yes');
    return visit.redirect(
      to(urls.crossingRequest, visit.params),
      refused ? 'across:refusal.is-over' : `across:request.done-${read.value.answer}`,
    );
  });

  routes.get(urls.crossing, { may: 'across.compose' }, (visit) => crossingPage(visit));
  routes.post(urls.crossingMake, { may: 'across.compose' }, async (visit) => {
    const read = await visit.form(makeForm);
    if (!read.ok) return await crossingPage(visit, read.typed, errorsOf(visit.t, read.slips));
    const { first_on: firstOn, first_at: firstAt, ...own } = read.value;
    const made = await make(visit, visit.params.crossing, { ...own, firstOn, firstAt });
    if (isRefusal(made)) return await crossingPage(visit, read.typed, { '': visit.t(`across:refusal.${made.refused}`) });
    if ('group' in made) return visit.redirect(to(urls.group, { group: made.group }), 'groups:compose.done');
    const names = await calledOf(
      visit,
      made.broken.flatMap((one) => one.people),
    );
    const said = made.broken.map((one) => sayBroken(visit.t, one, (person) => names.get(person) ?? ''));
    return await crossingPage(visit, read.typed, { '': said.join(' ') });
  });
}

async function askPage(visit: Visit<{ board: string; lot: string }>, status?: 422): Promise<Response> {
  const { board, lot } = visit.params;
  const { drafted, circle, cards } = await lotOf(visit, board, lot);
  const { draft, gathered } = drafted;
  const scene = await sceneOf(visit, drafted, circle.group.people);
  const problems = (problemsOf(gathered.instance, drafted.board).get(lot) ?? []).map((one) =>
    sayRule(visit.t, one, scene.who, scene.names, gathered.instance),
  );
  const of = Map.groupBy(cards, (id) => gathered.about.get(id)!.other!.association);
  const asked = [...of].map(([home, theirs]) => ({ name: scene.homes.get(home) ?? '', count: theirs.length }));
  const { says } = circleShown(visit.t, scene, circle, problems);
  const place = await placeOf(visit, draft);
  return visit.page(<AskPage {...{ board, lot, place, says, asked, problems }} version={draft.version} />, status);
}

async function ownRequest(visit: Visit<{ request: string }>) {
  const { association } = asPerson(visit.actor);
  const request = (await requestsAt(visit.tx, { id: visit.params.request, association }))[0] ?? visit.missing();
  const told = (await toldOf(visit.tx, request.id)) ?? visit.missing();
  const name = (await ownNames(visit, [request.enquiry ?? visit.missing()])).get(request.enquiry!)?.called ?? visit.missing();
  return { request, told, name };
}

async function crossingPage(visit: Visit<{ crossing: string }>, again?: Typed, errors?: Record<string, string>): Promise<Response> {
  const crossing = await crossingOf(visit, visit.params.crossing);
  const agreement = await agreementOf(visit, crossing.agreement);
  const asked = await askedFor(visit.tx, crossing.id);
  const own = [...(await ownNames(visit, crossing.ownPeople)).values()];
  const guests = await ownNames(
    visit,
    asked.flatMap(({ guest }) => guest ?? []),
  );
  const abouts = [...own, ...guests.values()].map(({ person }) => person);
  await visit.record({ act: 'list.looked-at', object: ['crossing', crossing.id], abouts });
  const size = (await modelsFor(visit.tx, crossing.association)).find(({ id }) => id === crossing.model)?.sizeMax ?? '';
  const typed = again ?? { size: String(size), rhythm: 'every-second-week' };
  const venue = await nameOfVenue(visit.tx, crossing.venue);
  return visit.page(
    <CrossingPage {...{ crossing, agreement, asked, own, guests, venue, typed, errors }} names={housesOf(visit)} />,
    errors ? 422 : 200,
  );
}
