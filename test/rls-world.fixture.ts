/** Random worlds for test/rls.test.ts: who is what, and the rules of who sees what, in other words than the database's. */
import fc from 'fast-check';
import type pg from 'pg';
import { addDays, day, type Day } from '../src/lib/day.ts';

export const TODAY = day('2026-12-01');
/** The n-th of its kind. */
export const idOf = (kind: number, n: number) => `00000000-0000-7000-80${String(kind).padStart(2, '0')}-${String(n).padStart(12, '0')}`;
const id = idOf;
export type Id = string | null;

type Span = { from: Day; until: Day | null; ended: boolean };
export type Person = { id: string; association: string; chapter: string | null; shows: boolean };
export type Role = Span & {
  id: string;
  person: string;
  association: string;
  chapter: string | null;
  role: 'administrator' | 'coordinator' | 'facilitator';
};
export type Group = {
  id: string;
  association: string;
  chapter: string | null;
  listed: boolean;
  started: boolean;
  handedOver: boolean;
  closed: boolean;
  cancelled: boolean;
};
export type Seat = {
  id: string;
  group: string;
  person: string;
  state: 'placed' | 'invited' | 'accepted' | 'declined' | 'left';
  released: boolean;
  contact: boolean;
};
export type Lead = Span & { id: string; group: string; person: string };
export type Enquiry = { id: string; association: string; chapter: string | null; person: string | null };
export type Triage = { id: string; enquiry: string; outcome: 'group' | 'not-a-group'; by: string };
export type Interest = { id: string; association: string; chapter: string | null; person: string };
export type Card = { id: string; enquiry: string };
export type Crossing = { id: string; association: string };
export type Request = { id: string; crossing: string; enquiry: string; open: boolean };
export type Draft = { id: string; association: string; chapter: string | null };
export type World = {
  interests: Interest[];
  /** of the two associations, which take part in their agreement */
  agreed: [boolean, boolean];
  cards: Card[];
  crossings: Crossing[];
  requests: Request[];
  people: Person[];
  roles: Role[];
  groups: Group[];
  seats: Seat[];
  leads: Lead[];
  enquiries: Enquiry[];
  triages: Triage[];
  drafts: Draft[];
};

export const associations = [id(1, 1), id(1, 2)] as const;
export const agreement = id(17, 1);
export const chapters = [
  { id: id(2, 1), association: associations[0] },
  { id: id(2, 2), association: associations[0] },
  { id: id(2, 3), association: associations[1] },
] as const;
export const modelOf = (association: string) => id(3, associations.indexOf(association) + 1);

/** Where something lies: an association, and one of its chapters or none. */
const place = fc.constantFrom(
  { association: associations[0], chapter: null },
  { association: associations[0], chapter: chapters[0].id },
  { association: associations[0], chapter: chapters[1].id },
  { association: associations[1], chapter: null },
  { association: associations[1], chapter: chapters[2].id },
);
const span = fc.record({
  from: fc.constantFrom(addDays(TODAY, -30), addDays(TODAY, -30), TODAY, addDays(TODAY, 1)),
  until: fc.constantFrom(null, null, TODAY, addDays(TODAY, -1)),
  ended: fc.constantFrom(false, false, false, true),
});
const PEOPLE = 7;
const GROUPS = 4;
const person = fc.nat(PEOPLE - 1);
const group = fc.nat(GROUPS - 1);

export const worlds: fc.Arbitrary<World> = fc
  .record({
    people: fc.array(fc.record({ place, shows: fc.boolean() }), { minLength: PEOPLE, maxLength: PEOPLE }),
    roles: fc.array(
      fc.record({
        person,
        span,
        ofChapter: fc.boolean(),
        role: fc.constantFrom('administrator', 'coordinator', 'coordinator', 'facilitator'),
      }),
      { maxLength: 5 },
    ),
    groups: fc.array(
      fc.record({
        place,
        listed: fc.boolean(),
        life: fc.constantFrom('forming', 'started', 'started', 'self-run', 'self-run', 'closed', 'closed self-run', 'cancelled'),
      }),
      { minLength: GROUPS, maxLength: GROUPS },
    ),
    seats: fc.uniqueArray(
      fc.record({
        person,
        group,
        state: fc.constantFrom('placed', 'invited', 'accepted', 'accepted', 'accepted', 'declined', 'left'),
        contact: fc.boolean(),
      }),
      { maxLength: 12, selector: (one) => one.person * GROUPS + one.group },
    ),
    leads: fc.uniqueArray(fc.record({ person, group, span, helps: fc.option(span, { freq: 8 }) }), {
      maxLength: 6,
      selector: (one) => one.person * GROUPS + one.group,
    }),
    enquiries: fc.array(fc.record({ person: fc.option(person), chapter: fc.nat(2) }), { maxLength: 5 }),
    triages: fc.uniqueArray(fc.record({ enquiry: fc.nat(4), by: person, outcome: fc.constantFrom('group', 'not-a-group') }), {
      maxLength: 4,
      selector: (one) => one.enquiry,
    }),
    interests: fc.uniqueArray(person, { maxLength: 3 }),
    agreed: fc.constantFrom<[boolean, boolean]>([true, true], [true, true], [true, false], [false, false]),
    cards: fc.uniqueArray(fc.nat(4), { maxLength: 4 }),
    requests: fc.uniqueArray(fc.record({ enquiry: fc.nat(4), crossing: fc.nat(1), open: fc.boolean() }), {
      maxLength: 3,
      selector: (one) => one.enquiry,
    }),
  })
  .map((drawn) => {
    const people = drawn.people.map((one, n) => ({ id: id(10, n + 1), ...one.place, shows: one.shows }));
    const groups = drawn.groups.map((one, n) => ({
      id: id(11, n + 1),
      ...one.place,
      listed: one.listed,
      started: one.life !== 'forming' && one.life !== 'cancelled',
      handedOver: one.life.endsWith('self-run'),
      closed: one.life.startsWith('closed'),
      cancelled: one.life === 'cancelled',
    }));
    const enquiries = drawn.enquiries.map((one, n) => {
      const by = one.person === null ? null : people[one.person]!;
      const association = by?.association ?? associations[0];
      const near = chapters.filter((chapter) => chapter.association === association);
      return { id: id(14, n + 1), association, chapter: near[one.chapter]?.id ?? null, person: by?.id ?? null };
    });
    const crossings = associations.map((association, n) => ({ id: id(19, n + 1), association }));
    const whole = associations.map((association) => ({ association, chapter: null }));
    const drafts = [...whole, ...chapters.map((one) => ({ association: one.association, chapter: one.id }))];
    return {
      people,
      groups,
      drafts: drafts.map((one, n) => ({ id: id(27, n + 1), ...one })),
      enquiries,
      interests: drawn.interests.map((at, n) => {
        const { id: by, association, chapter } = people[at]!;
        return { id: id(16, n + 51), person: by, association, chapter };
      }),
      agreed: drawn.agreed,
      crossings,
      cards: drawn.cards.flatMap((at, n) => (enquiries[at] ? [{ id: id(18, n + 1), enquiry: enquiries[at].id }] : [])),
      requests: drawn.requests.flatMap((one, n) =>
        enquiries[one.enquiry]
          ? [{ id: id(20, n + 1), enquiry: enquiries[one.enquiry]!.id, crossing: crossings[one.crossing]!.id, open: one.open }]
          : [],
      ),
      roles: [
        ...drawn.roles.map((one, n) => {
          const { id: holder, association, chapter } = people[one.person]!;
          const ofChapter = one.ofChapter && one.role !== 'administrator';
          return { id: id(12, n + 1), person: holder, association, chapter: ofChapter ? chapter : null, role: one.role, ...one.span };
        }),
        // Whoever is named for a group mostly has the role; it may run out while she holds it.
        ...drawn.leads.flatMap(({ person: at, helps }, n) => {
          const { id: holder, association } = people[at]!;
          return helps ? [{ id: id(12, n + 51), person: holder, association, chapter: null, role: 'facilitator', ...helps }] : [];
        }),
      ],
      seats: drawn.seats.map((one, n) => {
        const chair = groups[one.group]!;
        const held = one.state === 'accepted' && one.contact;
        return {
          id: id(13, n + 1),
          group: chair.id,
          person: people[one.person]!.id,
          state: one.state,
          released: chair.handedOver,
          contact: held,
        };
      }),
      leads: drawn.leads.map(({ person: at, group: of, span: when }, n) => ({
        id: id(15, n + 1),
        group: groups[of]!.id,
        person: people[at]!.id,
        ...when,
      })),
      triages: drawn.triages.flatMap((one, n) =>
        enquiries[one.enquiry]
          ? [{ id: id(16, n + 1), enquiry: enquiries[one.enquiry]!.id, outcome: one.outcome, by: people[one.by]!.id }]
          : [],
      ),
    } as World;
  });

/** Puts rows into a table, past all rights: each has the columns of the first. */
export async function insertInto(client: pg.ClientBase, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}

/** Puts a world into an open transaction of the superuser. */
export async function put(client: pg.ClientBase, world: World): Promise<void> {
  const insert = (table: string, rows: Record<string, unknown>[]) => insertInto(client, table, rows);
  const at = '2026-01-01T12:00:00Z';
  const on = '2026-01-01';
  const own = (group: string) => ({ association_id: world.groups.find((one) => one.id === group)!.association, group_id: group });
  const when = (fact: boolean) => (fact ? on : null);
  await insert(
    'associations',
    associations.map((one, n) => ({
      id: one,
      slug: `a-${n}`,
      name: 'A',
      country: 'NO',
      zone: 'Europe/Oslo',
      languages: ['nb'],
      sender_name: 'A',
      created_at: at,
    })),
  );
  await insert(
    'chapters',
    chapters.map((one, n) => ({ id: one.id, association_id: one.association, slug: `c-${n}`, name: 'C' })),
  );
  await insert(
    'programme_models',
    associations.map((one) => ({
      id: modelOf(one),
      association_id: one,
      key: 'k',
      name: 'M',
      facilitators_min: 2,
      facilitators_max: 2,
      size_min: 4,
      size_max: 8,
      minutes_max: 120,
      first_minutes_max: 120,
      rhythm: 'weekly',
      afterwards: ['self-run'],
    })),
  );
  await insert(
    'people',
    world.people.map((one) => ({
      id: one.id,
      association_id: one.association,
      chapter_id: one.chapter,
      called: '\\x00',
      language: 'nb',
      reach_by: 'sms',
      created_at: at,
    })),
  );
  await insert(
    'contacts',
    world.people.map((one) => ({
      id: one.id,
      association_id: one.association,
      person_id: one.id,
      kind: 'phone',
      value: '\\x00',
      for_facilitators: one.shows,
      created_at: at,
    })),
  );
  await insert(
    'roles',
    world.roles.map((one) => ({
      id: one.id,
      association_id: one.association,
      chapter_id: one.chapter,
      person_id: one.person,
      role: one.role,
      from_day: one.from,
      until_day: one.until,
      ended_at: one.ended ? at : null,
    })),
  );
  await insert(
    'groups',
    world.groups.map((one) => ({
      id: one.id,
      association_id: one.association,
      chapter_id: one.chapter,
      model_id: modelOf(one.association),
      name: 'G',
      kind: 'mixed',
      language: 'nb',
      size_min: 4,
      size_max: 8,
      facilitators_min: 2,
      minutes_max: 120,
      first_minutes_max: 120,
      listed: one.listed,
      composed_at: at,
      started_on: when(one.started),
      handed_over_on: when(one.handedOver),
      closed_on: when(one.closed),
      cancelled_at: when(one.cancelled),
    })),
  );
  const each = (table: string, more: (group: Group) => Record<string, unknown>) =>
    insert(
      table,
      world.groups.map((one) => ({ ...own(one.id), ...more(one) })),
    );
  await each('rooms', () => ({ link: 'https://example.org/' }));
  await each('themes', (one) => ({ id: one.id, title: 'T', position: 1, raised_on: on }));
  await each('series', (one) => ({
    id: one.id,
    starts_on: on,
    clock: '18:00',
    minutes: 120,
    zone: 'Europe/Oslo',
    rule: 'FREQ=WEEKLY',
    created_at: at,
    changed_at: at,
  }));
  await each('meetings', (one) => ({ id: one.id, original_on: on, day: on, clock: '18:00', minutes: 120, starts_at: at }));
  await insert(
    'seats',
    world.seats.map((one, n) => ({
      id: one.id,
      ...own(one.group),
      person_id: one.person,
      place_no: n,
      placed_at: at,
      invited_at: when(one.state !== 'placed'),
      accepted_at: when(one.state === 'accepted' || one.state === 'left'),
      declined_at: when(one.state === 'declined'),
      left_on: when(one.state === 'left'),
      released_at: when(one.released),
    })),
  );
  await insert(
    'duties',
    world.seats
      .filter(({ contact }) => contact)
      .map((one) => ({ id: one.id, ...own(one.group), seat_id: one.id, duty: 'contact', taken_at: at })),
  );
  await insert(
    'texts',
    associations.map((one) => ({ id: one, association_id: one, kind: 'pledge', language: 'nb', version: 1, lines: ['x'], valid_from: at })),
  );
  await insert(
    'pledges',
    world.seats.map((one) => ({
      id: one.id,
      ...own(one.group),
      person_id: one.person,
      text_id: own(one.group).association_id,
      signed_at: at,
      how: 'page',
    })),
  );
  await insert(
    'facilitators',
    world.leads.map((one) => ({
      id: one.id,
      ...own(one.group),
      person_id: one.person,
      from_day: one.from,
      until_day: one.until,
      ended_at: one.ended ? at : null,
    })),
  );
  await insert(
    'enquiries',
    world.enquiries.map((one) => ({
      id: one.id,
      association_id: one.association,
      chapter_id: one.chapter,
      person_id: one.person,
      wants: 'group',
      came_by: 'web',
      received_on: on,
    })),
  );
  await insert(
    'triages',
    world.triages.map((one) => ({
      id: one.id,
      association_id: world.enquiries.find(({ id: of }) => of === one.enquiry)!.association,
      enquiry_id: one.enquiry,
      outcome: one.outcome,
      by_id: one.by,
      decided_at: at,
    })),
  );
  await insert(
    'interests',
    world.interests.map((one) => ({
      id: one.id,
      association_id: one.association,
      chapter_id: one.chapter,
      person_id: one.person,
      kind: 'relative',
      language: 'nb',
      postcode: '6800',
      max_km: 40,
      slots: [],
      to_tell: false,
      counted_on: on,
      expires_on: '2027-01-01',
    })),
  );
  await acrossRows(insert, world, at);
}

async function acrossRows(insert: (table: string, rows: Record<string, unknown>[]) => Promise<void>, world: World, at: string) {
  await insert('agreements', [{ id: agreement, name: 'A', started_at: at, started_by: agreement }]);
  await insert(
    'agreement_members',
    associations.map((one, n) => ({ agreement_id: agreement, association_id: one, agreed_at: world.agreed[n] ? at : null })),
  );
  const homeOf = (enquiry: string) => world.enquiries.find((one) => one.id === enquiry)!.association;
  await insert(
    'shared_cards',
    world.cards.map((one) => ({
      id: one.id,
      agreement_id: agreement,
      association_id: homeOf(one.enquiry),
      enquiry_id: one.enquiry,
      kind: 'relative',
      mixed_ok: false,
      languages: ['nb'],
      slots: ['tue-eve'],
      max_km: 50,
      digital_ok: true,
      waited: 3,
      shared_at: at,
    })),
  );
  await insert('venues', [
    {
      id: agreement,
      association_id: associations[0],
      name: 'V',
      digital: true,
      checklist: [],
      slots: [],
      wheelchair: false,
      hearing_loop: false,
    },
  ]);
  await insert(
    'crossings',
    world.crossings.map((one) => ({
      id: one.id,
      agreement_id: agreement,
      association_id: one.association,
      made_by: agreement,
      made_at: at,
      model_id: modelOf(one.association),
      venue_id: agreement,
      slot: 'tue-eve',
      kind: 'relative',
      language: 'nb',
      own_people: [],
      leaders: [],
    })),
  );
  await insert(
    'crossing_requests',
    world.requests.map((one) => ({
      id: one.id,
      crossing_id: one.crossing,
      association_id: homeOf(one.enquiry),
      enquiry_id: one.enquiry,
      asked_at: at,
      declined_at: one.open ? null : at,
    })),
  );
  const work = { work: 'done', work_no: 1, work_at: at, work_share: 1, work_placed: 0, work_groups: 0, work_score: 0, work_bound: 0 };
  const made = { version: 1, asked: {}, made_at: at, changed_at: at, stop_asked: false, notes: {}, ...work };
  await insert(
    'drafts',
    world.drafts.map(({ id: one, association, chapter }) => ({
      id: one,
      association_id: association,
      chapter_id: chapter,
      made_by: one,
      ...made,
    })),
  );
  await insert(
    'draft_groups',
    world.drafts.map(({ id: one, association }) => {
      const joins = world.groups.find((group) => group.association === association)?.id ?? world.groups[0]!.id;
      return { id: one, association_id: association, draft_id: one, place_no: 1, joins_id: joins, leaders: [], pinned: false };
    }),
  );
  const pairs = world.drafts.flatMap(({ id: draft, association }) =>
    world.enquiries.flatMap((one) => (one.association === association ? [{ draft, association, enquiry: one.id }] : [])),
  );
  await insert(
    'draft_people',
    pairs.map(({ draft, association, enquiry }) => ({ association_id: association, draft_id: draft, enquiry_id: enquiry, pinned: false })),
  );
}
