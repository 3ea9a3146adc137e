import { asHolder, idOf, type Routes, type Visit } from '../accounts/index.ts';
import { venuesOf } from '../groups/index.ts';
import type { Refusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { tellAbsence, tellAbsenceOf, withdrawAbsence, withdrawAbsenceOf } from './absence-actions.ts';
import { AbsenceLinkPage } from './absence-page.tsx';
import { mayHold, mayPlan } from './access.ts';
import type { Asked } from './asked.tsx';
import { countsByName, noteAttendance } from './attendance-actions.ts';
import { AttendancePage } from './attendance-page.tsx';
import { CancelPage, MovePage, PlacePage } from './change-pages.tsx';
import { talkHad, wantsTalk, wantTalk } from './care-actions.ts';
import { absentForm, headsForm, hostForm, moveForm, namesForm, placeForm, talkForm } from './forms.ts';
import { confirmMeeting, hostMeeting } from './host-actions.ts';
import { cancelMeeting, meetingOf, moveMeeting, placeMeeting, restoreMeeting } from './meeting-actions.ts';
import { MeetingPage } from './meeting-page.tsx';
import { presenceAt } from './store.ts';
import { meetingView } from './view.ts';
import type { SaidReason } from './words.ts';

type OneMeeting = Visit<{ meeting: string }>;
type Outcome = Refusal<SaidReason> | undefined;

export function meetingRoutes(routes: Routes): void {
  routes.get(urls.meeting, { may: 'meeting.see' }, async (visit) => visit.page(await drawn(visit)));
  changing(routes);
  onTheDay(routes);
  byLink(routes);

  routes.post(urls.absent, { may: 'absence.tell' }, async (visit) => {
    const read = await visit.form(absentForm);
    if (!read.ok) return visit.page(await drawn(visit, read), 422);
    const { act, seat } = read.value;
    const { meeting } = visit.params;
    const forOther = seat !== null && (act === 'absent' ? tellAbsenceOf(visit, meeting, seat) : withdrawAbsenceOf(visit, meeting, seat));
    const own = () => (act === 'absent' ? tellAbsence(visit, meeting, 'page') : withdrawAbsence(visit, meeting));
    return await answer(visit, forOther ? await forOther : await own(), seat ? 'meetings:notice.noted' : `meetings:notice.${act}`);
  });

  routes.post(urls.meetingHost, { may: 'meeting.see' }, async (visit) => {
    const read = await visit.form(hostForm);
    if (!read.ok) return visit.page(await drawn(visit, read), 422);
    return await answer(visit, await hostMeeting(visit, visit.params.meeting, read.value.seat), 'meetings:notice.hosted');
  });

  routes.post(urls.meetingConfirm, { may: 'meeting.see' }, async (visit) =>
    answer(visit, await confirmMeeting(visit, visit.params.meeting), 'meetings:notice.confirmed'),
  );
}

const drawn = async (visit: OneMeeting, asked: Asked = {}) => (
  <MeetingPage
    view={await meetingView(visit, visit.params.meeting)}
    wantsTalk={await wantsTalk(visit.tx, visit.params.meeting, idOf(visit.actor))}
    {...asked}
  />
);

/** Back to the meeting, with what was done or why it was not. */
async function answer(visit: OneMeeting, refusal: Outcome, notice: string): Promise<Response> {
  if (refusal) return visit.page(await drawn(visit, { refusal }), 422);
  return visit.redirect(to(urls.meeting, visit.params), notice);
}

function changing(routes: Routes): void {
  routes.get(urls.meetingMove, { may: 'meeting.plan' }, async (visit) => visit.page(<MovePage view={await planned(visit)} />));
  routes.post(urls.meetingMove, { may: 'meeting.plan' }, async (visit) => {
    const view = await planned(visit);
    const read = await visit.form(moveForm);
    if (!read.ok) return visit.page(<MovePage view={view} {...read} />, 422);
    const { day, clock, minutes } = read.value;
    const refusal = await moveMeeting(visit, visit.params.meeting, { day, clock, ...(minutes !== null && { minutes }) });
    if (refusal) return visit.page(<MovePage view={view} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meeting, visit.params), 'meetings:notice.moved');
  });

  routes.get(urls.meetingCancel, { may: 'meeting.plan' }, async (visit) => visit.page(<CancelPage view={await planned(visit)} />));
  routes.post(urls.meetingCancel, { may: 'meeting.plan' }, async (visit) => {
    const refusal = await cancelMeeting(visit, visit.params.meeting);
    if (refusal) return visit.page(<CancelPage view={await planned(visit)} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meeting, visit.params), 'meetings:notice.cancelled');
  });

  routes.post(urls.meetingRestore, { may: 'meeting.plan' }, async (visit) =>
    answer(visit, await restoreMeeting(visit, visit.params.meeting), 'meetings:notice.restored'),
  );

  routes.get(urls.meetingPlace, { may: 'meeting.plan' }, async (visit) => {
    const view = await planned(visit);
    return visit.page(<PlacePage view={view} venues={await venuesOf(visit.tx, view.group.association)} />);
  });
  routes.post(urls.meetingPlace, { may: 'meeting.plan' }, async (visit) => {
    const view = await planned(visit);
    const venues = await venuesOf(visit.tx, view.group.association);
    const read = await visit.form(placeForm);
    if (!read.ok) return visit.page(<PlacePage view={view} venues={venues} {...read} />, 422);
    const refusal = await placeMeeting(visit, visit.params.meeting, read.value.venue);
    if (refusal) return visit.page(<PlacePage view={view} venues={venues} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meeting, visit.params), 'meetings:notice.placed');
  });
}

async function planned(visit: OneMeeting) {
  await meetingOf(visit, visit.params.meeting, mayPlan);
  return await meetingView(visit, visit.params.meeting);
}

function onTheDay(routes: Routes): void {
  const facts = async (visit: OneMeeting) => {
    await meetingOf(visit, visit.params.meeting, mayHold);
    return { view: await meetingView(visit, visit.params.meeting), noted: await presenceAt(visit.tx, visit.params.meeting) };
  };
  routes.get(urls.attendance, { may: 'attendance.note' }, async (visit) => visit.page(<AttendancePage {...await facts(visit)} />));
  routes.post(urls.attendance, { may: 'attendance.note' }, async (visit) => {
    const shown = await facts(visit);
    const byName = countsByName(shown.view.group);
    const read = byName ? await visit.form(namesForm) : await visit.form(headsForm);
    if (!read.ok) return visit.page(<AttendancePage {...shown} {...read} />, 422);
    const came = 'present' in read.value ? { seats: read.value.present } : read.value;
    const refusal = await noteAttendance(visit, visit.params.meeting, came);
    if (refusal) return visit.page(<AttendancePage {...shown} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meeting, visit.params), 'meetings:notice.attendance');
  });

  routes.post(urls.talkWanted, { may: 'care.ask' }, async (visit) => {
    const read = await visit.form(talkForm);
    if (!read.ok) return visit.page(await drawn(visit, read), 422);
    const refusal = await wantTalk(visit, visit.params.meeting, read.value.wanted === 'yes');
    return await answer(visit, refusal, `meetings:notice.talk-${read.value.wanted}`);
  });
  routes.post(urls.talkHad, { may: 'care.give' }, async (visit) => {
    await talkHad(visit, visit.params.talk);
    return visit.redirect(urls.desk, 'meetings:notice.talk-had');
  });
}

function byLink(routes: Routes): void {
  const facts = async (visit: Visit<{ token: string }>) => {
    const { object } = asHolder(visit.actor);
    if (object === null) return visit.missing();
    return { token: visit.params.token, view: await meetingView(visit, object) };
  };
  routes.get(urls.link.absence, { may: 'absence.tell-by-link', limit: 'link' }, async (visit) =>
    visit.page(<AbsenceLinkPage {...await facts(visit)} />),
  );
  routes.post(urls.link.absence, { may: 'absence.tell-by-link', limit: 'link' }, async (visit) => {
    const shown = await facts(visit);
    const read = await visit.form(absentForm);
    if (!read.ok) return visit.page(<AbsenceLinkPage {...shown} {...read} />, 422);
    const { id } = shown.view.line.meeting;
    const refusal = read.value.act === 'absent' ? await tellAbsence(visit, id, 'link') : await withdrawAbsence(visit, id);
    if (refusal) return visit.page(<AbsenceLinkPage {...shown} refusal={refusal} />, 422);
    return visit.redirect(to(urls.link.absence, visit.params));
  });
}
