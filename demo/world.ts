/** The demonstration: two associations under one umbrella, as they are on an ordinary day. */
import type { World } from '../src/accounts/index.ts';
import { addDays, type Day, earliest } from '../src/lib/day.ts';
import { type Db, openDb } from '../src/lib/db.ts';
import { newId } from '../src/lib/ids.ts';
import { cast, type CastName, chapters, type Ground, houses, models, seat, venues } from './cast.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { addAcross } from './across.ts';
import { addCounted } from './counted.ts';
import { type Stage, type Wish, wishRows } from './enquiries.ts';
import { finish } from './finish.ts';
import { type Life, lives } from './lives.ts';
import { addOffers } from './offers.ts';
import { type MadeUp, madeUp, peopleRows } from './people.ts';
import { momentOf, type Player, player, tell } from './play.ts';
import { putAll, type Rows } from './rows.ts';
import type { Group, Seeker, Shape } from './story.ts';

const more = {
  square: { chapter: 'oslo', name: 'Eksempeltorget 2', place: 'Oslo', postcode: '0150', digital: false },
  river: { chapter: 'trondheim', name: 'Prøvehuset', place: 'Trondheim', postcode: '7010', digital: false },
  screen: { chapter: null, name: 'Nettrommet', place: null, postcode: null, digital: true },
} as const;
const helpers = {
  fatima: { called: 'Fatima', house: 'lyspunkt' },
  fredrik: { called: 'Fredrik', house: 'lyspunkt' },
  froya: { called: 'Frøya', house: 'lyspunkt' },
  folke: { called: 'Folke', house: 'lyspunkt' },
  frede: { called: 'Frede', house: 'broen' },
  fie: { called: 'Fie', house: 'broen' },
} as const;

/** How many ask, wait and have been answered beside those in groups, by how far they have come. */
const waiting: readonly (readonly [Stage, number, Wish['wants']])[] = [
  ['new', 9, 'group'],
  ['new', 4, 'talk'],
  ['new', 3, 'help'],
  ['new', 1, 'represent'],
  ['booked', 6, 'group'],
  ['overdue', 2, 'group'],
  ['unfit', 1, 'group'],
  ['talked', 3, 'group'],
  ['waiting', 118, 'group'],
  ['first', 6, 'group'],
  ['later', 5, 'group'],
  ['ask-now', 2, 'group'],
  ['finished', 9, 'talk'],
];
const places = ['oslo', 'bergen', 'trondheim', null, 'randers', 'bergen', 'oslo', 'trondheim'] as const;

type Making = {
  ground: Ground;
  chance: Chance;
  T: Day;
  founded: Day;
  count: number;
  venues: Record<string, string>;
  helpers: Map<string, Player>;
};

/** Fills an empty, migrated database with the demonstration as of `today`. Nothing is sent meanwhile. */
export async function makeDemonstration(ground: Ground, today: Day): Promise<void> {
  const founded = addDays(today, -1100);
  await seat(ground, momentOf(founded, '09:00'));
  const making: Making = { ground, chance: chanceFrom(1), T: today, founded, count: 0, venues: {}, helpers: new Map() };
  await addVenues(making);
  await addHelpers(making);
  const asked = await addSeekers(making);
  await addCounted(ground, today);
  await addAcross(ground, today);
  const db = openDb({ ...ground.superuser.options, max: 4 }, ground.world.keys.context, () => {});
  try {
    const groups = await liveAll(making, db, asked);
    await finish(ground, db, today, groups, making.helpers);
    await addOffers(ground.superuser, today, ground.world.now());
  } finally {
    await db.pool.end();
  }
}

async function addVenues({ ground, venues: known }: Making): Promise<void> {
  const rows = Object.entries(more).map(([key, { chapter, ...venue }]) => {
    known[key] = newId();
    const own = { id: known[key], association_id: houses.lyspunkt.id, chapter_id: chapter && chapters[chapter].id, ...venue };
    return {
      ...own,
      address: venue.digital ? null : 'Eksempelveien 2',
      door: venue.digital ? null : 'Inngang fra torget',
      wheelchair: !venue.digital,
    };
  });
  known['library'] = venues.library.id;
  known['parishHall'] = venues.parishHall.id;
  await putAll(ground.superuser, { venues: rows });
}

async function addHelpers(making: Making): Promise<void> {
  const { ground, chance, founded } = making;
  const since = momentOf(founded, '10:00');
  const made = Object.entries(helpers).map(([key, { called, house }]) => {
    const one: MadeUp = {
      ...next(making, chance, house, null),
      called,
      surname: 'Eksempel',
      reachBy: 'email',
      email: `${key}@example.org`,
    };
    making.helpers.set(key, {
      ...playerOf(one),
      roles: [{ role: 'facilitator', association: houses[house].id, chapter: null, umbrella: null }],
    });
    return { ...one, since };
  });
  const roles = made.map(({ id, house }) => ({
    id: newId(),
    association_id: houses[house].id,
    person_id: id,
    role: 'facilitator',
    from_day: founded,
  }));
  await putAll(ground.superuser, { ...peopleRows(ground.world, made), roles });
}

const next = (making: Making, chance: Chance, house: MadeUp['house'], chapter: MadeUp['chapter']): MadeUp =>
  madeUp(chance, (making.count += 1), house, chapter);
const playerOf = ({ id, house, language }: MadeUp): Player => ({ id, association: houses[house].id, language, roles: [] });

/** Everyone who has asked for something: those who are in groups now, and those who are not. */
async function addSeekers(making: Making): Promise<Map<Life, Seeker[]>> {
  const { ground, chance, T } = making;
  const people: (MadeUp & { since: Date })[] = [];
  const wishes: Wish[] = [];
  const ask = (one: MadeUp | null, wish: Omit<Wish, 'id'>): string => {
    const id = newId();
    if (one) people.push({ ...one, since: earliest(momentOf(wish.received, '09:40'), ground.world.now()) });
    wishes.push({ ...wish, id });
    return id;
  };
  const asked = new Map(lives.map((life) => [life, seekersOf(making, life, ask)]));
  for (const [stage, count, wants] of waiting)
    for (let nth = 0; nth < count; nth += 1) {
      const chapter = places[(nth + count) % places.length]!;
      const one = next(making, chance, chapter === 'randers' ? 'broen' : 'lyspunkt', chapter);
      const kind = chance.of(['patient', 'patient', 'patient', 'relative', 'relative', 'bereaved'] as const);
      ask(one, { person: one.id, house: one.house, chapter, wants, stage, received: addDays(T, -ageOf(stage, nth, chance)), kind });
    }
  await putAll(ground.superuser, { ...peopleRows(ground.world, people), ...(wishRows(chance, wishes, T, ground.world.now()) as Rows) });
  return asked;
}

/** How many days ago they asked. */
function ageOf(stage: Stage, nth: number, chance: Chance): number {
  if (stage === 'new') return nth % 5;
  if (stage === 'booked' || stage === 'unfit') return 3 + chance.below(4);
  if (stage === 'overdue' || stage === 'talked') return 10 + chance.below(6);
  return stage === 'finished' ? 5 + chance.below(40) : 12 + chance.below(190);
}

function seekersOf(making: Making, life: Life, ask: (one: MadeUp | null, wish: Omit<Wish, 'id'>) => string): Seeker[] {
  const { T, chance } = making;
  const { house, chapter, kind, venue } = life;
  const composed = addDays(T, Math.min((life.first ?? 0) - 40, -10));
  const wish = { house, chapter, wants: 'group', stage: 'waiting', kind: kind === 'mixed' ? 'patient' : kind } as const;
  const whole = { ...wish, ...((venue === 'screen' || kind === 'mixed') && { digital: true }) };
  return Array.from({ length: life.people }, (_, nth): Seeker => {
    const received = addDays(composed, -20 - chance.below(90));
    const known = life.cast?.[nth];
    if (known) return { ...player(known), enquiry: ask(null, { ...whole, person: cast[known].id, received }) };
    const one = next(making, chance, house, chapter);
    const reached = life.key === 'Kanalgruppa' && nth > 4 ? byHand(one, nth) : one;
    return { ...playerOf(reached), enquiry: ask(reached, { ...whole, person: one.id, received }) };
  });
}

/** Some are told by letter or on the phone, which leaves somebody something to do. */
const byHand = (one: MadeUp, nth: number): MadeUp =>
  nth % 2 === 0
    ? { ...one, reachBy: 'post', phone: null, email: null, address: 'Eksempelveien 7\n0150 Oslo' }
    : { ...one, reachBy: 'phone', phone: `+474100${String(9000 + nth)}`, email: null };

/** Several at a time: each is a transaction of its own. */
async function liveAll(
  { ground, T, venues: known, helpers: extra }: Making,
  db: Db,
  asked: Map<Life, Seeker[]>,
): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  const queue = [...lives];
  const one = async () => {
    for (let life = queue.shift(); life; life = queue.shift()) {
      const shape = shapeOf(life, T, known, extra, asked.get(life)!);
      const scene = { T, shape, before: (days: number) => addDays(T, -days) };
      groups.set(life.key, await tell(ground.world as World, db, (play, tx) => life.tell({ ...scene, play, tx })));
    }
  };
  await Promise.all([one(), one(), one()]);
  return groups;
}

function shapeOf(life: Life, T: Day, known: Record<string, string>, extra: Map<string, Player>, people: Seeker[]): Shape {
  const { house, chapter, venue, kind, size } = life;
  const boss: CastName = house === 'broen' ? 'karen' : chapter === 'bergen' ? 'birk' : chapter === 'trondheim' ? 'tuva' : 'kari';
  return {
    name: life.key,
    association: houses[house].id,
    chapter: chapter && chapters[chapter].id,
    model: house === 'broen' ? models.men.id : models.lpp.id,
    venue: venue && known[venue]!,
    kind,
    language: house === 'broen' ? 'da' : 'nb',
    size,
    first: life.first === null ? null : addDays(T, life.first),
    at: chapter === 'randers' ? '19:00' : '18:00',
    coordinator: player(boss),
    leads: life.leads.map((name) => extra.get(name) ?? player(name as CastName)),
    people,
  };
}
