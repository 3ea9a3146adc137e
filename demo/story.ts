/** The chapters of a group's life, each done by those who would do it. */
import { type Answer, answerInvitation, leave } from '../src/groups/seat-actions.ts';
import { cancel, close, decide, handOver, merge, start } from '../src/groups/actions.ts';
import { compose, invite } from '../src/groups/composing-actions.ts';
import { agree } from '../src/groups/facilitator-actions.ts';
import type { ClosedBecause, Kind } from '../src/groups/group.ts';
import { type DutyName, duties } from '../src/groups/handover.ts';
import { sign } from '../src/groups/pledge-actions.ts';
import { pledgesInForce } from '../src/groups/pledge-store.ts';
import { nameDuties } from '../src/groups/running-actions.ts';
import { addDays, clock, type Day } from '../src/lib/day.ts';
import type { Tx } from '../src/lib/db.ts';
import type { Language } from '../src/lib/language.ts';
import { noteAttendance } from '../src/meetings/attendance-actions.ts';
import { keepMeetings } from '../src/meetings/keep.ts';
import { planMeetings } from '../src/meetings/plan-actions.ts';
import { changeTheme, raiseTheme } from '../src/meetings/theme-actions.ts';
import type { Play, Player } from './play.ts';

export type Seeker = Player & { enquiry: string };
export type Shape = {
  name: string;
  association: string;
  chapter: string | null;
  model: string;
  venue: string | null;
  kind: Kind | 'mixed';
  language: Language;
  size: number;
  first: Day | null;
  at: string;
  coordinator: Player;
  leads: Player[];
  people: Seeker[];
};
export type Group = Shape & { id: string; tx: Tx; play: Play };

export async function composed(play: Play, tx: Tx, on: Day, shape: Shape): Promise<Group> {
  const { model, chapter, venue, name, kind, language, size, first } = shape;
  const draft = {
    model,
    chapter,
    venue,
    name,
    kind,
    language,
    size,
    firstOn: first,
    firstAt: first && clock(shape.at),
    rhythm: 'every-second-week' as const,
    facilitators: shape.leads.map((one) => one.id),
    people: shape.people.map((one) => one.enquiry),
  };
  const made = await play(shape.coordinator, on, '10:15', (acting) => compose(acting, shape.association, draft));
  if (!('group' in made)) throw new Error(`${name} breaks a rule: ${JSON.stringify(made)}`);
  return { ...shape, id: made.group, tx, play };
}

const seatOf = async ({ tx, id }: Group, { id: person }: Player): Promise<string> =>
  (await tx.selectFrom('seats').select('id').where('group_id', '=', id).where('person_id', '=', person).executeTakeFirstOrThrow()).id;

export const invited = ({ play, coordinator, id }: Group, on: Day, atOnce: number) =>
  play(coordinator, on, '10:40', (acting) => invite(acting, id, atOnce));

export async function answered(group: Group, on: Day, answer: Answer, people: readonly Player[]): Promise<void> {
  for (const one of people)
    await group.play(one, on, '17:25', async (acting) => answerInvitation(acting, await seatOf(group, one), answer, 'link'));
}

export async function agreed({ play, id }: Group, on: Day, leads: readonly Player[]): Promise<void> {
  for (const one of leads) await play(one, on, '12:30', (acting) => agree(acting, id));
}

export async function signed({ play, id, association, tx }: Group, on: Day, people: readonly Player[]): Promise<void> {
  for (const one of people)
    await play(one, on, '18:45', async (acting) => {
      const texts = await pledgesInForce(tx, association, acting.now);
      return await sign(acting, id, (texts.find((text) => text.language === one.language) ?? texts[0]!).id);
    });
}

export const planned = ({ play, id, leads, first, at }: Group, on: Day) =>
  play(leads[0]!, on, '19:30', (acting) =>
    planMeetings(acting, id, {
      startsOn: first!,
      clock: clock(at),
      minutes: 120,
      firstMinutes: null,
      often: 'second-week',
      notIn: [],
      until: null,
    }),
  );

export const started = ({ play, id, leads }: Group, on: Day) => play(leads[0]!, on, '13:00', (acting) => start(acting, id));

/** From the waiting list to the first meeting, as it goes when all goes well. */
export async function begun(play: Play, tx: Tx, shape: Shape): Promise<Group> {
  const first = shape.first!;
  const group = await composed(play, tx, addDays(first, -40), shape);
  await invited(group, addDays(first, -38), Math.max(shape.size, shape.people.length));
  await answered(group, addDays(first, -35), 'accept', shape.people.slice(0, shape.size));
  await agreed(group, addDays(first, -34), shape.leads);
  await signed(group, addDays(first, -20), [...shape.people.slice(0, shape.size), ...shape.leads]);
  await planned(group, addDays(first, -18));
  await started(group, first);
  return group;
}

/** The meetings from the first on, so many of them: somebody is missing now and then. */
export async function met(group: Group, times: number, from = 0): Promise<void> {
  const { play, tx, id, leads, association } = group;
  for (let nth = from; nth < from + times; nth += 1) {
    const day = addDays(group.first!, nth * 14);
    if (nth % 8 === 0) await play(null, day, '04:20', (acting) => keepMeetings(acting, { id, association }));
    const meeting = await tx
      .selectFrom('meetings')
      .select('id')
      .where('group_id', '=', id)
      .where('day', '=', day)
      .executeTakeFirstOrThrow();
    const seats = await tx
      .selectFrom('seats')
      .select('id')
      .where('group_id', '=', id)
      .where('accepted_at', 'is not', null)
      .where('left_on', 'is', null)
      .orderBy('place_no')
      .execute();
    const came = seats.map((seat) => seat.id).filter((_, at) => (at + nth) % 6 !== 5);
    await play(leads[0]!, day, '20:10', (acting) => noteAttendance(acting, meeting.id, { seats: came }));
  }
}

/** Themes on the snake, the first of them done. */
export async function talkedOf({ play, id, leads }: Group, on: Day, titles: readonly string[], done = 1): Promise<void> {
  for (const title of titles) await play(leads[0]!, on, '20:15', (acting) => raiseTheme(acting, id, title));
  await play(leads[0]!, on, '20:20', async (acting) => {
    const themes = await acting.tx.selectFrom('themes').select('id').where('group_id', '=', id).orderBy('position').limit(done).execute();
    for (const theme of themes) await changeTheme(acting, id, theme.id, 'done');
  });
}

export const chose = ({ play, id, leads }: Group, on: Day, decision: 'self-run' | 'merge', held = 8) =>
  play(leads[0]!, on, '20:30', (acting) => decide(acting, id, { decision, more: null, because: null, held }));

/** Who does what when the group runs itself; `named`: the duties that have found somebody. */
export async function shared(group: Group, on: Day, people: readonly Player[], named: readonly DutyName[] = duties): Promise<void> {
  const seats = await Promise.all(people.map((one) => seatOf(group, one)));
  const given = Object.fromEntries(named.map((duty, at) => [duty, [seats[at % seats.length]!]]));
  await group.play(group.leads[0]!, on, '20:40', (acting) => nameDuties(acting, group.id, given));
}

export const handedOver = ({ play, id, leads }: Group, on: Day) => play(leads[0]!, on, '20:50', (acting) => handOver(acting, id));

/** Half a year of meetings ahead again and again, as the clock does it every week. */
export async function wentOn({ play, id, association }: Group, from: Day, to: Day): Promise<void> {
  for (let day = from; day <= to; day = addDays(day, 150))
    await play(null, day, '04:20', (acting) => keepMeetings(acting, { id, association }));
  await play(null, to, '04:20', (acting) => keepMeetings(acting, { id, association }));
}

export const stopped = (group: Group, on: Day, who: Player) =>
  group.play(who, on, '11:05', async (acting) => leave(acting, await seatOf(group, who)));
export const closed = ({ play, coordinator, id }: Group, on: Day, because: ClosedBecause) =>
  play(coordinator, on, '09:50', (acting) => close(acting, id, because));
export const cancelled = ({ play, coordinator, id }: Group, on: Day) => play(coordinator, on, '09:55', (acting) => cancel(acting, id));
export const merged = ({ play, coordinator, id }: Group, on: Day, into: string) =>
  play(coordinator, on, '10:05', (acting) => merge(acting, id, into));
