/** What people of the demonstration have asked for, and how far it has come: rows with the history that would have been written. */
import { addDays, addMinutes, type Day, earliest, type Instant, partsOf } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { placeOf } from '../src/lib/places/index.ts';
import { cast, chapters, houses } from './cast.ts';
import type { Chance } from './chance.ts';
import type { ChapterName, HouseName } from './people.ts';
import { momentOf } from './play.ts';
import type { Rows } from './rows.ts';

export type Stage = 'new' | 'booked' | 'overdue' | 'unfit' | 'talked' | 'waiting' | 'first' | 'later' | 'ask-now' | 'finished';
export type Wish = {
  id: string;
  person: string;
  house: HouseName;
  chapter: ChapterName | null;
  wants: 'group' | 'talk' | 'help' | 'represent';
  stage: Stage;
  received: Day;
  kind: 'patient' | 'relative' | 'bereaved';
  digital?: boolean;
};

const postcodes: Record<ChapterName | 'elsewhere', string> = {
  oslo: '0150 0557 0855 1152',
  bergen: '5003 5031 5063 5144',
  trondheim: '7010 7030 7048 7089',
  randers: '8900 8920 8930 8940',
  elsewhere: '4006 9008 6003',
};
const diagnoses = [
  'breast',
  'prostate',
  'bowel',
  'lung',
  'blood',
  'net',
  'gynaecological',
  'head-neck',
  'skin',
  'brain',
  'urinary',
  'other',
];
const phases = ['new', 'treatment', 'after', 'after', 'chronic', 'late'];
const times = ['mon-eve', 'tue-eve', 'tue-day', 'wed-eve', 'thu-eve', 'thu-day', 'fri-day'];
const needs = ['wheelchair', 'hearing', 'no-computer'];

/** Who talks with those who ask, by chapter. */
const talkerOf = ({ house, chapter }: Wish): string =>
  house === 'broen' ? cast.karen.id : chapter === 'bergen' ? cast.birk.id : chapter === 'trondheim' ? cast.tuva.id : cast.kari.id;

/** Rows for each wish as it stands on `today`. */
export function wishRows(chance: Chance, wishes: readonly Wish[], today: Day, now: Instant): Rows {
  const each = wishes.map((wish) => rowsOf(chance, wish, today, now));
  return {
    enquiries: each.map((rows) => rows.enquiry),
    interviews: each.flatMap((rows) => rows.interview ?? []),
    triages: each.flatMap((rows) => rows.triage ?? []),
    history: each.flatMap((rows) => rows.history),
  };
}

function rowsOf(chance: Chance, wish: Wish, today: Day, now: Instant) {
  // Nothing has happened later than now, however early in the day this is.
  const past = (day: Day, at: string): Instant => earliest(momentOf(day, at), addMinutes(now, -5));
  const talk = talkOf(chance, wish, today);
  const association_id = houses[wish.house].id;
  const own = { association_id, enquiry_id: wish.id };
  const isTold = wish.wants === 'group';
  const decided = past(talk.on, '15:10');
  const triage = outcomeOf(wish, today);
  const answered = wish.stage === 'finished' ? past(earlier(addDays(wish.received, 2), today), '12:00') : null;
  const interview = talk.is !== 'none' && {
    id: newId(),
    ...own,
    by_id: talkerOf(wish),
    at: momentOf(talk.on, talk.at),
    how: 'phone',
    booked_at: past(talk.booked, '11:20'),
    held_at: talk.is === 'held' ? past(talk.on, '15:00') : null,
    unfit_at: wish.stage === 'unfit' ? past(talk.booked, '17:40') : null,
    covered: [],
  };
  const decision = triage && { id: newId(), ...own, ...triage, by_id: talkerOf(wish), decided_at: decided };
  return {
    enquiry: {
      id: wish.id,
      association_id,
      chapter_id: wish.chapter ? chapters[wish.chapter].id : null,
      person_id: wish.person,
      wants: wish.wants,
      came_by: 'web',
      received_on: wish.received,
      answered_at: answered,
      answered_by: answered ? talkerOf(wish) : null,
      ...toldBy(chance, wish, today, isTold),
      stage: stageOf(wish),
    },
    interview: interview ? [interview] : undefined,
    triage: decision ? [decision] : undefined,
    history: historyOf(wish, {
      past,
      association_id,
      talk,
      interview: interview ? interview.id : null,
      decided: decision ? decided : null,
      answered,
    }),
  };
}

/** As the database works it out; needed only where it is not asked to. */
const stageOf = ({ stage }: Wish): string => ({ overdue: 'booked', unfit: 'new', 'ask-now': 'later' })[stage as string] ?? stage;

type Talk = { is: 'none' | 'booked' | 'held'; booked: Day; on: Day; at: string };

function talkOf(chance: Chance, { stage, received }: Wish, today: Day): Talk {
  const booked = earlier(addDays(received, 1 + chance.below(3)), today);
  const at = chance.of(['10:00', '11:30', '13:00', '14:30']);
  if (stage === 'new' || stage === 'finished') return { is: 'none', booked, on: today, at };
  if (stage === 'booked') return { is: 'booked', booked, on: addDays(today, chance.of([0, 0, 1, 2, 4])), at };
  if (stage === 'unfit') return { is: 'booked', booked, on: addDays(today, 3), at };
  if (stage === 'overdue') return { is: 'booked', booked: addDays(today, -6), on: addDays(today, -2), at };
  return { is: 'held', booked, on: earlier(addDays(received, 5 + chance.below(4)), addDays(today, -1)), at };
}

function outcomeOf({ stage }: Wish, today: Day): { outcome: string; again_on: Day | null } | undefined {
  if (stage === 'waiting') return { outcome: 'group', again_on: null };
  if (stage === 'first') return { outcome: 'one-to-one-first', again_on: null };
  if (stage === 'later') return { outcome: 'later', again_on: addDays(today, 40) };
  return stage === 'ask-now' ? { outcome: 'later', again_on: addDays(today, -1) } : undefined;
}

function toldBy(chance: Chance, { chapter, house, kind, digital }: Wish, today: Day, isTold: boolean) {
  const code = chance.of(postcodes[chapter ?? 'elsewhere'].split(' '));
  const place = placeOf(houses[house].country, code);
  const isDanish = house === 'broen';
  return {
    kind: isTold ? kind : null,
    mixed_ok: digital ?? chance.holds(0.3),
    diagnosis: isTold ? chance.of(diagnoses) : null,
    phase: isTold ? chance.of(phases) : null,
    birth_year: partsOf(today).year - 38 - chance.below(48),
    sex: isDanish ? 'm' : chance.of(['f', 'f', 'm']),
    same_sex: false,
    languages: [isDanish ? 'da' : 'nb'],
    postcode: code,
    place: place?.name ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
    max_km: chance.of([5, 10, 20, 40, null]),
    digital_ok: digital ?? chance.holds(0.35),
    slots: times.filter(() => chance.holds(0.4)),
    needs: chance.holds(0.12) ? [chance.of(needs)] : [],
  };
}

type Past = {
  past(day: Day, at: string): Instant;
  association_id: string;
  talk: Talk;
  interview: string | null;
  decided: Date | null;
  answered: Date | null;
};

function historyOf(wish: Wish, { past, association_id, talk, interview, decided, answered }: Past): Record<string, unknown>[] {
  const by = talkerOf(wish);
  const entry = (at: Date, actor: string, role: string, act: string, object: [string, string]) => ({
    id: newId(),
    at,
    association_id,
    actor_id: actor,
    actor_role: role,
    act,
    object_kind: object[0],
    object_id: object[1],
    about_id: wish.person,
    request_id: `demo ${wish.received}`,
  });
  const own: [string, string] = ['enquiry', wish.id];
  return [
    entry(past(wish.received, '09:40'), wish.person, 'visitor', 'enquiry.received', own),
    ...(interview ? [entry(past(talk.booked, '11:20'), by, 'coordinator', 'interview.booked', ['interview', interview])] : []),
    ...(talk.is === 'held' ? [entry(past(talk.on, '15:00'), by, 'coordinator', 'interview.held', ['interview', interview!])] : []),
    ...(decided ? [entry(decided, by, 'coordinator', 'enquiry.triaged', own)] : []),
    ...(answered ? [entry(answered, by, 'coordinator', 'enquiry.answered', own)] : []),
  ];
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
