/** A waiting list large enough to compose from: made-up people in Bergen, all told, on the real database. */
import { addPerson } from '../people/index.ts';
import { openDb, transaction } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { as, type CastName, chapters, houses, models, venues } from '../../test/cast.ts';
import type { TestWorld } from '../../test/world.ts';

const first = [
  'Anne',
  'Bjørg',
  'Carl',
  'Dina',
  'Emil',
  'Frank',
  'Grete',
  'Hans',
  'Ida',
  'Jon',
  'Kaia',
  'Lars',
  'Mona',
  'Nils',
  'Olga',
  'Pål',
];
export type Told = Partial<{
  kind: string;
  mixed_ok: boolean;
  sex: string;
  same_sex: boolean;
  languages: string[];
  digital_ok: boolean;
  birth_year: number;
  phase: string;
  diagnosis: string;
  received_on: string;
  slots: string[];
  max_km: number;
  chapter_id: string | null;
}>;
export type Waiter = { enquiry: string; person: string };

/** So many people wait in Bergen; the n-th tells what `told` says of her. */
export async function waiters(test: TestWorld, count: number, told: (n: number) => Told = () => ({})): Promise<Waiter[]> {
  const { world, superuser } = test;
  const people: Waiter[] = [];
  const db = openDb({ ...superuser.options, max: 1 }, world.keys.context, () => {});
  await transaction(db, { person: null, today: '2026-12-01' as never }, async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const name = first[n % first.length]!;
      const person = await addPerson({ world, tx, now: world.now() }, {
        association: houses.lyspunkt.id,
        chapter: chapters.bergen.id,
        called: name,
        fullName: `${name} ${String.fromCharCode(65 + (n % 26))}nonymsen`,
        language: 'nb',
        reachBy: 'email',
        contacts: { email: `${name.toLowerCase().replace(/[^a-z]/g, '')}${n}@example.org` },
        consent: { version: '1', by: 'self' },
      } as never);
      people.push({ enquiry: newId(), person });
    }
  });
  await db.pool.end();
  for (const [n, { enquiry, person }] of people.entries()) {
    const row = {
      id: enquiry,
      association_id: houses.lyspunkt.id,
      chapter_id: chapters.bergen.id,
      person_id: person,
      wants: 'group',
      came_by: 'web',
      received_on: '2026-09-01',
      kind: 'patient',
      sex: n % 2 ? 'f' : 'm',
      birth_year: 1955 + (n % 8),
      phase: 'after',
      diagnosis: 'lung',
      languages: ['nb'],
      postcode: '5003',
      slots: ['tue-eve', 'wed-eve'],
      max_km: 40,
      ...told(n),
    };
    const names = Object.keys(row);
    await superuser.query(`insert into enquiries (${names}) values (${names.map((_, at) => `$${at + 1}`)})`, Object.values(row));
    await superuser.query(
      `insert into triages (id, association_id, enquiry_id, outcome, by_id, decided_at) values (gen_random_uuid(), $1, $2, 'group', $3, $4)`,
      [houses.lyspunkt.id, enquiry, person, world.now()],
    );
  }
  return people;
}

/** A draft of everyone who waits, composed; its id. */
export async function drafted(test: TestWorld, who: CastName, more: Record<string, string | string[]> = {}): Promise<string> {
  const response = await (
    await as(test, who)
  ).post('/board/new', { chapter: chapters.bergen.id, model: models.lpp.id, venue: venues.library.id, who: 'all', ...more });
  if (response.status !== 303) throw new Error(`no draft: ${response.status} ${await response.text()}`);
  await test.whenIdle();
  return response.headers.get('location')!.split('/')[2]!;
}
