import type { Acting, Routes } from '../accounts/index.ts';
import { circleOf, type Circle } from '../groups/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { mayPlan } from './access.ts';
import { addForm, pauseEndForm, pauseForm, planForm, remindersForm } from './forms.ts';
import { wantReminders } from './care-actions.ts';
import { addMeeting } from './meeting-actions.ts';
import { MeetingsPage } from './meetings-page.tsx';
import { daysAhead, draw, pauseMeetings, planMeetings, resumeMeetings, type Wish } from './plan-actions.ts';
import { AddPage, PausePage, PlanPage } from './plan-pages.tsx';
import type { Month } from './rhythm.ts';
import { accompaniedHeld, limitsOf, plansOf } from './store.ts';
import { meetingsView } from './view.ts';

export function planRoutes(routes: Routes): void {
  routes.get(urls.meetings, { may: 'meeting.see' }, async (visit) =>
    visit.page(<MeetingsPage view={await meetingsView(visit, visit.params.group)} />),
  );
  planning(routes);
  pausing(routes);

  routes.get(urls.meetingAdd, { may: 'meeting.plan' }, async (visit) => {
    const { group, plan } = await factsOf(visit, visit.params.group);
    return visit.page(<AddPage group={group} plan={plan} />);
  });

  routes.post(urls.meetingAdd, { may: 'meeting.plan' }, async (visit) => {
    const { group, plan } = await factsOf(visit, visit.params.group);
    const read = await visit.form(addForm);
    if (!read.ok) return visit.page(<AddPage group={group} plan={plan} {...read} />, 422);
    const { day, clock, minutes } = read.value;
    const refusal = await addMeeting(visit, group.id, { day, clock, ...(minutes !== null && { minutes }) });
    if (refusal) return visit.page(<AddPage group={group} plan={plan} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meetings, { group: group.id }), 'meetings:notice.added');
  });

  routes.post(urls.reminders, { may: 'absence.tell' }, async (visit) => {
    const read = await visit.form(remindersForm);
    if (!read.ok) return visit.missing();
    await wantReminders(visit, visit.params.group, read.value.wanted === 'yes');
    return visit.redirect(to(urls.meetings, visit.params), `meetings:notice.reminders-${read.value.wanted}`);
  });
}

function planning(routes: Routes): void {
  routes.get(urls.meetingsPlan, { may: 'meeting.plan' }, async (visit) =>
    visit.page(<PlanPage {...await factsOf(visit, visit.params.group)} today={visit.today} />),
  );

  routes.post(urls.meetingsPlan, { may: 'meeting.plan' }, async (visit) => {
    const facts = { ...(await factsOf(visit, visit.params.group)), today: visit.today };
    const read = await visit.form(planForm);
    if (!read.ok) return visit.page(<PlanPage {...facts} {...read} />, 422);
    const wish = wishOf(read.value);
    const drawn = await draw(visit, facts.circle, wish);
    const shown = { ...facts, typed: read.typed };
    if (isRefusal(drawn)) return visit.page(<PlanPage {...shown} refusal={drawn} />, 422);
    if (read.value.step !== 'store')
      return visit.page(
        <PlanPage {...shown} drawn={{ series: drawn.after, days: daysAhead({ ...drawn, before: undefined }, visit.today) }} />,
      );
    const refusal = await planMeetings(visit, facts.group.id, wish);
    if (refusal) return visit.page(<PlanPage {...shown} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meetings, visit.params), facts.plan ? 'meetings:notice.changed' : 'meetings:notice.planned');
  });
}

type Typed = typeof planForm._zod.output;

const wishOf = ({ starts_on, clock, minutes, first_minutes, often, not_in, until }: Typed): Wish => ({
  startsOn: starts_on,
  clock,
  minutes,
  firstMinutes: first_minutes,
  often,
  notIn: not_in.map((month) => Number(month) as Month),
  until,
});

function pausing(routes: Routes): void {
  routes.get(urls.pause, { may: 'meeting.plan' }, async (visit) => {
    const { group, plan } = await factsOf(visit, visit.params.group);
    return visit.page(<PausePage group={group} pauses={(plan?.pauses ?? []).filter(({ to: last }) => last >= visit.today)} />);
  });

  routes.post(urls.pause, { may: 'meeting.plan' }, async (visit) => {
    const { group, plan } = await factsOf(visit, visit.params.group);
    const shown = { group, pauses: plan?.pauses ?? [] };
    const read = await visit.form(pauseForm);
    if (!read.ok) return visit.page(<PausePage {...shown} {...read} />, 422);
    const refusal = await pauseMeetings(visit, group.id, read.value);
    if (refusal) return visit.page(<PausePage {...shown} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meetings, visit.params), 'meetings:notice.paused');
  });

  routes.post(urls.pauseEnd, { may: 'meeting.plan' }, async (visit) => {
    const { group, plan } = await factsOf(visit, visit.params.group);
    const read = await visit.form(pauseEndForm);
    const refusal = read.ok ? await resumeMeetings(visit, group.id, read.value.from) : ({ refused: 'no-such-pause' } as const);
    if (refusal) return visit.page(<PausePage group={group} pauses={plan?.pauses ?? []} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meetings, visit.params), 'meetings:notice.resumed');
  });
}

async function factsOf(acting: Acting, id: string) {
  const circle: Circle = await circleOf(acting, id, mayPlan);
  const { most, first } = await limitsOf(acting.tx, id);
  return {
    circle,
    group: circle.group,
    lengths: { most, first },
    plan: (await plansOf(acting.tx, id, acting.today)).findLast((plan) => plan.endedOn === null) ?? null,
    isFirst: (await accompaniedHeld(acting.tx, id)) === 0,
  };
}
