import type pg from 'pg';
import type { RoleName, World } from '../src/accounts/index.ts';
import { type Day, dayOf, type Instant, zone } from '../src/lib/day.ts';
import { openDb, transaction } from '../src/lib/db.ts';
import type { Language } from '../src/lib/language.ts';
import { furnish } from '../src/associations/index.ts';
import { addPerson } from '../src/people/index.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Two associations under one umbrella, the same in tests, demo and screenshots. Everyone in them is made up. */
export const houses = {
  umbrella: { id: id(1), slug: 'felles', name: 'Fellesskapet Eksempel' },
  lyspunkt: { id: id(2), slug: 'lyspunkt', name: 'Foreningen Lyspunkt', country: 'NO', languages: ['nb', 'nn', 'en'] },
  broen: { id: id(3), slug: 'broen', name: 'Foreningen Broen', country: 'DK', languages: ['da', 'en'] },
} as const;

export const chapters = {
  oslo: { id: id(11), association: houses.lyspunkt.id, slug: 'oslo', name: 'Lyspunkt Oslo', municipalities: ['0301'] },
  bergen: { id: id(12), association: houses.lyspunkt.id, slug: 'bergen', name: 'Lyspunkt Bergen', municipalities: ['4601'] },
  trondheim: { id: id(13), association: houses.lyspunkt.id, slug: 'trondheim', name: 'Lyspunkt Trondheim', municipalities: ['5001'] },
  randers: { id: id(14), association: houses.broen.id, slug: 'randers', name: 'Broen Randers', municipalities: ['730'] },
} as const;

export const venues = {
  library: {
    id: id(21),
    association: houses.lyspunkt.id,
    chapter: chapters.bergen.id,
    name: 'Eksempelbiblioteket',
    place: 'Bergen',
    postcode: '5003',
    address: 'Eksempelveien 1',
    door: 'Inngang B, 2. etasje',
  },
  parishHall: {
    id: id(22),
    association: houses.broen.id,
    chapter: chapters.randers.id,
    name: 'Eksempelgården',
    place: 'Randers',
    postcode: '8900',
    address: 'Eksempelvej 1',
    door: 'Indgang B, 1. sal',
  },
} as const;

export const models = {
  lpp: { id: id(31), association: houses.lyspunkt.id, key: 'lpp' },
  men: { id: id(32), association: houses.broen.id, key: 'randers' },
} as const;

export type Member = {
  id: string;
  house: 'lyspunkt' | 'broen';
  called: string;
  surname: string;
  language: Language;
  phone: string;
  email: string | null;
  role?: RoleName;
  chapter?: keyof typeof chapters;
};

const member = (n: number, house: 'lyspunkt' | 'broen', called: string, more: Partial<Member> = {}): Member => ({
  id: id(n),
  house,
  called,
  surname: 'Eksempel',
  language: house === 'broen' ? 'da' : 'nb',
  phone: house === 'broen' ? `+45203000${n % 100}` : `+474000${String(1000 + n)}`,
  email: `${called
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')}${n}@example.org`,
  ...more,
});

/** The cast. Their names begin with what they do: Ada administers, Kari coordinates, Frida and Finn facilitate, P… take part. */
export const cast = {
  ada: member(101, 'lyspunkt', 'Ada', { role: 'administrator' }),
  kari: member(102, 'lyspunkt', 'Kari', { role: 'coordinator' }),
  birk: member(103, 'lyspunkt', 'Birk', { role: 'coordinator', chapter: 'bergen' }),
  tuva: member(104, 'lyspunkt', 'Tuva', { role: 'coordinator', chapter: 'trondheim' }),
  frida: member(105, 'lyspunkt', 'Frida', { role: 'facilitator' }),
  finn: member(106, 'lyspunkt', 'Finn', { role: 'facilitator', language: 'nn' }),
  filip: member(107, 'lyspunkt', 'Filip', { role: 'facilitator' }),
  per: member(111, 'lyspunkt', 'Per'),
  pia: member(112, 'lyspunkt', 'Pia', { language: 'nn' }),
  paal: member(113, 'lyspunkt', 'Pål', { email: null }),
  petra: member(114, 'lyspunkt', 'Petra', { language: 'en' }),
  peder: member(115, 'lyspunkt', 'Peder', { email: null }),
  pernille: member(116, 'lyspunkt', 'Pernille'),
  dorte: member(131, 'broen', 'Dorte', { role: 'administrator' }),
  karen: member(132, 'broen', 'Karen', { role: 'coordinator' }),
  flemming: member(133, 'broen', 'Flemming', { role: 'facilitator' }),
  poul: member(134, 'broen', 'Poul'),
  /** signed in, belongs elsewhere: whatever is Lyspunkt's does not exist for her */
  stranger: member(139, 'broen', 'Stella', { role: 'coordinator' }),
  una: member(140, 'lyspunkt', 'Una', { role: 'umbrella-officer' }),
} as const satisfies Record<string, Member>;

export type CastName = keyof typeof cast;

/** A database to put people into, past all rights. */
export type Ground = { world: World; superuser: pg.Pool };

/** Puts the cast into an empty database, past all rights, as the owner would find it on an ordinary Monday. */
export async function seat({ superuser: pool, world }: Ground, now: Instant = new Date('2026-01-05T09:00:00+01:00')): Promise<void> {
  const today = dayOf(now, zone('Europe/Oslo'));
  await pool.query('insert into umbrellas (id, slug, name) values ($1, $2, $3)', [
    houses.umbrella.id,
    houses.umbrella.slug,
    houses.umbrella.name,
  ]);
  for (const house of [houses.lyspunkt, houses.broen]) {
    await pool.query(
      `insert into associations (id, umbrella_id, slug, name, country, zone, languages, sender_name, phone, contact_name, created_at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
      [
        house.id,
        houses.umbrella.id,
        house.slug,
        house.name,
        house.country,
        house.country === 'NO' ? 'Europe/Oslo' : 'Europe/Copenhagen',
        house.languages,
        house.name.split(' ')[1],
        house.country === 'NO' ? '+4740001102' : '+4520300032',
        house.country === 'NO' ? 'Kari' : 'Karen',
        now,
      ],
    );
  }
  for (const one of Object.values(chapters))
    await pool.query('insert into chapters (id, association_id, slug, name, municipalities) values ($1,$2,$3,$4,$5)', [
      one.id,
      one.association,
      one.slug,
      one.name,
      one.municipalities,
    ]);
  for (const one of Object.values(venues))
    await pool.query(
      'insert into venues (id, association_id, chapter_id, name, place, postcode, address, door, wheelchair) values ($1,$2,$3,$4,$5,$6,$7,$8,true)',
      [one.id, one.association, one.chapter, one.name, one.place, one.postcode, one.address, one.door],
    );
  const db = openDb({ ...pool.options, max: 1 }, world.keys.context, () => {});
  await transaction(db, { person: null, today }, async (tx) => {
    for (const house of [houses.lyspunkt, houses.broen]) await furnish(tx, now, { ...house, languages: [...house.languages] });
    for (const model of Object.values(models))
      await tx
        .updateTable('programme_models')
        .set({ id: model.id })
        .where('association_id', '=', model.association)
        .where('key', '=', model.key)
        .execute();
    for (const one of Object.values(cast) as Member[]) {
      const chapter = one.chapter ? chapters[one.chapter].id : null;
      await addPerson(
        { world, tx, now },
        {
          id: one.id,
          association: houses[one.house].id,
          chapter,
          called: one.called,
          fullName: `${one.called} ${one.surname}`,
          language: one.language,
          reachBy: one.email ? 'email' : 'sms',
          contacts: { phone: one.phone, email: one.email },
          consent: { version: '1', by: 'self' },
        },
      );
    }
  });
  await db.pool.end();
  for (const one of Object.values(cast) as Member[]) if (one.role) await giveRole(pool, one, today);
}

async function giveRole(pool: pg.Pool, one: Member, from: Day): Promise<void> {
  const umbrella = one.role === 'umbrella-officer' ? houses.umbrella.id : null;
  await pool.query(
    `insert into roles (id, association_id, umbrella_id, chapter_id, person_id, role, from_day) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
    [houses[one.house].id, umbrella, one.chapter ? chapters[one.chapter].id : null, one.id, one.role, from],
  );
}
