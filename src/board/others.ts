/** People of other associations on a draft: bands on a card, and nothing else. There is nothing to read of them but app.cards_on. */
import type { Instance, Person } from '../composition/index.ts';
import { addDays, type Day } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Translate } from '../lib/language.ts';
import { sayNumber } from '../lib/say.ts';
import { spoken } from './words.ts';

/** What one association shows another of somebody who waits. */
export type Bands = {
  kind: 'patient' | 'relative' | 'bereaved';
  mixedOk: boolean;
  phase: 'new' | 'treatment' | 'after' | 'chronic' | 'late' | null;
  decade: number | null;
  /** the municipality, and its middle */
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  languages: string[];
  slots: string[];
  maxKm: number;
  digitalOk: boolean;
  /** months at least: 0, 3, 6 or 12 */
  waited: number;
};
/** `no`: what she is called on this board. */
export type Other = Bands & { id: string; no: number; association: string };

export const MONTH_DAYS = 30;
/** The middle of the decade most are born in, where none is told. */
const USUAL_DECADE = 1955;

export async function othersOn(tx: Tx, draft: string): Promise<Other[]> {
  const { rows } =
    await sql<Other>`select id, place_no as no, association_id as association, kind, mixed_ok as "mixedOk", phase, decade, place,
    latitude, longitude, languages, slots, max_km as "maxKm", digital_ok as "digitalOk", waited from app.cards_on(${draft})`.execute(tx);
  return rows;
}

/** Lays the cards that others show now beside those that lie there. */
export const layCards = (tx: Tx, draft: string): Promise<unknown> => sql`select app.lay_cards(${draft})`.execute(tx);

/** A card as the composer knows people. What a card does not tell weighs as little as it can. */
export function personOfCard(card: Bands & { id: string }, today: Day, diagnosis: string | null): Person {
  const isSomewhere = card.latitude !== null && card.longitude !== null;
  return {
    id: card.id,
    kind: card.kind,
    mixedOk: card.mixedOk,
    born: card.decade === null ? USUAL_DECADE : card.decade + 5,
    sex: 'x',
    phase: card.phase ?? '',
    diagnosis: diagnosis ?? '',
    languages: [...new Set(card.languages.map(spoken))],
    lat: card.latitude ?? 0,
    lon: card.longitude ?? 0,
    maxKm: isSomewhere ? card.maxKm : 0,
    digitalOk: card.digitalOk,
    slots: card.slots,
    since: addDays(today, -card.waited * MONTH_DAYS),
    apart: [],
    sameSex: false,
  };
}

/** Nobody joins a group that is there: those asked for say yes to one that begins. */
export const withOthers = (instance: Instance, others: readonly Other[], today: Day, diagnosis: string | null): Instance => ({
  ...instance,
  people: [...instance.people, ...others.map((one) => personOfCard(one, today, diagnosis))],
  open: instance.open.map((one) => ({ ...one, seats: 0 })),
});

/** "Has waited at least six months": no day is known. */
export const sayWaited = (t: Translate, { waited }: Pick<Bands, 'waited'>): string | null =>
  waited === 0 ? null : t('board:card.waited', { count: waited, months: sayNumber(waited, t.language) });
