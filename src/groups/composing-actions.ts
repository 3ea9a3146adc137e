/** Making a group by hand, changing it while it forms, and asking people to it. */
import { type Acting, idOf, Missing } from '../accounts/index.ts';
import type { Clock, Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { isRefusal, type Refusal, refuse } from '../lib/refusal.ts';
import { coordinates, mayCompose } from './access.ts';
import { type Circle, holdCircle } from './circle.ts';
import { type Broken, type ComposeReason, type HintReason, hintsOf, type Plan, refusalsOf } from './composing.ts';
import { type Group, isForming, isOver, type RhythmName } from './group.ts';
import { insertFacilitator } from './facilitator-actions.ts';
import { ask, askNext } from './line.ts';
import { inState } from './seat.ts';
import { findModel, findVenue, venuesOf } from './store.ts';
import { facilitatorsToName } from './leaders.ts';
import { apartAmong, holdWaiting, toldBy, type Waiting, waitingForGroup } from './waiting.ts';

export type Draft = {
  model: string;
  chapter: string | null;
  venue: string | null;
  name: string;
  kind: Group['kind'];
  language: Language;
  size: number;
  firstOn: Day | null;
  firstAt: Clock | null;
  rhythm: RhythmName;
  facilitators: readonly string[];
  /** enquiries, in the order they shall be asked */
  people: readonly string[];
};

/** Reads what a draft names; an id that is not there for the actor is no slip of anyone's. */
export async function planOf(acting: Acting, association: string, draft: Draft, hold = false): Promise<{ plan: Plan; waiting: Waiting[] }> {
  const { tx } = acting;
  const model = await findModel(tx, draft.model);
  const venue = (await venuesOf(tx, association)).find((one) => one.id === draft.venue);
  if (!model || model.association !== association || (draft.venue !== null && !venue)) throw new Missing();
  const named = await facilitatorsToName(acting, association);
  if (draft.facilitators.some((one) => !named.has(one))) throw new Missing();
  const found = await (hold ? holdWaiting : waitingForGroup)(tx, association, draft.people);
  const waiting = draft.people.flatMap((enquiry) => found.find((one) => one.enquiry === enquiry) ?? []);
  const apart = await apartAmong(
    tx,
    waiting.map((one) => one.person),
  );
  const { kind, language, size, facilitators } = draft;
  return { plan: { model, venue: venue ?? null, kind, language, size, people: waiting, facilitators, apart }, waiting };
}

export type ComposeOutcome = { group: string } | { broken: Broken<ComposeReason | 'not-waiting'>[] };

/** Makes the group, or tells every rule it would break. */
export async function compose(acting: Acting, association: string, draft: Draft): Promise<ComposeOutcome> {
  if (!coordinates(acting.actor, { association, chapter: draft.chapter })) throw new Missing();
  const { plan, waiting } = await planOf(acting, association, draft, true);
  const lost = draft.people.length - waiting.length;
  if (lost > 0) return { broken: [{ reason: 'not-waiting', values: { count: lost }, people: [] }] };
  const broken = refusalsOf(plan);
  if (broken.length > 0) return { broken };
  const group = await insertGroup(acting, association, draft, plan);
  await insertSeats(acting, { id: group, association }, waiting, 0);
  for (const person of draft.facilitators) await insertFacilitator(acting, { id: group, association }, person, 'facilitator', null);
  return { group };
}

async function insertGroup({ tx, now, actor, record }: Acting, association: string, draft: Draft, { model }: Plan): Promise<string> {
  const id = newId();
  await tx
    .insertInto('groups')
    .values({
      id,
      association_id: association,
      chapter_id: draft.chapter,
      model_id: model.id,
      venue_id: draft.venue,
      name: draft.name,
      kind: draft.kind,
      language: draft.language,
      size_min: model.sizeMin,
      size_max: draft.size,
      facilitators_min: model.facilitatorsMin,
      accompanied_max: model.accompaniedMax,
      minutes_max: model.minutesMax,
      first_minutes_max: model.firstMinutesMax,
      seated: model.seated,
      by_head_count: !model.seated,
      first_on: draft.firstOn,
      first_at: draft.firstAt,
      rhythm: draft.rhythm,
      composed_at: now,
      composed_by: idOf(actor),
    })
    .execute();
  await record({ act: 'group.composed', object: ['group', id], group: id, association });
  return id;
}

type Where = { id: string; association: string };

async function insertSeats({ tx, now, record }: Acting, group: Where, people: readonly Waiting[], after: number): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, one] of people.entries()) {
    const id = newId();
    ids.push(id);
    // Whoever came too late elsewhere gives up that place in line.
    await tx.deleteFrom('seats').where('person_id', '=', one.person).where('gone_at', 'is not', null).execute();
    await tx
      .insertInto('seats')
      .values({
        id,
        association_id: group.association,
        group_id: group.id,
        person_id: one.person,
        enquiry_id: one.enquiry,
        place_no: after + at + 1,
        placed_at: now,
      })
      .execute();
    await record({ act: 'seat.placed', object: ['seat', id], about: one.person, group: group.id, association: group.association });
  }
  return ids;
}

export type PlaceRefusal = 'is-over' | 'not-waiting' | 'no-free-seat' | ComposeReason;

/** Puts more people in line for a group; into one under way they are asked at once, and only to a free seat. The model's rules hold for all together. */
export async function place(acting: Acting, id: string, enquiries: readonly string[]): Promise<Broken<PlaceRefusal>[]> {
  const circle = await holdCircle(acting, id, mayCompose);
  const { group, seats } = circle;
  if (isOver(group) || group.handedOverOn) return [{ reason: 'is-over', people: [] }];
  const people = await holdWaiting(acting.tx, group.association, enquiries);
  const lost = enquiries.length - people.length;
  if (lost > 0) return [{ reason: 'not-waiting', values: { count: lost }, people: [] }];
  const room = group.sizeMax - inState(seats, 'accepted', 'invited').length;
  if (!isForming(group) && people.length > room) return [{ reason: 'no-free-seat', values: { count: people.length, room }, people: [] }];
  const broken = refusalsOf(await planTogether(acting, circle, people)).filter((one) => !onlyWhenMade.includes(one.reason));
  if (broken.length > 0) return broken;
  await insertAgain(acting, circle, people);
  return [];
}

async function insertAgain(acting: Acting, { group, seats }: Circle, people: readonly Waiting[]): Promise<void> {
  const again = people.map((one) => one.person);
  const { tx } = acting;
  await tx.deleteFrom('seats').where('group_id', '=', group.id).where('person_id', 'in', again).where('accepted_at', 'is', null).execute();
  const ids = await insertSeats(acting, group, people, Math.max(0, ...seats.map((seat) => seat.placeNo)));
  if (isForming(group)) return;
  for (const [at, seat] of ids.entries()) await ask(acting, group, { id: seat, person: again[at]! });
}

const onlyWhenMade: readonly string[] = ['size-outside-model', 'too-few-people', 'too-many-facilitators'];

async function planTogether({ tx }: Acting, { group, seats, facilitators }: Circle, people: readonly Waiting[]): Promise<Plan> {
  const model = await findModel(tx, group.model);
  const here = inState(seats, 'standing', 'invited', 'accepted');
  const told = await toldBy(
    tx,
    here.flatMap((seat) => seat.enquiry ?? []),
  );
  const everyone = [...here.flatMap((seat) => seat.person ?? []), ...people.map((one) => one.person)];
  return {
    model: model!,
    venue: (await findVenue(tx, group.venue)) ?? null,
    kind: group.kind,
    language: group.language,
    size: group.sizeMax,
    people: [...told, ...people],
    sitting: here.flatMap((seat) => seat.person ?? []),
    facilitators: facilitators.map((one) => one.person),
    apart: await apartAmong(tx, everyone),
  };
}

/** What may be worth a thought before people are asked. */
export const hintsFor = async (acting: Acting, circle: Circle): Promise<Broken<HintReason>[]> =>
  hintsOf(await planTogether(acting, circle, []));

export type InviteRefusal = 'not-forming' | 'nobody-in-line' | 'needs-first-meeting' | 'fewer-than-seats';

/** Asks so many at a time, seven or eight for five seats; whoever says no makes room for the next. */
export async function invite(acting: Acting, id: string, atOnce: number): Promise<Refusal<InviteRefusal> | undefined> {
  const { group, seats } = await holdCircle(acting, id, mayCompose);
  const refused = mayInvite(group, inState(seats, 'standing', 'gone').length, atOnce);
  if (isRefusal(refused)) return refused;
  await acting.tx.updateTable('groups').set({ asked_at_once: atOnce }).where('id', '=', id).execute();
  await askNext(acting, { ...group, askedAtOnce: atOnce });
  return undefined;
}

export function mayInvite(group: Group, inLine: number, atOnce: number): Refusal<InviteRefusal> | undefined {
  if (!isForming(group)) return refuse('not-forming');
  if (!group.firstOn || !group.firstAt) return refuse('needs-first-meeting');
  if (inLine === 0) return refuse('nobody-in-line');
  return atOnce < group.sizeMin ? refuse('fewer-than-seats', { min: group.sizeMin }) : undefined;
}
