import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Country = 'NO' | 'DK';
/** Degrees, good to a kilometre or so. */
export type Point = { latitude: number; longitude: number };
export type Place = {
  postcode: string;
  name: string;
  /** official code; none on Svalbard */ municipality: string | null;
  point: Point | null;
};

const files: Record<Country, string> = { NO: 'norway.txt', DK: 'denmark.txt' };
const read = new Map<Country, ReadonlyMap<string, Place>>();

/** The place of a postal code of four figures. Undefined where we know none; see `isComplete`. */
export const placeOf = (country: Country, postcode: string): Place | undefined => placesOf(country).get(postcode);

/** Each place once, by the first of its codes. */
export function allPlaces(country: Country): readonly Place[] {
  const once = new Map<string, Place>();
  for (const place of placesOf(country).values()) {
    const key = `${place.name}|${place.municipality}`;
    if (!once.has(key)) once.set(key, place);
  }
  return [...once.values()];
}

/** Whether a code that is not here is none: the Danish list has gaps. */
export const isComplete = (country: Country): boolean => country === 'NO';

/** Kilometres as the crow flies. */
export function kmBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * 6371 * Math.asin(Math.sqrt(chord));
}

/** Read when first asked for: a process that only answers links needs none of it. */
function placesOf(country: Country): ReadonlyMap<string, Place> {
  const known = read.get(country) ?? parse(readFileSync(join(import.meta.dirname, files[country]), 'utf8'));
  read.set(country, known);
  return known;
}

function parse(text: string): ReadonlyMap<string, Place> {
  const lines = text.split('\n').filter(Boolean);
  return new Map(lines.flatMap((line) => placesIn(line).map((place): [string, Place] => [place.postcode, place])));
}

function placesIn(line: string): Place[] {
  const [name = '', municipality = '', at = '', codes = ''] = line.split('|');
  const [latitude, longitude] = at.split(',').map(Number);
  const point = at ? { latitude: latitude!, longitude: longitude! } : null;
  return codes.split(' ').flatMap((span) => {
    const [from = 0, to = from] = span.split('-').map(Number);
    const made = (n: number): Place => ({ postcode: String(from + n).padStart(4, '0'), name, municipality: municipality || null, point });
    return Array.from({ length: to - from + 1 }, (_, n) => made(n));
  });
}

export {
  findPlace,
  type Found,
  municipalities,
  municipalityAt,
  municipalityBy,
  type Municipality,
  nearestTown,
  type Somewhere,
} from './towns.ts';
