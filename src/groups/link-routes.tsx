import { asHolder, type Routes, type Visit } from '../accounts/index.ts';
import { isRefusal, type Refusal } from '../lib/refusal.ts';
import { errorsOf } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { mayAnswerHeartbeat } from './access.ts';
import { circleOf } from './circle.ts';
import { answerForm, pulseForm, touchForm } from './forms.ts';
import { answerHeartbeat } from './heartbeat-actions.ts';
import { isOver } from './group.ts';
import { HeartbeatPage, InvitationPage, SeatLinkPage } from './link-pages.tsx';
import { answerInvitation, leave, stayInTouch } from './seat-actions.ts';
import { stateOf } from './seat.ts';
import { findGroup, findHeartbeat, findSeat, findVenue, lastHeartbeat } from './store.ts';
import type { Clock, Day } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { SaidReason } from './words.ts';

type ByLink = Visit<{ token: string }>;

/** When a group meets next, and where if not as usual: the meetings know (they lie below). */
export type NextOf = (tx: Tx, group: string, now: Date) => Promise<{ day: Day; clock: Clock; venue: string | null } | undefined>;

/** What is done without signing in: answering an invitation, stopping, telling that the group lives. */
export function linkRoutes(routes: Routes, nextOf: NextOf): void {
  routes.get(urls.link.invitation, { may: 'invitation.answer', limit: 'link' }, async (visit) => {
    const { seat, group, venue } = await seatOfLink(visit);
    const free = group !== undefined && (await taken(visit, group.id)) < group.sizeMax;
    return visit.page(<InvitationPage token={visit.params.token} state={stateOf(seat)} group={group} venue={venue} free={free} />);
  });
  routes.post(urls.link.invitation, { may: 'invitation.answer', limit: 'link' }, async (visit) => {
    const read = await visit.form(answerForm);
    if (read.ok) await answerInvitation(visit, objectOf(visit), read.value.answer, 'link');
    return visit.redirect(to(urls.link.invitation, visit.params));
  });

  routes.get(urls.link.seat, { may: 'seat.leave-by-link', limit: 'link' }, async (visit) => {
    const { seat, group, venue: usual } = await seatOfLink(visit);
    const next = group && stateOf(seat) === 'accepted' ? await nextOf(visit.tx, group.id, visit.now) : undefined;
    const venue = next?.venue ? await findVenue(visit.tx, next.venue) : usual;
    const shown = { token: visit.params.token, state: stateOf(seat), stayInTouch: seat.stayInTouch, group, venue, next };
    return visit.page(<SeatLinkPage {...shown} today={visit.today} />);
  });
  routes.post(urls.link.seat, { may: 'seat.leave-by-link', limit: 'link' }, async (visit) => {
    await leave(visit, objectOf(visit));
    return visit.redirect(to(urls.link.seat, visit.params));
  });
  routes.post(urls.link.seatTouch, { may: 'seat.leave-by-link', limit: 'link' }, async (visit) => {
    const read = await visit.form(touchForm);
    if (read.ok) await stayInTouch(visit, objectOf(visit), read.value.touch === 'yes');
    return visit.redirect(to(urls.link.seat, visit.params));
  });

  heartbeatRoutes(routes);
}

function heartbeatRoutes(routes: Routes): void {
  const byLink = (visit: ByLink) => ({ id: objectOf(visit), action: to(urls.link.heartbeat, visit.params) });
  routes.get(urls.link.heartbeat, { may: 'heartbeat.answer-by-link', limit: 'link' }, (visit) => heartbeatPage(visit, byLink(visit)));
  routes.post(urls.link.heartbeat, { may: 'heartbeat.answer-by-link', limit: 'link' }, (visit) =>
    heardHeartbeat(visit, byLink(visit), 'link', to(urls.link.heartbeat, visit.params)),
  );

  const open = async (visit: Visit<{ group: string }>) => {
    const { group } = await circleOf(visit, visit.params.group, mayAnswerHeartbeat);
    const asked = await lastHeartbeat(visit.tx, group.id);
    const [action, back] = [to(urls.heartbeatAnswer, visit.params), to(urls.group, visit.params)];
    return asked ? { id: asked.id, action, back } : visit.missing();
  };
  routes.get(urls.heartbeatAnswer, { may: 'heartbeat.answer' }, async (visit) => await heartbeatPage(visit, await open(visit)));
  routes.post(urls.heartbeatAnswer, { may: 'heartbeat.answer' }, async (visit) => {
    const { tie } = await circleOf(visit, visit.params.group, mayAnswerHeartbeat);
    return await heardHeartbeat(visit, await open(visit), tie.seat ? 'page' : 'phone', to(urls.group, visit.params));
  });
}

/** `back`: the page of the group, for whoever came from there. Behind a private link there is none. */
type Question = { id: string; action: string; back?: string };
type Again = { typed: object; slips?: Record<string, string>; refusal?: Refusal<SaidReason> };

async function heardHeartbeat(visit: Visit<unknown>, question: Question, by: 'link' | 'page' | 'phone', on: string): Promise<Response> {
  const read = await visit.form(pulseForm);
  if (!read.ok) return await heartbeatPage(visit, question, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
  const { alive, room, because } = read.value;
  const refusal = await answerHeartbeat(visit, question.id, { alive: alive === 'yes', room, because }, by);
  if (isRefusal(refusal)) return await heartbeatPage(visit, question, { typed: read.typed, refusal });
  const closed = alive === 'no' && because !== null && by !== 'link';
  return visit.redirect(closed ? urls.groups : on, 'groups:heartbeat.done');
}

async function heartbeatPage(visit: Visit<unknown>, { id, action, back }: Question, again?: Again): Promise<Response> {
  const asked = (await findHeartbeat(visit.tx, id)) ?? null;
  const group = asked ? await findGroup(visit.tx, asked.group) : undefined;
  const answered = asked?.answeredOn ? { on: asked.answeredOn, alive: asked.alive } : null;
  // Whoever held this link and has since closed the group, or left it, is thanked.
  const shown = { action, answered, isOver: !group || isOver(group), ...(back !== undefined && { back, name: group?.name }) };
  const page = <HeartbeatPage {...shown} {...(again as object)} />;
  return visit.page(page, again ? 422 : 200);
}

const objectOf = (visit: ByLink): string => asHolder(visit.actor).object ?? visit.missing();

async function seatOfLink(visit: ByLink) {
  const seat = (await findSeat(visit.tx, objectOf(visit))) ?? visit.missing();
  if (seat.person !== asHolder(visit.actor).id) return visit.missing();
  const group = await findGroup(visit.tx, seat.group);
  return { seat, group, venue: group && (await findVenue(visit.tx, group.venue)) };
}

/** How many have said yes, without telling who. */
async function taken({ tx }: ByLink, group: string): Promise<number> {
  const counted = await sql<{ taken: number }>`select app.seats_accepted(${group}) as taken`.execute(tx);
  return counted.rows[0]!.taken;
}
