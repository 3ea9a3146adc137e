import type { TestWorld } from './world.ts';
import { cast, type CastName, chapters, houses, models, venues } from './cast.ts';
import { makeLink, type LinkPurpose } from '../src/accounts/index.ts';
import { addMinutes } from '../src/lib/day.ts';
import { transaction } from '../src/lib/db.ts';
import { newId } from '../src/lib/ids.ts';

type Told = Partial<{
  kind: string;
  mixed_ok: boolean;
  sex: string;
  same_sex: boolean;
  languages: string[];
  digital_ok: boolean;
  place: string;
  birth_year: number;
  phase: string;
  received_on: string;
  slots: string[];
}>;

/** Puts somebody of the cast on the waiting list, as the interview left it. Returns the enquiry. */
export async function waits(test: TestWorld, who: CastName, told: Told = {}): Promise<string> {
  const id = newId();
  const row = {
    id,
    association_id: houses[cast[who].house].id,
    chapter_id: cast[who].house === 'lyspunkt' ? chapters.bergen.id : chapters.randers.id,
    person_id: cast[who].id,
    wants: 'group',
    came_by: 'web',
    received_on: '2026-10-01',
    kind: 'patient',
    languages: cast[who].house === 'lyspunkt' ? ['nb'] : ['da'],
    place: 'Bergen',
    ...told,
  };
  const names = Object.keys(row);
  const values = names.map((_, at) => `$${at + 1}`);
  await test.superuser.query(`insert into enquiries (${names}) values (${values})`, Object.values(row));
  await test.superuser.query(
    `insert into triages (id, association_id, enquiry_id, outcome, by_id, decided_at) values (gen_random_uuid(), $1, $2, 'group', $3, $4)`,
    [row.association_id, id, cast.kari.id, test.world.now()],
  );
  return id;
}

/** The form a coordinator fills in to make a group at the library in Bergen. */
export const draft = (people: string[], more: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
  model: models.lpp.id,
  name: 'Tirsdagsgruppa',
  kind: 'patient',
  language: 'nb',
  size: '5',
  chapter: chapters.bergen.id,
  venue: venues.library.id,
  first_on: '15.12.2026',
  first_at: '18',
  rhythm: 'every-second-week',
  facilitators: [cast.frida.id, cast.finn.id],
  people,
  ...more,
});

/** A private link of somebody's, as the message that carries it would make it. */
export const linkOf = (
  test: TestWorld,
  who: { id: string; house: 'lyspunkt' | 'broen' },
  purpose: LinkPurpose,
  object: string | null,
): Promise<string> =>
  transaction(test.world.db, { person: who.id, today: '2026-12-01' as never }, (tx) =>
    makeLink(tx, test.world.now(), {
      association: houses[who.house].id,
      person: who.id,
      purpose,
      object,
      expires: addMinutes(test.world.now(), 60 * 24 * 400),
    }),
  );

/** One value, from behind the curtain. */
export async function behold<T>(test: TestWorld, query: string, values: unknown[] = []): Promise<T> {
  const found = await test.superuser.query({ text: query, values, rowMode: 'array' });
  return found.rows[0]?.[0] as T;
}

type Arranged = Partial<{
  house: 'lyspunkt' | 'broen';
  name: string;
  size: number;
  kind: string;
  started: string | null;
  handedOver: string | null;
  askedAtOnce: number;
  seated: boolean;
  listed: boolean;
  digital: boolean;
  sitting: CastName[];
  invited: CastName[];
  standing: CastName[];
  leads: CastName[];
  named: CastName[];
  contact: CastName;
  signed: CastName[];
}>;

/** A group as it would be some way into its life, put there past all rights. Started and led by Frida and Finn unless said. */
export async function arrange(test: TestWorld, wanted: Arranged = {}): Promise<string> {
  const { house = 'lyspunkt', sitting = [], invited = [], standing = [], leads = [], named = [] } = wanted;
  const id = newId();
  const association = houses[house].id;
  const group = {
    id,
    association_id: association,
    chapter_id: house === 'lyspunkt' ? chapters.bergen.id : chapters.randers.id,
    model_id: house === 'lyspunkt' ? models.lpp.id : models.men.id,
    venue_id: house === 'lyspunkt' ? venues.library.id : venues.parishHall.id,
    name: wanted.name ?? 'Onsdagsgruppa',
    kind: wanted.kind ?? 'patient',
    language: house === 'lyspunkt' ? 'nb' : 'da',
    size_min: 4,
    size_max: wanted.size ?? 5,
    facilitators_min: 2,
    accompanied_max: 8,
    minutes_max: 120,
    first_minutes_max: 120,
    seated: wanted.seated ?? true,
    listed: wanted.listed ?? false,
    first_on: '2026-12-16',
    first_at: '18:00',
    asked_at_once: wanted.askedAtOnce ?? 0,
    composed_at: test.world.now(),
    started_on: wanted.started === undefined ? '2026-09-01' : wanted.started,
  };
  await insert(test, 'groups', group);
  const then = test.world.now();
  const seats = [
    ...sitting.map((who) => [who, { invited_at: then, accepted_at: then }] as const),
    ...invited.map((who) => [who, { invited_at: then }] as const),
    ...standing.map((who) => [who, {}] as const),
  ];
  for (const [at, [who, facts]] of seats.entries()) {
    const seat = { id: newId(), association_id: association, group_id: id, person_id: cast[who].id, place_no: at + 1, placed_at: then };
    await insert(test, 'seats', { ...seat, ...facts });
    if (who === wanted.contact)
      await insert(test, 'duties', {
        id: newId(),
        association_id: association,
        group_id: id,
        seat_id: seat.id,
        duty: 'contact',
        taken_at: then,
      });
  }
  for (const who of [...leads, ...named]) {
    const row = { id: newId(), association_id: association, group_id: id, person_id: cast[who].id, from_day: '2026-01-05' };
    await insert(test, 'facilitators', { ...row, agreed_at: leads.includes(who) ? then : null });
  }
  for (const who of wanted.signed ?? []) await signs(test, id, who);
  if (wanted.handedOver) await test.superuser.query('update groups set handed_over_on = $2 where id = $1', [id, wanted.handedOver]);
  return id;
}

/** Signs the pledge in force in the person's own language. */
export async function signs(test: TestWorld, group: string, who: CastName): Promise<void> {
  await test.superuser.query(
    `insert into pledges (id, association_id, group_id, person_id, text_id, signed_at, how)
     select gen_random_uuid(), association_id, $1, $2, id, $4, 'page' from texts
     where kind = 'pledge' and association_id = $3 and language = $5 order by version desc limit 1`,
    [group, cast[who].id, houses[cast[who].house].id, test.world.now(), cast[who].language],
  );
}

async function insert(test: TestWorld, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  await test.superuser.query(`insert into ${table} (${names}) values (${names.map((_, at) => `$${at + 1}`)})`, Object.values(row));
}
