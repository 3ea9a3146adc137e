/** Everything a group's page shows, read once, under row-level security. */
import { type Acting, idOf } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { whoShowContact } from '../people/index.ts';
import { mayReach, type Tie } from './access.ts';
import { agreedIn, type Circle, everyoneIn, type Known, sittingIn } from './circle.ts';
import type { Model } from './composing.ts';
import { type Group, type Progress, progress, status, type Status } from './group.ts';
import { type DutyName, dutiesOf, openDuties } from './handover.ts';
import type { Heartbeat } from './heartbeat.ts';
import { hasSigned, unsigned } from './pledge.ts';
import { asked, inState, ringOf, type SeatState, stateOf } from './seat.ts';
import { type Step, stepsOf } from './steps.ts';
import { pledgesInForce, signaturesOf } from './pledge-store.ts';
import { findModel, lastHeartbeat, type Venue } from './store.ts';

export type SeatLine = { id: string; person: string | null; called: string; state: SeatState; signed: boolean; reachable: boolean };
export type FacilitatorLine = {
  id: string;
  person: string;
  called: string;
  part: 'facilitator' | 'guest';
  agreed: boolean;
  until: string | null;
  signed: boolean;
};
export type DutyLine = { duty: DutyName; who: string[] };

export type GroupView = {
  group: Group;
  status: Status;
  progress: Progress;
  tie: Tie;
  steps: Step[];
  model: Model;
  venue: Venue | null;
  ring: { full: number; half: number; of: number };
  seats: SeatLine[];
  facilitators: FacilitatorLine[];
  duties: DutyLine[];
  rules: readonly string[];
  room: string | null;
  heartbeat: Heartbeat | null;
  today: Day;
};

/** The page of a group the actor may see. `held`: accompanied meetings held so far, which the meetings know. */
export async function groupView(acting: Acting, circle: Circle, known: Known & { held: number; language: Language }): Promise<GroupView> {
  const { tx, now, today } = acting;
  const { group, seats, tie } = circle;
  const { venue, held } = known;
  const model = (await findModel(tx, group.model))!;
  const inForce = await pledgesInForce(tx, group.association, now);
  const signatures = await signaturesOf(tx, group.id);
  const heartbeat = (await lastHeartbeat(tx, group.id)) ?? null;
  const reachable = mayReach(tie, group) ? await whoShowContact(acting, sittingIn(circle)) : new Set<string>();
  const lines = linesOf(circle, known.called, (person) => hasSigned(person, signatures, inForce), reachable);
  const isDigital = venue?.digital ?? false;
  const own = idOf(acting.actor)!;
  return {
    group,
    status: status(group, { asked: asked(seats), held }, today),
    progress: progress(group, held),
    tie,
    model,
    venue,
    ring: ringOf(group, seats),
    ...lines,
    duties: dutiesOf(isDigital).map((duty) => ({ duty, who: whoHas(circle, lines.seats, duty) })),
    rules: await rulesOf(acting, group.association, known.language),
    room: isDigital && (tie.seat || tie.leads || tie.guest || tie.coordinates) ? await roomOf(acting, group.id) : null,
    heartbeat,
    today,
    steps: stepsOf({
      group,
      tie,
      progress: progress(group, held),
      inLine: inState(seats, 'standing', 'gone').length,
      open: inState(seats, 'invited').length,
      seated: inState(seats, 'accepted').length,
      named: circle.facilitators.filter((one) => one.part === 'facilitator').length,
      agreed: agreedIn(circle.facilitators).length,
      unsigned: unsigned(everyoneIn(circle), signatures, inForce).length,
      signed: hasSigned(own, signatures, inForce),
      dutiesOpen: openDuties(circle.duties, isDigital).length,
      contacts: circle.duties.filter((one) => one.duty === 'contact').length,
      isHeartbeatOpen: heartbeat !== null && heartbeat.answeredOn === null,
    }),
  };
}

function linesOf(
  { seats, facilitators }: Circle,
  names: Known['called'],
  signed: (person: string) => boolean,
  reachable: ReadonlySet<string>,
) {
  const called = (person: string | null) => (person && names.get(person)) || '';
  return {
    seats: seats.map((seat): SeatLine => ({
      id: seat.id,
      person: seat.person,
      called: called(seat.person),
      state: stateOf(seat),
      signed: seat.person !== null && signed(seat.person),
      reachable: seat.person !== null && reachable.has(seat.person),
    })),
    facilitators: facilitators.map(({ id, person, part, agreedAt, untilDay }): FacilitatorLine => ({
      id,
      person,
      called: called(person),
      part,
      agreed: agreedAt !== null,
      until: untilDay,
      signed: signed(person),
    })),
  };
}

const whoHas = ({ duties }: Circle, seats: readonly SeatLine[], duty: DutyName): string[] =>
  duties.filter((one) => one.duty === duty).flatMap((one) => seats.find((seat) => seat.id === one.seat)?.called ?? []);

/** The ground rules as the association has them in this language, else in any. */
async function rulesOf({ tx, now }: Acting, association: string, language: Language): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('texts')
    .distinctOn('language')
    .select(['language', 'lines'])
    .where('association_id', '=', association)
    .where('kind', '=', 'ground-rules')
    .where('valid_from', '<=', now)
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute();
  return (rows.find((row) => row.language === language) ?? rows[0])?.lines ?? [];
}

async function roomOf({ tx }: Acting, group: string): Promise<string | null> {
  const found = await tx.selectFrom('rooms').select('link').where('group_id', '=', group).executeTakeFirst();
  return found?.link ?? null;
}
