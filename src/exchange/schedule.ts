/**
 * When something is, for programs that know a rhythm and its ends but no exceptions (HSDS): the coming year cut into stretches in which the
 * plain rhythm is true, also across the change of clocks, as a time there is written with its distance from UTC.
 */
import { addDays, clockAfter, type Clock, type Day, instantOf, within, type Zone } from '../lib/day.ts';
import { type Month, type Occurrence, type Rhythm, rhythmOf, type Series, upcoming, writeRule } from '../meetings/index.ts';

export type Stretch = {
  /** first and last day */
  from: Day;
  to: Day;
  opensAt: string;
  closesAt: string;
  /** null: on this one day */
  rhythm: Pick<Rhythm, 'every' | 'interval' | 'on' | 'weekStart'> | null;
};

const YEAR_DAYS = 365;
/** No rhythm of ours is on more often than each day. */
const MOST = 400;

export function stretchesOf(series: Series, today: Day): Stretch[] {
  const end = addDays(today, YEAR_DAYS);
  const held = upcoming(series, today, MOST).filter(({ day }) => day <= end);
  const rhythm = rhythmOf(series);
  if (!rhythm) return held.map((one) => single(one, series.zone));
  const plain = plainDays(series, rhythm, today, end);
  const inPlace = new Set(held.filter(({ state, day, original }) => state === 'planned' && day === original).map(({ day }) => day));
  const runs = runsOf(plain, inPlace, series);
  const regular = new Set(runs.flat());
  const extra = held.filter(({ day, state }) => state === 'moved' || !regular.has(day)).map((one) => single(one, series.zone));
  const { notIn: _notIn, until: _until, count: _count, ...steady } = rhythm;
  return [
    ...runs.map((run) => ({
      ...timesOn(run[0]!, series.clock, series.minutes, series.zone),
      from: run[0]!,
      to: run.at(-1)!,
      rhythm: steady,
    })),
    ...extra,
  ].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The days of the rhythm itself, in every month: what lies between two of them without being one is a gap. */
function plainDays(series: Series, rhythm: Rhythm, from: Day, to: Day): Day[] {
  const { count: _count, until: _until, ...endless } = rhythm;
  const rule = writeRule({ ...endless, notIn: [] as Month[] });
  const bare: Series = { ...series, rule, pauses: [], exceptions: { skipped: [], moved: [], added: [] } };
  return upcoming(bare, from, MOST).flatMap(({ day }) => (within(day, { from, to }) ? [day] : []));
}

/** Days that follow each other in the rhythm, all held, and all at the same distance from UTC. */
function runsOf(plain: readonly Day[], held: ReadonlySet<Day>, { clock, zone }: Series): Day[][] {
  const runs: Day[][] = [];
  let offset: string | undefined;
  for (const day of plain) {
    const now = held.has(day) ? offsetOn(day, clock, zone) : undefined;
    if (now !== undefined && now === offset) runs.at(-1)!.push(day);
    else if (now !== undefined) runs.push([day]);
    offset = now;
  }
  return runs;
}

const single = ({ day, clock, minutes }: Occurrence, zone: Zone): Stretch => ({
  from: day,
  to: day,
  rhythm: null,
  ...timesOn(day, clock, minutes, zone),
});

function timesOn(day: Day, clock: Clock, minutes: number, zone: Zone): Pick<Stretch, 'opensAt' | 'closesAt'> {
  const offset = offsetOn(day, clock, zone);
  return { opensAt: `${clock}${offset}`, closesAt: `${clockAfter(clock, minutes)}${offset}` };
}

/** "+01:00" in winter. */
export function offsetOn(day: Day, clock: Clock, zone: Zone): string {
  const there = Date.parse(`${day}T${clock}:00Z`);
  const minutes = Math.round((there - instantOf(day, clock, zone).getTime()) / 60_000);
  const part = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${part(Math.trunc(Math.abs(minutes) / 60))}:${part(Math.abs(minutes) % 60)}`;
}
