/** One group on the board: who sits there, who could start it, a new one, and accepting it. */
import { asPerson, type Routes } from '../accounts/index.ts';
import { isJoining, total } from '../composition/index.ts';
import { sayBroken, sayRefusal } from '../groups/index.ts';
import { addDays, type Clock, type Day, weekday } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { isRefusal } from '../lib/refusal.ts';
import { namesOf } from '../people/index.ts';
import { errorsOf } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { accept, type Accepted } from './accept.ts';
import { changesOf, problemsOf } from './board.ts';
import { AcceptPage, CirclePage, NewCirclePage } from './circle-pages.tsx';
import { dissolve, leadersWhoCan, nameLeaders, openCircle } from './circles.ts';
import { draftedOf, draftOf } from './draft.ts';
import { versionIn } from './draft-routes.tsx';
import { acceptForm, circleForm, leadersForm, rhythms, versionForm } from './forms.ts';
import { type OfDraft, placeOf, staleReply, toDraft } from './reply.tsx';
import { hasOthers, sceneOf } from './scene.ts';
import { circleShown } from './shown.ts';
import { sayChange, sayPoints, sayRule, sayWhen } from './say.ts';
import { slots, usualClock, weekdayOf } from './words.ts';

type OfCircle = OfDraft & { params: { draft: string; circle: string } };

export function circleRoutes(routes: Routes): void {
  routes.get(urls.draftCircleNew, { may: 'board.use' }, (visit) => newCirclePage(visit));
  routes.post(urls.draftCircleNew, { may: 'board.use' }, async (visit) => {
    const read = await visit.form(circleForm);
    if (!read.ok) return await newCirclePage(visit, { typed: read.typed, errors: errorsOf(visit.t, read.slips) });
    const { version, language, ...at } = read.value;
    const made = await openCircle(visit, visit.params.draft, version, { ...at, language: language === 'nn' ? 'nb' : language });
    if (typeof made === 'string') return visit.redirect(toDraft(visit), 'board:group.made');
    if (made.refused === 'stale') return await staleReply(visit, version);
    return await newCirclePage(visit, { typed: read.typed, errors: { slot: visit.t(`board:refusal.${made.refused}`) } });
  });

  routes.get(urls.draftCircle, { may: 'board.use' }, (visit) => circlePage(visit));
  routes.post(urls.draftCircleNames, { may: 'board.use' }, (visit) => circlePage(visit, { names: true }));
  routes.post(urls.draftCircleLeaders, { may: 'board.use' }, async (visit) => {
    const read = await visit.form(leadersForm);
    if (!read.ok) return await circlePage(visit, { errors: errorsOf(visit.t, read.slips) });
    const { version, leaders } = read.value;
    const refused = await nameLeaders(visit, visit.params.draft, version, visit.params.circle, leaders);
    if (refused?.refused === 'stale') return await staleReply(visit, version);
    if (refused) return await circlePage(visit, { errors: { leaders: visit.t('board:refusal.cannot-lead') } });
    return visit.redirect(to(urls.draftCircle, visit.params), 'board:group.leaders-done');
  });
  routes.post(urls.draftCircleDissolve, { may: 'board.use' }, async (visit) => {
    const version = await versionIn(visit);
    const stale = await dissolve(visit, visit.params.draft, version, visit.params.circle);
    return stale ? await staleReply(visit, version) : visit.redirect(toDraft(visit), 'board:group.dissolved');
  });

  routes.get(urls.draftCircleAccept, { may: 'board.use' }, (visit) => acceptPage(visit));
  routes.post(urls.draftCircleAccept, { may: 'board.use' }, async (visit) => {
    const { circle } = await circleOf(visit, []);
    const joins = isJoining(circle.group);
    const read = await visit.form(acceptForm);
    if (!joins && !read.ok) return await acceptPage(visit, { typed: read.typed, errors: errorsOf(visit.t, read.slips) });
    const version = joins ? await versionOf(visit) : read.ok ? read.value.version : 0;
    const given = joins || !read.ok ? null : givenBy(read.value, isJoining(circle.group) ? 'nb' : circle.group.language, visit.language);
    const outcome = await accept(visit, visit.params.draft, version, circle.id, given);
    if ('group' in outcome)
      return visit.redirect(to(urls.group, { group: outcome.group }), joins ? 'board:accept.joined' : 'board:accept.done');
    if (isRefusal(outcome) && outcome.refused === 'stale') return await staleReply(visit, version);
    return await acceptPage(visit, { typed: read.typed, broken: await brokenLines(visit, outcome) });
  });
}

const versionOf = async (visit: OfDraft): Promise<number> => {
  const read = await visit.form(versionForm);
  return read.ok ? read.value.version : visit.missing();
};

type Given = {
  name: string;
  size: number;
  first_on: Day;
  first_at: Clock;
  rhythm: (typeof rhythms)[number];
  ask: boolean;
  at_once: number | null;
};

/** Bokmål and nynorsk are one to the ear; what the group is told in is the coordinator's own. */
function givenBy(value: Given, spoken: string, own: Language) {
  const { name, size, first_on: firstOn, first_at: firstAt, rhythm, ask, at_once: atOnce } = value;
  const language = (spoken === 'nb' && own === 'nn' ? 'nn' : spoken) as Language;
  return { name, size, firstOn, firstAt, rhythm, language, atOnce: ask ? (atOnce ?? size) : null };
}

async function circleOf(visit: OfDraft, people: readonly string[] | 'all') {
  const drafted = await draftedOf(visit, await draftOf(visit.tx, visit.params.draft));
  const circle = drafted.board.circles.find((one) => one.id === (visit as OfCircle).params.circle) ?? visit.missing();
  const scene = await sceneOf(visit, drafted, people === 'all' ? circle.group.people : people);
  const problems = problemsOf(scene.gathered.instance, drafted.board).get(circle.id) ?? [];
  const said = problems.map((one) => sayRule(visit.t, one, scene.who, scene.names, scene.gathered.instance));
  return { drafted, scene, circle, shown: circleShown(visit.t, scene, circle, said) };
}

async function circlePage(
  visit: OfDraft,
  { names = false, errors }: { names?: boolean; errors?: Record<string, string> } = {},
): Promise<Response> {
  const { t } = visit;
  const { drafted, scene, circle, shown } = await circleOf(visit, 'all');
  const points = changesOf(scene.gathered.instance, circle.group);
  const { group } = circle;
  const able = isJoining(group) ? [] : [...new Set([...leadersWhoCan(drafted, group), ...group.facilitators])];
  return visit.page(
    <CirclePage
      draft={drafted.draft.id}
      version={drafted.draft.version}
      place={await placeOf(visit, drafted.draft)}
      circle={shown}
      points={{
        sum: t('board:group.points-sum', { points: sayPoints(t, total(points)) }),
        lines: points.map((one) => sayChange(t, one, scene.who, scene.gathered.about)),
      }}
      asks={hasOthers(scene, group.people) ? to(urls.boardAsk, { board: drafted.draft.id, lot: circle.id }) : null}
      names={names ? await namesIn(visit, group.people, scene.gathered.about) : null}
      leaders={
        isJoining(group)
          ? null
          : {
              options: able.map((id) => ({ value: id, label: scene.names.leaders.get(id) ?? t('board:leader') })),
              chosen: group.facilitators,
            }
      }
      {...(errors && { errors })}
    />,
    errors ? 422 : 200,
  );
}

/** Names of a whole group: a look at each of them. */
async function namesIn(
  visit: OfDraft,
  people: readonly string[],
  about: ReadonlyMap<string, { person: string | null }>,
): Promise<Map<string, string>> {
  const persons = people.flatMap((id) => {
    const person = about.get(id)?.person;
    return person ? [{ id, person }] : [];
  });
  const names = await namesOf(
    visit,
    persons.map((one) => one.person),
  );
  for (const { person } of persons) await visit.record({ act: 'person.looked-at', object: ['person', person], about: person });
  return new Map(persons.map(({ id, person }) => [id, names.get(person)?.fullName ?? names.get(person)?.called ?? '']));
}

async function newCirclePage(visit: OfDraft, again: { typed?: object; errors?: Record<string, string> } = {}): Promise<Response> {
  const { draft, gathered } = await draftedOf(visit, await draftOf(visit.tx, visit.params.draft));
  const scene = await sceneOf(visit, { draft, gathered } as never, []);
  const own = visit.world.houses.of(asPerson(visit.actor).association)?.languages ?? ['nb'];
  const languages = [...new Set(own.map((one): Language => (one === 'nn' ? 'nb' : one)))];
  return visit.page(
    <NewCirclePage
      draft={draft.id}
      version={draft.version}
      place={await placeOf(visit, draft)}
      venues={gathered.instance.venues.map(({ id }) => ({ value: id, label: scene.names.venues.get(id) ?? '' }))}
      slots={slots.map((value) => ({ value, label: sayWhen(visit.t, value) }))}
      languages={languages}
      {...(again as object)}
    />,
    again.errors ? 422 : 200,
  );
}

/** Two weeks are enough to be asked and to answer. */
const AHEAD_DAYS = 14;

async function acceptPage(
  visit: OfDraft,
  again: { typed?: object; errors?: Record<string, string>; broken?: string[] } = {},
): Promise<Response> {
  const { drafted, scene, circle, shown } = await circleOf(visit, 'all');
  const { group } = circle;
  const { model } = scene.gathered.instance;
  const soon = addDays(visit.today, AHEAD_DAYS);
  const usual = isJoining(group)
    ? {}
    : {
        size: Math.max(model.min, group.people.length - 2),
        first_on: addDays(soon, (weekdayOf(group.slot) - weekday(soon) + 7) % 7),
        first_at: usualClock(group.slot),
        rhythm: await rhythmOf(visit, drafted.draft.model),
        ask: 'yes',
        at_once: group.people.length,
      };
  const status = again.errors || again.broken ? 422 : 200;
  return visit.page(
    <AcceptPage
      draft={drafted.draft.id}
      version={drafted.draft.version}
      place={await placeOf(visit, drafted.draft)}
      circle={shown}
      joins={isJoining(group) ? (scene.names.groups.get(group.open) ?? '') : null}
      rhythms={rhythms}
      values={{ ...usual, ...(again.typed as object) }}
      {...(again.errors && { errors: again.errors })}
      {...(again.broken && { broken: again.broken })}
    />,
    status,
  );
}

const rhythmOf = async ({ tx }: OfDraft, model: string | null): Promise<string> =>
  (model && (await tx.selectFrom('programme_models').select('rhythm').where('id', '=', model).executeTakeFirst())?.rhythm) ||
  'every-second-week';

async function brokenLines(visit: OfDraft, outcome: Exclude<Accepted, { group: string }>): Promise<string[]> {
  const { t } = visit;
  if ('broken' in outcome) {
    const { scene } = await circleOf(visit, 'all');
    const initials = new Map([...scene.gathered.about].flatMap(([id, { person }]) => (person ? [[person, scene.who(id)] as const] : [])));
    return outcome.broken.map((one) => sayBroken(t, one, (person) => initials.get(person) ?? ''));
  }
  if (outcome.refused === 'unfinished' || outcome.refused === 'nobody-in-it') return [t(`board:refusal.${outcome.refused}`)];
  return outcome.refused === 'stale' ? [] : [sayRefusal(t, { ...outcome, refused: outcome.refused })];
}
