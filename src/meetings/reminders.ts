/** What meetings do by themselves: days are added half a year ahead, and the day before someone is reminded. */
import { type Acting, atWork, type World } from '../accounts/index.ts';
import { addDays, type Clock, type Day, type Instant, zone } from '../lib/day.ts';
import { type Db, sql } from '../lib/db.ts';
import { type Tick, type Worker, worker } from '../lib/jobs.ts';
import { queue } from '../lib/queue.ts';
import { send } from '../messages/index.ts';
import { keepMeetings } from './keep.ts';
import { absenceLink } from './tell.ts';

const OSLO = zone('Europe/Oslo');
export const reminding = queue<Record<string, never>>('meetings.remind');
export const extending = queue<Record<string, never>>('meetings.extend', { timeoutSeconds: 600 });
export const meetingQueues = [reminding, extending];

export const meetingWork = (world: World, jobs: Db): { workers: Worker[]; ticks: Tick[] } => ({
  workers: [
    worker(
      reminding,
      ({ id, doneIn }) =>
        atWork(world, jobs, id, async (acting) => {
          await remind(acting);
          await doneIn(acting.tx);
        }),
      1,
    ),
    worker(extending, ({ id }) => extendAll(world, jobs, id), 1),
  ],
  ticks: [
    { queue: reminding, cron: '0 15 * * *', zone: OSLO },
    { queue: extending, cron: '20 4 * * 1', zone: OSLO },
  ],
});

type Due = {
  meeting: string;
  association: string;
  seat: string;
  person: string;
  day: Day;
  clock: Clock;
  startsAt: Instant;
  sequence: number;
  isFirst: boolean;
};

/**
 * A plain message the day before somebody's first meeting, since that one helps; later only to those who ask for it, since
 * nagging makes people stay away. Nobody who has said that they cannot come. Returns how many were reminded.
 */
export async function remind(acting: Acting): Promise<number> {
  const due = await dueTomorrow(acting);
  for (const one of due) {
    const { day, clock, person: to, startsAt: before } = one;
    const shared = { to, variables: { day, clock }, before };
    if (one.isFirst) await send(acting, one.association, { ...shared, kind: 'first-meeting-reminder', about: one.seat });
    else
      await send(acting, one.association, {
        ...shared,
        kind: 'meeting-reminder',
        about: `${one.meeting} ${one.sequence}`,
        link: absenceLink({ id: one.meeting, day }, acting.today),
      });
  }
  return due.length;
}

async function dueTomorrow({ tx, today }: Acting): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select m.id as meeting, m.association_id as association, s.id as seat, s.person_id as person, m.day, m.clock, m.starts_at as "startsAt", m.sequence,
      first.is as "isFirst"
    from meetings m
      join groups g on g.id = m.group_id and g.closed_on is null and g.cancelled_at is null
      join seats s on s.group_id = m.group_id and s.accepted_at is not null and s.left_on is null and s.person_id is not null
      left join absences a on a.meeting_id = m.id and a.seat_id = s.id and a.withdrawn_at is null
      left join reminders_wanted r on r.seat_id = s.id
      cross join lateral (select not exists (select from meetings e
        where e.group_id = m.group_id and e.cancelled_at is null and e.starts_at < m.starts_at and e.starts_at > s.accepted_at) as is) first
    where m.day = ${addDays(today, 1)} and m.cancelled_at is null and m.held_at is null and a.seat_id is null and (first.is or r.seat_id is not null)
    order by m.starts_at, s.place_no
  `.execute(tx);
  return rows;
}

const GROUPS_AT_ONCE = 100;

/** Every group with a plan, a hundred in each transaction: thousands in one would hold back everyone else. Done twice it does nothing more. */
async function extendAll(world: World, jobs: Db, request: string): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const last = await atWork(world, jobs, request, (acting) => extendSome(acting, after));
    if (last === undefined) return;
    after = last;
  }
}

async function extendSome(acting: Acting, after: string): Promise<string | undefined> {
  const groups = await acting.tx
    .selectFrom('series as s')
    .innerJoin('groups as g', 'g.id', 's.group_id')
    .select(['g.id', 'g.association_id as association'])
    .distinct()
    .where('s.ended_on', 'is', null)
    .where('g.closed_on', 'is', null)
    .where('g.cancelled_at', 'is', null)
    .where('g.id', '>', after)
    .orderBy('g.id')
    .limit(GROUPS_AT_ONCE)
    .execute();
  for (const group of groups) await keepMeetings(acting, group);
  return groups.at(-1)?.id;
}
