/** Distance and waiting time, as whole kilometres and whole days. */
import type { Facilitator, Person, Venue } from './instance.ts';

type Point = { lat: number; lon: number };
const RAD = Math.PI / 180;
const EARTH_KM = 6371;

/** Great-circle distance in kilometres, rounded (haversine). */
export function km(a: Point, b: Point): number {
  const dLat = (b.lat - a.lat) * RAD,
    dLon = (b.lon - a.lon) * RAD;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.sin(dLon / 2) ** 2;
  return Math.round(2 * EARTH_KM * Math.asin(Math.sqrt(h)));
}

/** Kilometres to a venue; nobody travels to a digital one. */
export const wayTo = (from: Point, venue: Venue): number => (venue.digital ? 0 : km(from, venue));

export const personReaches = (p: Person, venue: Venue): boolean => (venue.digital ? p.digitalOk : km(p, venue) <= p.maxKm);
export const facilitatorReaches = (f: Facilitator, venue: Venue): boolean => (venue.digital ? f.digital : km(f, venue) <= f.maxKm);

/** Days waited, 0 to 365. */
export const waited = (p: Pick<Person, 'since'>, today: string): number =>
  Math.min(365, Math.max(0, Math.round((Date.parse(today) - Date.parse(p.since)) / 864e5)));
