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
