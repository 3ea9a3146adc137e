/** What the actor may see of groups: every query here runs under row-level security. */
import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Model } from './composing.ts';
import type { Group } from './group.ts';
import type { Duty } from './handover.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { Seat } from './seat.ts';

export const groupColumns = [
  'id',
  'association_id as association',
  'chapter_id as chapter',
  'model_id as model',
  'venue_id as venue',
  'name',
  'kind',
  'language',
  'size_min as sizeMin',
  'size_max as sizeMax',
  'facilitators_min as facilitatorsMin',
  'accompanied_max as accompaniedMax',
  'seated',
  'by_head_count as byHeadCount',
  'listed',
  'first_on as firstOn',
  'first_at as firstAt',
  'rhythm',
  'asked_at_once as askedAtOnce',
  'one_facilitator_on as oneFacilitatorOn',
  'started_on as startedOn',
  'decided_on as decidedOn',
  'decision',
  'continued_to as continuedTo',
  'handed_over_on as handedOverOn',
  'closed_on as closedOn',
  'closed_because as closedBecause',
  'merged_into as mergedInto',
  'cancelled_at as cancelledAt',
] as const;

const seatColumns = [
  'id',
  'group_id as group',
  'person_id as person',
  'enquiry_id as enquiry',
  'place_no as placeNo',
  'invited_at as invitedAt',
  'accepted_at as acceptedAt',
  'declined_at as declinedAt',
  'gone_at as goneAt',
  'left_on as leftOn',
  'stay_in_touch as stayInTouch',
] as const;

const modelColumns = [
  'id',
  'association_id as association',
  'key',
  'name',
  'facilitators_min as facilitatorsMin',
  'facilitators_max as facilitatorsMax',
  'size_min as sizeMin',
  'size_max as sizeMax',
  'seated',
  'accompanied_max as accompaniedMax',
  'minutes_max as minutesMax',
  'first_minutes_max as firstMinutesMax',
  'rhythm',
  'afterwards',
] as const;

/** Holds the group until the end of the transaction; how many seats are taken then. Whoever comes at the same time waits. */
export async function hold(tx: Tx, group: string): Promise<number> {
  const held = await sql<{ taken: number }>`select app.hold_group(${group}) as taken`.execute(tx);
  return held.rows[0]!.taken;
}

export const findGroup = (tx: Tx, id: string): Promise<Group | undefined> =>
  tx.selectFrom('groups').select(groupColumns).where('id', '=', id).executeTakeFirst();

export const findSeat = (tx: Tx, id: string): Promise<Seat | undefined> =>
  tx.selectFrom('seats').select(seatColumns).where('id', '=', id).executeTakeFirst();

export const seatsOf = (tx: Tx, groups: readonly string[]): Promise<Seat[]> =>
  groups.length === 0
    ? Promise.resolve([])
    : tx.selectFrom('seats').select(seatColumns).where('group_id', 'in', groups).orderBy('place_no').execute();

export const findModel = async (tx: Tx, id: string): Promise<Model | undefined> =>
  (await tx.selectFrom('programme_models').select(modelColumns).where('id', '=', id).executeTakeFirst()) as Model | undefined;

export const modelsOf = async (tx: Tx, association: string): Promise<Model[]> =>
  (await tx
    .selectFrom('programme_models')
    .select(modelColumns)
    .where('association_id', '=', association)
    .where('retired_on', 'is', null)
    .orderBy('name')
    .execute()) as Model[];

export type Facilitator = {
  id: string;
  person: string;
  part: 'facilitator' | 'guest';
  agreedAt: Instant | null;
  untilDay: string | null;
};

/** Those who hold the group now, the first named first: named for it, and with the role today. */
export const facilitatorsOf = (tx: Tx, groups: readonly string[]): Promise<(Facilitator & { group: string })[]> =>
  groups.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('facilitators')
        .select(['id', 'group_id as group', 'person_id as person', 'part', 'agreed_at as agreedAt', 'until_day as untilDay'])
        .where('group_id', 'in', groups)
        .where('ended_at', 'is', null)
        .where(sql<boolean>`app.leads_today(id)`)
        .orderBy('id')
        .execute();

export const dutiesHeld = (tx: Tx, group: string): Promise<Duty[]> =>
  tx
    .selectFrom('duties')
    .select(['id', 'duty', 'seat_id as seat'])
    .where('group_id', '=', group)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();

export type Venue = {
  id: string;
  name: string;
  digital: boolean;
  address: string | null;
  postcode: string | null;
  place: string | null;
  door: string | null;
  directions: string | null;
  latitude: number | null;
  longitude: number | null;
  wheelchair: boolean;
  hearingLoop: boolean;
  checklist: string[];
};

const venueColumns = [
  'id',
  'name',
  'digital',
  'address',
  'postcode',
  'place',
  'door',
  'directions',
  'latitude',
  'longitude',
  'wheelchair',
  'hearing_loop as hearingLoop',
  'checklist',
] as const;

export const findVenue = (tx: Tx, id: string | null): Promise<Venue | undefined> =>
  id === null ? Promise.resolve(undefined) : tx.selectFrom('venues').select(venueColumns).where('id', '=', id).executeTakeFirst();

export const venuesOf = (tx: Tx, association: string): Promise<(Venue & { chapter: string | null })[]> =>
  tx
    .selectFrom('venues')
    .select([...venueColumns, 'chapter_id as chapter'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();

const heartbeatColumns = [
  'id',
  'group_id as group',
  'asked_on as askedOn',
  'answered_on as answeredOn',
  'alive',
  'room_for_more as roomForMore',
] as const;

export const findHeartbeat = (tx: Tx, id: string): Promise<Heartbeat | undefined> =>
  tx.selectFrom('heartbeats').select(heartbeatColumns).where('id', '=', id).executeTakeFirst();

/** The newest question, answered or not. */
export const lastHeartbeat = (tx: Tx, group: string): Promise<Heartbeat | undefined> =>
  tx
    .selectFrom('heartbeats')
    .select(heartbeatColumns)
    .where('group_id', '=', group)
    .orderBy('asked_on', 'desc')
    .limit(1)
    .executeTakeFirst();
