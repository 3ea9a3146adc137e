/** What the pages of meetings show, read once, under row-level security. */
import type { Acting } from '../accounts/index.ts';
import {
  type Circle,
  circleOf,
  findVenue,
  type Group,
  inState,
  isAccompanied,
  type Known,
  knownOf,
  type Progress,
  progress,
  type Tie,
  type Venue,
} from '../groups/index.ts';
import { addDays, type Day, type Instant } from '../lib/day.ts';
import { isInside, maySeeMeetings, maySeeThemes, maySeeWhoIsAbsent } from './access.ts';
import { type Host, hostsFor } from './hosts.ts';
import { isAhead, isCancelled, isHeld, isUnnoted, type Meeting, nextOf, REMEMBERED } from './meeting.ts';
import { meetingOf } from './meeting-actions.ts';
import { layOut, type Theme } from './snake.ts';
import {
  absencesAt,
  absentSeats,
  accompaniedHeld,
  meetingsBefore,
  meetingsFrom,
  type Plan,
  plansOf,
  roomOf,
  themesOf,
  wantsReminders,
} from './store.ts';

export type Called = { seat: string; called: string };
export type HostLine = Called & { said: boolean };
export type MeetingLine = {
  meeting: Meeting;
  absent: number;
  host: HostLine | null;
  /** chosen, or what the snake comes to */
  theme: { title: string; chosen: boolean } | null;
  /** only where it is elsewhere than usual */
  venue: Venue | null;
};

export type MeetingsView = {
  group: Group;
  tie: Tie;
  ahead: MeetingLine[];
  past: Meeting[];
  plan: Plan | null;
  venue: Venue | null;
  room: string | null;
  progress: Progress;
  sitting: Called[];
  /** of one who sits */
  wantsReminders: boolean;
  now: Instant;
  today: Day;
};

/** All meetings of a group the actor may see. */
export async function meetingsView(acting: Acting, id: string): Promise<MeetingsView> {
  const circle = await circleOf(acting, id, maySeeMeetings);
  return await viewOf(acting, circle, await knownOf(acting, circle));
}

export async function viewOf(acting: Acting, circle: Circle, known: Known): Promise<MeetingsView> {
  const { tx, today, now } = acting;
  const { venue } = known;
  const { group, tie } = circle;
  const [before, upcoming] = [await meetingsBefore(tx, group.id, today), await meetingsFrom(tx, group.id, today)];
  const ahead = upcoming.filter((meeting) => !isHeld(meeting));
  const inside = isInside(tie, group);
  const sitting = inside ? sittingIn(circle, known) : [];
  const seats = venue?.digital ? [] : sitting.map(({ seat }) => seat);
  const hosts = hostsFor(before, upcoming, seats);
  return {
    group,
    tie,
    ahead: await linesOf(acting, circle, ahead, { venue, sitting, hosts, all: [...before, ...upcoming] }),
    past: [...before, ...upcoming.filter(isHeld)],
    plan: (await plansOf(tx, group.id, today)).findLast((plan) => plan.endedOn === null) ?? null,
    venue,
    room: inside && venue?.digital ? await roomOf(tx, group.id) : null,
    progress: progress(group, await accompaniedHeld(tx, group.id)),
    sitting,
    wantsReminders: tie.seat !== null && (await wantsReminders(tx, tie.seat)),
    now,
    today,
  };
}

async function linesOf(
  acting: Acting,
  circle: Circle,
  ahead: readonly Meeting[],
  known: { venue: Venue | null; sitting: readonly Called[]; hosts: ReadonlyMap<string, Host>; all: readonly Meeting[] },
): Promise<MeetingLine[]> {
  const { tx } = acting;
  const inside = isInside(circle.tie, circle.group);
  const absent = inside
    ? await absencesAt(
        tx,
        ahead.map((one) => one.id),
      )
    : new Map<string, number>();
  const themes = maySeeThemes(circle.tie, circle.group) ? await themesOf(tx, circle.group.id) : [];
  const laid = layOut(themes, known.all);
  const venues = new Map(known.venue && [[known.venue.id, known.venue]]);
  for (const id of new Set(ahead.flatMap((one) => one.venue ?? []))) if (!venues.has(id)) venues.set(id, (await findVenue(tx, id))!);
  return ahead.map((meeting) => ({
    meeting,
    absent: absent.get(meeting.id) ?? 0,
    host: hostLine(known.hosts.get(meeting.id), known.sitting),
    theme: themeLine(laid.get(meeting.id), meeting, themes),
    venue: (meeting.venue && venues.get(meeting.venue)) || null,
  }));
}

function hostLine(host: { seat: string; said: boolean } | undefined, sitting: readonly Called[]): HostLine | null {
  const who = host && sitting.find((one) => one.seat === host.seat);
  return who && host ? { ...who, said: host.said } : null;
}

function themeLine(id: string | undefined, meeting: Meeting, themes: readonly Theme[]) {
  const theme = themes.find((one) => one.id === id);
  return theme ? { title: theme.title, chosen: meeting.theme === theme.id } : null;
}

const sittingIn = ({ seats }: Circle, { called }: Known): Called[] =>
  inState(seats, 'accepted').map((seat) => ({ seat: seat.id, called: (seat.person && called.get(seat.person)) || '' }));

export type MeetingView = MeetingsView & {
  line: MeetingLine;
  /** the third of eight; null where nobody counts */
  number: { at: number; of: number } | null;
  /** the own notice, of one who sits */
  isAbsent: boolean;
  /** by name, for the facilitators only */
  whoIsAbsent: Called[] | null;
};

/** One meeting, and the ones around it. */
export async function meetingView(acting: Acting, id: string): Promise<MeetingView> {
  const { meeting, circle } = await meetingOf(acting, id, maySeeMeetings);
  const view = await viewOf(acting, circle, await knownOf(acting, circle));
  const said: [string, Host][] = meeting.host ? [[id, { seat: meeting.host, said: true }]] : [];
  const known = { venue: view.venue, sitting: view.sitting, hosts: new Map(said), all: view.past };
  const line = view.ahead.find((one) => one.meeting.id === id) ?? (await linesOf(acting, circle, [meeting], known))[0]!;
  const absent = isInside(circle.tie, circle.group) ? await absentSeats(acting.tx, id) : [];
  const seesWho = maySeeWhoIsAbsent(circle.tie, circle.group);
  return {
    ...view,
    line,
    number: numberOf(view, meeting),
    isAbsent: circle.tie.seat !== null && absent.includes(circle.tie.seat),
    whoIsAbsent: seesWho ? view.sitting.filter((one) => absent.includes(one.seat)) : null,
  };
}

/** Among the meetings that have been and those ahead. One that nobody has noted has been all the same; only the noted are `held`. */
function numberOf({ group, progress: { held, of }, past, ahead }: MeetingsView, meeting: Meeting): MeetingView['number'] {
  if (of === null || !isAccompanied(group) || isHeld(meeting) || isCancelled(meeting)) return null;
  const on = [...past, ...ahead.map((line) => line.meeting)].filter((one) => !isCancelled(one) && one.day >= group.startedOn!);
  const unheld = on.filter((one) => !isHeld(one) && one.startsAt < meeting.startsAt).length;
  const heldLater = on.filter((one) => isHeld(one) && one.startsAt > meeting.startsAt).length;
  const at = held - heldLater + unheld + 1;
  return at <= of ? { at, of } : null;
}

/** Over and not noted, of an accompanied group: the latest first, as long as somebody remembers who came. */
export const unnotedOf = ({ group, past, ahead, now, today }: MeetingsView): Meeting[] =>
  isAccompanied(group)
    ? [...past, ...ahead.map((line) => line.meeting)]
        .filter((one) => isUnnoted(one, now) && one.day >= addDays(today, -REMEMBERED))
        .toSorted((a, b) => +b.startsAt - +a.startsAt)
    : [];

export const nextLine = ({ ahead, now }: MeetingsView): MeetingLine | null => {
  const next = nextOf(
    ahead.map((line) => line.meeting),
    now,
  );
  return ahead.find((line) => line.meeting.id === next?.id) ?? null;
};
export const hasBegun = (meeting: Meeting, today: Day): boolean => meeting.day <= today;
export { isAhead };
