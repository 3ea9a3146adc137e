import type pg from 'pg';
import type { World } from '../src/accounts/index.ts';
import { addDays, type Clock, clock, type Day, instantOf, zone } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { lookupIndex, wrapKey } from '../src/lib/crypto.ts';
import { keyFor, sealFor } from '../src/people/index.ts';
import { chapters, houses, models, venues } from './cast.ts';
import { putAll, type Rows } from './rows.ts';

/** What the bulk of a large installation looks like: for measuring, beside the demonstration world itself. */
export type Many = { people: number; groups: number; meetings: number };
type Row = Record<string, unknown>;

const GROUP = 6; // people who sit in each
const BLOCK = 9; // of so many people one after the other, all of one place
const MEETINGS = 12;
const PER_TIMES = { people: 450, groups: 50 };
const ZONE = zone('Europe/Oslo');
const AT: Clock = clock('18:00');

/**
 * Fills a house that has the cast in it with `times` × 450 people and 50 groups: two thirds of the people sit in groups, two in nine wait, the
 * rest have just enquired. Names are sealed with keys of their own, as everybody's. `pool` must be the superuser's: triggers and foreign
 * keys are passed over, so what they would have worked out is written here. A bit at a time, so that memory stays as it was.
 */
export async function fill(pool: pg.Pool, world: World, times: number, today: Day): Promise<Many> {
  const client = await pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (let unit = 0; unit < times; unit += 1) await putAll(client, unitOf(world, unit, today));
    await client.query('reset session_replication_role');
  } finally {
    client.release(true);
  }
  await pool.query('vacuum analyze');
  return { people: PER_TIMES.people * times, groups: PER_TIMES.groups * times, meetings: PER_TIMES.groups * MEETINGS * times };
}

function unitOf(world: World, unit: number, today: Day): Rows {
  const seekers = Array.from({ length: PER_TIMES.people }, (_, n) => seekerOf(world, unit * PER_TIMES.people + n, today));
  const seated = seekers.filter((one) => one.seated);
  const groups = Array.from({ length: PER_TIMES.groups }, (_, n) =>
    groupOf(unit * PER_TIMES.groups + n, seated.slice(n * GROUP, (n + 1) * GROUP), today),
  );
  const of = <T extends Record<K, Row[]>, K extends string>(all: readonly T[], ...tables: readonly K[]): Rows =>
    Object.fromEntries(tables.map((table) => [table, all.flatMap((one) => one[table])]));
  return {
    ...of(seekers, 'people', 'person_keys', 'contacts', 'consents', 'enquiries', 'triages'),
    ...of(groups, 'groups', 'seats', 'series', 'meetings'),
  };
}

type Seeker = { id: string; enquiry: string; house: string; chapter: string; seated: boolean } & Record<
  'people' | 'person_keys' | 'contacts' | 'consents' | 'enquiries' | 'triages',
  Row[]
>;

const PLACES = [
  { chapter: chapters.oslo, postcode: '0150', place: 'Oslo', latitude: 59.91, longitude: 10.75 },
  { chapter: chapters.bergen, postcode: '5003', place: 'Bergen', latitude: 60.39, longitude: 5.32 },
  { chapter: chapters.trondheim, postcode: '7010', place: 'Trondheim', latitude: 63.43, longitude: 10.4 },
  { chapter: chapters.randers, postcode: '8900', place: 'Randers', latitude: 56.46, longitude: 10.04 },
] as const;
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

function seekerOf(world: World, n: number, today: Day): Seeker {
  const [id, enquiry, contact] = [newId(), newId(), newId()];
  // People of one group come one after the other, so that each group is of one place.
  const { chapter, ...where } = pick(PLACES, Math.floor(n / BLOCK));
  const house = chapter.association;
  const danish = house === houses.broen.id;
  const own = keyFor(id);
  const { master, wrapped } = wrapKey(world.keys, own.key, id);
  const email = `seeker${n}@example.org`;
  const seated = n % BLOCK < GROUP;
  const waiting = n % BLOCK === 6 || n % BLOCK === 7;
  const since = addDays(today, -(n % 300));
  const at = instantOf(since, AT, ZONE);
  const one = { id, association_id: house };
  return {
    id,
    enquiry,
    house,
    chapter: chapter.id,
    seated,
    people: [
      {
        ...one,
        chapter_id: chapter.id,
        called: sealFor(own, { table: 'people', column: 'called', row: id }, `Person ${n}`),
        language: danish ? 'da' : pick(['nb', 'nn', 'en'], n),
        reach_by: 'email',
        created_at: at,
      },
    ],
    person_keys: [{ person_id: id, association_id: house, master, wrapped }],
    contacts: [
      {
        id: contact,
        association_id: house,
        person_id: id,
        kind: 'email',
        value: sealFor(own, { table: 'contacts', column: 'value', row: contact }, email),
        lookup: lookupIndex(world.keys.index, 'email', email),
        created_at: at,
      },
    ],
    consents: [{ id: newId(), association_id: house, person_id: id, text_version: '1', given_at: at, given_by: 'self' }],
    enquiries: [
      {
        id: enquiry,
        association_id: house,
        chapter_id: chapter.id,
        person_id: id,
        wants: 'group',
        came_by: 'web',
        received_on: since,
        ...where,
        kind: pick(['patient', 'patient', 'relative', 'bereaved'], n),
        birth_year: 1940 + (n % 60),
        sex: pick(['f', 'm'], n),
        languages: [danish ? 'da' : 'nb'],
        slots: [pick(['mon-eve', 'tue-eve', 'wed-day', 'thu-eve'], n), pick(['tue-day', 'fri-day', 'sat-day'], n)],
        max_km: 50,
        stage: seated ? 'placed' : waiting ? 'waiting' : 'new',
      },
    ],
    triages:
      seated || waiting ? [{ id: newId(), association_id: house, enquiry_id: enquiry, outcome: 'group', by_id: id, decided_at: at }] : [],
  };
}

type Group = Record<'groups' | 'seats' | 'series' | 'meetings', Row[]>;

function groupOf(n: number, people: readonly Seeker[], today: Day): Group {
  const [id, series] = [newId(), newId()];
  const first = people[0]!;
  const danish = first.house === houses.broen.id;
  const model = danish ? models.men.id : models.lpp.id;
  const venue = danish ? venues.parishHall.id : venues.library.id;
  const started = addDays(today, -28 + (n % 7));
  const at = instantOf(started, AT, ZONE);
  const one = { association_id: first.house };
  const days = Array.from({ length: MEETINGS }, (_, k) => addDays(started, k * 14));
  return {
    groups: [
      {
        id,
        ...one,
        chapter_id: first.chapter,
        model_id: model,
        venue_id: venue,
        name: `Gruppe ${n + 1}`,
        kind: 'mixed',
        language: danish ? 'da' : 'nb',
        size_min: 4,
        size_max: 8,
        facilitators_min: 2,
        accompanied_max: 8,
        minutes_max: 120,
        first_minutes_max: 120,
        listed: n % 10 === 0,
        first_on: started,
        first_at: AT,
        composed_at: at,
        started_on: started,
      },
    ],
    seats: people.map((person, k) => ({
      id: newId(),
      ...one,
      group_id: id,
      person_id: person.id,
      enquiry_id: person.enquiry,
      place_no: k + 1,
      placed_at: at,
      invited_at: at,
      accepted_at: at,
      answered_by: 'link',
    })),
    series: [
      {
        id: series,
        ...one,
        group_id: id,
        starts_on: started,
        clock: AT,
        minutes: 120,
        zone: ZONE,
        rule: 'FREQ=WEEKLY;INTERVAL=2',
        venue_id: venue,
        created_at: at,
        changed_at: at,
      },
    ],
    meetings: days.map((day) => ({
      id: newId(),
      ...one,
      group_id: id,
      series_id: series,
      original_on: day,
      day,
      clock: AT,
      minutes: 120,
      starts_at: instantOf(day, AT, ZONE),
      venue_id: venue,
      held_at: day < today ? instantOf(day, AT, ZONE) : null,
    })),
  };
}
