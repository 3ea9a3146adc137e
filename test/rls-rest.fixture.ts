/**
 * Who sees what of everything else that belongs to an association: each table with the rows a random world has of it, and the rule in a
 * coordinator's words. test/rls-rest.test.ts compares the rules with what the database lets through.
 */
import { addDays } from '../src/lib/day.ts';
import { eyesOf } from './rls-rules.fixture.ts';
import { agreement, associations, chapters, type Id, idOf, modelOf, TODAY, type World } from './rls-world.fixture.ts';

type Row = Record<string, unknown>;
/** Who asks, and what she is to the others. */
type At = ReturnType<typeof lookFrom>;
export type Rest = {
  /** the column the rows are told apart by */
  key: string;
  /** null: the world itself puts them there */
  rows: ((world: World) => Row[]) | null;
  seen: (world: World, at: At) => string[];
};

const LONG_AGO = '2026-01-01T12:00:00Z';

export function lookFrom(world: World, actor: string | null) {
  const eyes = eyesOf(world, actor);
  const me = world.people.find(({ id }) => id === actor);
  const works = eyes.roles.filter(({ role }) => role === 'administrator' || role === 'coordinator');
  return {
    ...eyes,
    isMe: (person: unknown) => actor !== null && person === actor,
    /** of one or more of its chapters, or of all of it */
    worksIn: (association: unknown) => works.length > 0 && me?.association === association,
    worksInAChapterOf: (association: unknown) => works.some(({ chapter }) => chapter !== null) && me?.association === association,
    administers: (association: unknown) => works.some((one) => one.role === 'administrator' && one.association === association),
    coordinatesPerson: (person: unknown) => eyes.coordinates(world.people.find(({ id }) => id === person)!),
    coordinatesRow: (row: Row) => eyes.coordinates({ association: row['association_id'] as string, chapter: row['chapter_id'] as Id }),
    mySeat: (seat: unknown) => world.seats.some(({ id, person }) => id === seat && person === actor),
    /** the groups of a row */
    leadsIn: (row: Row) => eyes.leads.has(row['group_id'] as string),
    isInside: (row: Row) => eyes.inside(row['group_id'] as string),
    isTheirs: (row: Row) => eyes.their(row['group_id'] as string),
    sitsIn: (row: Row) => eyes.sits.has(row['group_id'] as string),
  };
}

/** Rows put here, each seen by whoever may. */
const table = (rows: (world: World) => Row[], may: (row: Row, at: At, world: World) => boolean, key = 'id'): Rest => ({
  key,
  rows,
  seen: (world, at) =>
    rows(world)
      .filter((row) => may(row, at, world))
      .map((row) => String(row[key])),
});
/** Rows that the world has already. */
const already = (seen: Rest['seen'], key = 'id'): Rest => ({ key, rows: null, seen });

const everyone = () => true;
const ownOnly = (row: Row, at: At) => at.isMe(row['person_id']);
const ownOrCoordinated = (row: Row, at: At) => at.isMe(row['person_id']) || at.coordinatesPerson(row['person_id']);

/** One row of each person, with an id of its own kind. */
const perPerson =
  (kind: number, more: (person: string, n: number) => Row = () => ({})) =>
  (world: World): Row[] =>
    world.people.map(({ id, association }, n) => ({ id: idOf(kind, n + 1), association_id: association, person_id: id, ...more(id, n) }));
const without = (name: string, rows: (world: World) => Row[]) => (world: World) =>
  rows(world).map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== name)));
const perGroup =
  (kind: number, more: Row) =>
  (world: World): Row[] =>
    world.groups.map((one, n) => ({ id: idOf(kind, n + 1), association_id: one.association, group_id: one.id, ...more }));
const perSeat =
  (more: Row) =>
  (world: World): Row[] =>
    world.seats.map(({ id, group }) => ({
      seat_id: id,
      association_id: world.groups.find((one) => one.id === group)!.association,
      group_id: group,
      ...more,
    }));
const atMeeting = (rows: (world: World) => Row[]) => (world: World) => rows(world).map((row) => ({ meeting_id: row['group_id'], ...row }));
const perHouse = (kind: number, more: Row = {}): Row[] =>
  associations.map((association, n) => ({ id: idOf(kind, n + 1), association_id: association, ...more }));

/** Each association as a whole, and each of its chapters. */
const places = [
  ...associations.map((association) => ({ association_id: association, chapter_id: null as Id })),
  ...chapters.map(({ id, association }) => ({ association_id: association, chapter_id: id as Id })),
];

const pairs = (kind: number) => (world: World) =>
  world.people.flatMap((one, a) =>
    world.people
      .slice(a + 1)
      .flatMap((other, b) =>
        one.association === other.association
          ? [{ id: idOf(kind, 10 * a + b + 1), association_id: one.association, one_id: one.id, other_id: other.id, noted_by: one.id }]
          : [],
      ),
  );
// One row says it of both: whoever coordinates either of them reads it.
const ofPair = (row: Row, at: At) => at.coordinatesPerson(row['one_id']) || at.coordinatesPerson(row['other_id']);

/** Every state in which an offer of an association or a chapter can be. */
const offers = () =>
  places.flatMap((place, p) =>
    [
      {},
      { published_on: '2026-10-01' },
      { published_on: '2026-10-01', valid_until: TODAY },
      { published_on: '2026-10-01', valid_until: addDays(TODAY, -1) },
      { published_on: '2026-10-01', ended_on: '2026-11-01' },
    ].map((state: { published_on?: string; valid_until?: string; ended_on?: string }, s) => ({
      id: idOf(30, 10 * p + s + 1),
      ...place,
      slug: `offer-${p}-${s}`,
      kind: 'activity',
      texts: { nb: { title: 'T' } },
      ways: ['digital'],
      areas: [],
      languages: [],
      municipalities: [],
      skipped: [],
      added: [],
      moved: [],
      pauses: [],
      kinds: [],
      run_by: 'volunteers',
      rule: '',
      drop_in: false,
      sequence: 0,
      created_at: LONG_AGO,
      changed_at: LONG_AGO,
      published_on: null,
      valid_until: null,
      ended_on: null,
      ...state,
    })),
  );
const isShown = (row: Row) =>
  row['published_on'] !== null && row['ended_on'] === null && (row['valid_until'] === null || (row['valid_until'] as string) >= TODAY);

const runs = () =>
  places.map((place, n) => ({
    id: idOf(31, n + 1),
    ...place,
    code: `aaaa${n + 2}`,
    language: 'nb',
    place: 'P',
    made_on: TODAY,
    made_by: idOf(31, n + 1),
  }));

/** Somebody of another association on each draft. */
const cards = (world: World): Row[] =>
  world.drafts.map(({ id, association }, n) => ({
    id: idOf(51, n + 1),
    association_id: association,
    draft_id: id,
    place_no: 1,
    pinned: false,
  }));

const interviews = (world: World) =>
  world.enquiries.map(({ id, association }, n) => ({
    id: idOf(32, n + 1),
    association_id: association,
    enquiry_id: id,
    by_id: idOf(10, 1),
    at: LONG_AGO,
    minutes: 30,
    how: 'phone',
    sequence: 0,
    booked_at: LONG_AGO,
    covered: [],
  }));

/** What was done: by each person something with the next one of the association, and something with nobody. */
const history = (world: World) =>
  world.people.flatMap(({ id, association }, n) => {
    const other = world.people.find((one, at) => at > n && one.association === association);
    const entry = {
      at: LONG_AGO,
      association_id: association,
      actor_id: id,
      actor_role: 'person',
      act: 'x',
      object_kind: 'x',
      request_id: 'x',
    };
    return [
      { id: idOf(33, 2 * n + 1), ...entry, about_id: other?.id ?? null },
      { id: idOf(33, 2 * n + 2), ...entry, actor_id: null, about_id: id },
    ];
  });

const sent = { kind: 'group-near', variables: {}, state: 'waiting', created_at: LONG_AGO, send_after: LONG_AGO, attempts: 0 };
const times = { created_at: LONG_AGO, expires_at: LONG_AGO };

export const rest: Record<string, Rest> = {
  // Open to everyone: what an association shows of itself.
  chapters: already(() => chapters.map(({ id }) => id)),
  programme_models: already(() => associations.map(modelOf)),
  texts: already(() => [...associations]),
  venues: already(() => [agreement]),
  logos: table(
    without('id', () => perHouse(34, { type: 'image/png', bytes: '\\x00', width: 1, height: 1, hash: 'x', set_at: LONG_AGO })),
    everyone,
    'association_id',
  ),
  member_counts: table(() => perHouse(35, { counted_on: TODAY, members: 7, noted_at: LONG_AGO }), everyone),
  umbrellas: table(() => [{ id: idOf(61, 1), slug: 'above', name: 'Above' }], everyone),
  suggestions: table(
    () => perHouse(62, { umbrella_id: idOf(61, 1), source: 'sheet', source_key: 'k', offer: { title: 'T' }, suggested_at: LONG_AGO }),
    (row, at) => at.coordinatesAll(row['association_id'] as string),
  ),
  offers: table(offers, (row, at) => isShown(row) || at.coordinatesRow(row)),
  listed_offers: already((world) => [
    ...offers()
      .filter(isShown)
      .map(({ id }) => id),
    ...world.groups.filter((one) => one.listed && one.started && !one.closed && !one.cancelled).map(({ id }) => id),
  ]),

  // People, and how they come in.
  roles: already((world, at) =>
    world.roles.filter((one) => at.isMe(one.person) || at.administers(one.association) || at.worksIn(one.association)).map(({ id }) => id),
  ),
  person_keys: table(
    without(
      'id',
      perPerson(0, () => ({ master: 1, wrapped: '\\x00' })),
    ),
    (row, at) => ownOrCoordinated(row, at) || at.mates.has(row['person_id'] as string),
    'person_id',
  ),
  consents: table(
    perPerson(36, () => ({ text_version: '1', given_at: LONG_AGO, given_by: 'self' })),
    ownOrCoordinated,
  ),
  links: table(
    perPerson(37, (_, n) => ({ purpose: 'enquiry', token_hash: `\\x${String(n).padStart(2, '0')}`, ...times })),
    ownOrCoordinated,
  ),
  sessions: table(
    without(
      'id',
      perPerson(0, (_, n) => ({
        token_hash: `\\x${String(n).padStart(2, '0')}`,
        ...times,
        last_seen_at: LONG_AGO,
        own_device: true,
        method: 'passkey',
      })),
    ),
    ownOnly,
    'person_id',
  ),
  paper_codes: table(
    perPerson(38, () => ({ code_hash: '\\x00', expires_at: LONG_AGO })),
    ownOnly,
  ),
  passkeys: table(
    perPerson(39, () => ({ public_key: '\\x00', counter: 0, transports: [], label: '', created_at: LONG_AGO })),
    ownOnly,
  ),
  totp_secrets: table(
    without(
      'id',
      perPerson(0, () => ({ secret: '\\x00', last_step: 0 })),
    ),
    ownOnly,
    'person_id',
  ),
  oidc_identities: table(
    without(
      'id',
      perPerson(0, () => ({ issuer: 'x', subject_hash: '\\x00', created_at: LONG_AGO })),
    ),
    ownOnly,
    'person_id',
  ),
  new_contacts: table(
    perPerson(40, () => ({ kind: 'phone', value: '\\x00', code_hash: '\\x00', tries: 0, ...times })),
    ownOnly,
  ),
  form_drafts: table(
    perPerson(41, () => ({ form: 'x', sealed: '\\x00', saved_at: LONG_AGO })),
    ownOnly,
  ),
  erasures: table(
    () => perHouse(42).map((row, n) => ({ ...row, person_id: idOf(42, n + 1), erased_at: LONG_AGO, reason: 'asked', receipt: `r${n}` })),
    (row, at) => at.administers(row['association_id']),
  ),
  history: table(history, (row, at) => at.isMe(row['about_id']) || at.isMe(row['actor_id']) || at.administers(row['association_id'])),

  // Messages and papers.
  messages: table(
    perPerson(43, () => sent),
    ownOrCoordinated,
  ),
  inbound_sms: table(
    perPerson(44, (_, n) => ({ gateway_id: `g${n}`, received_at: LONG_AGO })),
    ownOrCoordinated,
  ),
  letter_batches: table(
    (world) => perPerson(45)(world).map(({ person_id: by, ...row }) => ({ ...row, gathered_at: LONG_AGO, gathered_by: by })),
    (row, at) =>
      at.coordinatesAll(row['association_id'] as string) || (at.isMe(row['gathered_by']) && at.worksInAChapterOf(row['association_id'])),
  ),
  print_runs: table(runs, (row, at) => at.coordinatesRow(row)),
  run_counts: {
    ...table(runs, (row, at) => at.coordinatesRow(row)),
    key: 'run_id',
    rows: () =>
      runs().map(({ id, association_id: house }) => ({ run_id: id, association_id: house, month: '2026-12-01', opened: 1, enquired: 0 })),
  },

  // The way in.
  interviews: table(
    interviews,
    ({ enquiry_id: of }, at) => at.isMe(at.enquiry(of as string).person) || at.coordinates(at.enquiry(of as string)),
  ),
  apart: table(pairs(46), ofPair),
  together: table(pairs(47), ofPair),
  imports: table(
    (world) =>
      perPerson(48)(world).map(({ person_id: by, ...row }) => ({
        ...row,
        by_id: by,
        key_wrapped: '\\x00',
        sealed_rows: '\\x00',
        mapping: {},
        fingerprint: 'x',
        created_at: LONG_AGO,
        holds: 'people',
      })),
    (row, at) => at.isMe(row['by_id']),
  ),
  import_mappings: table(
    () => associations.map((house) => ({ association_id: house, fingerprint: 'x', mapping: {}, used_at: LONG_AGO })),
    (row, at) => at.worksIn(row['association_id']),
    'association_id',
  ),

  // A group's own.
  expectations: table(perGroup(49, { round: 1, held_on: TODAY, place: 0, line: 'L', created_at: LONG_AGO }), (row, at) => at.isInside(row)),
  heartbeats: table(perGroup(50, { asked_on: TODAY }), (row, at) => at.sitsIn(row) || at.isTheirs(row)),
  attendance: table(atMeeting(perSeat({ present: true })), (row, at) => at.mySeat(row['seat_id']) || at.leadsIn(row), 'seat_id'),
  absences: table(
    atMeeting(perSeat({ noticed_at: LONG_AGO, by_way: 'link' })),
    (row, at) => at.mySeat(row['seat_id']) || at.leadsIn(row),
    'seat_id',
  ),
  reminders_wanted: table(perSeat({ since: LONG_AGO }), (row, at) => at.mySeat(row['seat_id']), 'seat_id'),
  talks_wanted: table(
    (world) =>
      world.leads.map(({ id, group, person }) => ({
        id,
        association_id: world.groups.find((one) => one.id === group)!.association,
        group_id: group,
        meeting_id: group,
        person_id: person,
        wanted_on: TODAY,
      })),
    (row, at) => at.isMe(row['person_id']) || at.isTheirs(row),
  ),

  // Composing.
  readiness: table(
    without(
      'id',
      perPerson(0, (person) => ({
        kinds: [],
        languages: [],
        slots: [],
        digital: false,
        max_groups: 1,
        noted_by: person,
        noted_at: LONG_AGO,
      })),
    ),
    (row, at) => at.isMe(row['person_id']) || at.worksIn(row['association_id']),
    'person_id',
  ),
  draft_proposals: {
    ...ofDrafts(),
    rows: (world) =>
      world.drafts.map(({ id, association }) => ({
        association_id: association,
        draft_id: id,
        place_no: 1,
        model_id: modelOf(association),
        score: 1,
        bound: 1,
        ended: 'time',
        differs: 1,
        answer: {},
      })),
  },
  draft_changes: {
    ...ofDrafts(),
    rows: (world) =>
      world.drafts.map(({ id, association }) => ({
        association_id: association,
        draft_id: id,
        version: 1,
        at: LONG_AGO,
        what: 'proposed',
      })),
  },
  draft_cards: table(cards, (row, at, world) => at.coordinates(world.drafts.find(({ id }) => id === row['draft_id'])!)),
  // Whose a card is, is read by functions only.
  draft_card_homes: table(
    (world) =>
      cards(world).flatMap(({ id, draft_id: draft, association_id: host }) => {
        const other = world.enquiries.find(({ association }) => association !== host);
        return other ? [{ card_id: id, draft_id: draft, association_id: other.association, enquiry_id: other.id }] : [];
      }),
    () => false,
    'card_id',
  ),
  agreement_members: already((_, at) => (associations.some(at.coordinatesAll) ? [...associations] : []), 'association_id'),
};

function ofDrafts(): Rest {
  return already((world, at) => world.drafts.filter(at.coordinates).map(({ id }) => id), 'draft_id');
}
