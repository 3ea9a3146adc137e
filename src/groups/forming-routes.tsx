import { asPerson, type Routes, type Visit } from '../accounts/index.ts';
import { isRefusal, type Refusal } from '../lib/refusal.ts';
import { errorsOf, type Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { mayCompose, mayDecline, mayStartIt } from './access.ts';
import { choicesFor, waitingWithNames } from './choices.ts';
import { calledOf, circleOf, knownOf } from './circle.ts';
import { compose, hintsFor, invite, place } from './composing-actions.ts';
import { declinedIn } from './declined.ts';
import { agree, decline, endFacilitator, nameFacilitator, startWithOne } from './facilitator-actions.ts';
import { ComposePage } from './compose-page.tsx';
import { FacilitatorsPage, InvitePage, PlacePage } from './forming-pages.tsx';
import { answerForm, draftForm, facilitatorForm, inviteForm, placeForm } from './forms.ts';
import { TurnPage } from './life-pages.tsx';
import { facilitatorsToName } from './leaders.ts';
import { poolOf } from './picking.ts';
import { inState } from './seat.ts';
import { answerInvitation, unplace } from './seat-actions.ts';
import { groupView } from './view.ts';
import type { Waiting } from './waiting.ts';
import type { SaidReason } from './words.ts';

/** Making a group, and everything before it starts. */
export function formingRoutes(routes: Routes): void {
  routes.get(urls.groupNew, { may: 'group.compose', unsent: true }, async (visit) => {
    const typed = await draftLike(visit, visit.query.get('like'));
    const choices = await choicesFor(visit);
    await looked(visit, null, choices.waiting, typed);
    return visit.page(<ComposePage choices={choices} typed={typed} />);
  });

  routes.post(urls.groupNew, { may: 'group.compose', unsent: true }, async (visit) => {
    const read = await visit.form(draftForm);
    const again = async (more: object, status: 200 | 422 = 422) => {
      const choices = await choicesFor(visit);
      await looked(visit, null, choices.waiting, read.typed);
      return visit.page(<ComposePage choices={choices} typed={read.typed} {...more} />, status);
    };
    if (read.typed['narrow']) return await again({}, 200);
    if (!read.ok) return await again({ slips: errorsOf(visit.t, read.slips) });
    const { first_on: firstOn, first_at: firstAt, ...draft } = read.value;
    const made = await compose(visit, asPerson(visit.actor).association, { ...draft, firstOn, firstAt });
    return 'broken' in made
      ? await again({ broken: made.broken })
      : visit.redirect(to(urls.group, { group: made.group }), 'groups:compose.done');
  });

  routes.get(urls.groupPlace, { may: 'group.compose' }, async (visit) => {
    const { group } = await circleOf(visit, visit.params.group, mayCompose);
    const choices = await waitingWithNames(visit);
    await looked(visit, group.id, choices.waiting);
    return visit.page(<PlacePage group={group} choices={choices} />);
  });

  routes.post(urls.groupPlace, { may: 'group.compose' }, async (visit) => {
    const read = await visit.form(placeForm);
    const { group } = await circleOf(visit, visit.params.group, mayCompose);
    const again = async (more: object, status: 200 | 422 = 422) => {
      const choices = await waitingWithNames(visit);
      await looked(visit, group.id, choices.waiting, read.typed);
      return visit.page(<PlacePage group={group} choices={choices} typed={read.typed} {...more} />, status);
    };
    if (read.typed['narrow']) return await again({}, 200);
    if (!read.ok) return await again({ slips: errorsOf(visit.t, read.slips) });
    const broken = await place(visit, group.id, read.value.people);
    return broken.length > 0 ? await again({ broken }) : visit.redirect(to(urls.group, { group: group.id }), 'groups:place.done');
  });

  routes.get(urls.groupInvite, { may: 'group.invite' }, (visit) => invitePage(visit));
  routes.post(urls.groupInvite, { may: 'group.invite' }, async (visit) => {
    const read = await visit.form(inviteForm);
    if (!read.ok) return await invitePage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const refusal = await invite(visit, visit.params.group, read.value.at_once);
    return refusal ? await invitePage(visit, { typed: read.typed, refusal }) : done(visit, 'groups:invite.done');
  });

  routes.post(urls.seatAnswer, { may: 'seat.answer-for' }, async (visit) => {
    const read = await visit.form(answerForm);
    await circleOf(visit, visit.params.group, mayCompose);
    if (!read.ok) return visit.missing();
    const outcome = await answerInvitation(visit, visit.params.seat, read.value.answer, 'phone');
    return done(visit, isRefusal(outcome) ? `groups:refusal.${outcome.refused}` : `groups:answered.${outcome}`);
  });

  routes.get(urls.groupUnplace, { may: 'group.compose' }, async (visit) => {
    const { group, seats } = await circleOf(visit, visit.params.group, mayCompose);
    if (!seats.some((seat) => seat.id === visit.params.seat)) return visit.missing();
    return visit.page(<TurnPage turn="remove" group={group} seat={visit.params.seat} />);
  });
  routes.post(urls.groupUnplace, { may: 'group.compose' }, async (visit) => {
    const refusal = await unplace(visit, visit.params.group, visit.params.seat);
    return refusal ? visit.missing() : done(visit, 'groups:remove.done');
  });

  facilitatorRoutes(routes);
}

/** Those whose names the picker shows. */
async function looked(visit: Visit, group: string | null, waiting: readonly Waiting[], typed: Typed = {}): Promise<void> {
  const abouts = poolOf(waiting, typed).shown.map(({ person }) => person);
  if (abouts.length > 0) await visit.record({ act: 'list.looked-at', object: ['placing', group], group, abouts });
}

function facilitatorRoutes(routes: Routes): void {
  routes.get(urls.groupFacilitators, { may: 'group.compose' }, (visit) => facilitatorsPage(visit));
  routes.post(urls.groupFacilitators, { may: 'group.compose' }, async (visit) => {
    const read = await visit.form(facilitatorForm);
    if (!read.ok) return await facilitatorsPage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const { person, part, until } = read.value;
    const refusal = await nameFacilitator(visit, visit.params.group, person, part, until);
    return refusal ? await facilitatorsPage(visit, { typed: read.typed, refusal }) : done(visit, 'groups:facilitators.named');
  });

  routes.post(urls.facilitatorEnd, { may: 'group.compose' }, async (visit) => {
    await endFacilitator(visit, visit.params.group, visit.params.facilitator);
    return done(visit, 'groups:facilitators.ended');
  });

  routes.post(urls.groupAgree, { may: 'group.agree' }, async (visit) => {
    await agree(visit, visit.params.group);
    return done(visit, 'groups:facilitators.thanks');
  });

  routes.get(urls.groupCannot, { may: 'group.agree' }, async (visit) => {
    const { group } = await circleOf(visit, visit.params.group, mayDecline);
    return visit.page(<TurnPage turn="cannot" group={group} />);
  });
  routes.post(urls.groupCannot, { may: 'group.agree' }, async (visit) => {
    await decline(visit, visit.params.group);
    return visit.redirect(urls.desk, 'groups:cannot.done');
  });

  routes.get(urls.groupOneFacilitator, { may: 'group.start' }, async (visit) => {
    const { group } = await circleOf(visit, visit.params.group, mayStartIt);
    return visit.page(<TurnPage turn="one-facilitator" group={group} />);
  });
  routes.post(urls.groupOneFacilitator, { may: 'group.start' }, async (visit) => {
    const refusal = await startWithOne(visit, visit.params.group);
    if (!refusal) return done(visit, 'groups:one-facilitator.done');
    const { group } = await circleOf(visit, visit.params.group, mayStartIt);
    return visit.page(<TurnPage turn="one-facilitator" group={group} refusal={refusal} />, 422);
  });
}

type OfGroup = Visit<{ group: string }>;
type Again = { typed?: object; slips?: Record<string, string>; refusal?: Refusal<SaidReason> };

const done = (visit: OfGroup, notice: string): Response => visit.redirect(to(urls.group, { group: visit.params.group }), notice);

async function invitePage(visit: OfGroup, again?: Again): Promise<Response> {
  const circle = await circleOf(visit, visit.params.group, mayCompose);
  const names = await calledOf(
    visit,
    circle.seats.flatMap((seat) => seat.person ?? []),
  );
  const inLine = inState(circle.seats, 'standing', 'gone').length;
  const busy = inState(circle.seats, 'accepted', 'invited').length;
  const usual = circle.group.askedAtOnce || Math.min(inLine + busy, circle.group.sizeMax + 3);
  const hints = await hintsFor(visit, circle);
  return visit.page(
    <InvitePage group={circle.group} inLine={inLine} usual={usual} hints={hints} names={names} {...(again as object)} />,
    again ? 422 : 200,
  );
}

async function facilitatorsPage(visit: OfGroup, again?: Again): Promise<Response> {
  const circle = await circleOf(visit, visit.params.group, mayCompose);
  const { group } = circle;
  const view = await groupView(visit, circle, { ...(await knownOf(visit, circle)), held: 0, language: visit.language });
  const people = [...(await facilitatorsToName(visit, group.association))]
    .filter(([person]) => !view.facilitators.some((one) => one.person === person))
    .map(([id, called]) => ({ id, called }));
  const shown = { group, view, people, declined: await declinedIn(visit, circle) };
  return visit.page(<FacilitatorsPage {...shown} {...(again as object)} />, again ? 422 : 200);
}

/** A second group is made like the first: everything but its day and its people. */
async function draftLike(visit: Visit, like: string | null): Promise<Record<string, string> | undefined> {
  if (!like) return undefined;
  const { group } = await circleOf(visit, like, (tie) => tie.coordinates);
  const { model, name, kind, language, chapter, venue, rhythm, sizeMax } = group;
  return { model, name, kind, language, chapter: chapter ?? '', venue: venue ?? '', rhythm, size: String(sizeMax) };
}
