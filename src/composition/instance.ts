/** What is given: who waits, where and when there is room, who can lead. It carries no names. */
import { z } from 'zod';
import { KINDS } from './kind.ts';

const PERSON_KINDS = ['patient', 'relative', 'bereaved'] as const;
const SEXES = ['f', 'm', 'x'] as const;

const id = z.string().min(1);
const point = { lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) };
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a day');
const km = z.number().min(0);
const profile = { born: z.int().min(1850).max(2150), sex: z.enum(SEXES), phase: z.string(), diagnosis: z.string() };

const person = z.object({
  id,
  kind: z.enum(PERSON_KINDS),
  mixedOk: z.boolean(),
  ...profile,
  languages: z.array(id),
  ...point,
  maxKm: km,
  digitalOk: z.boolean(),
  slots: z.array(id),
  since: day,
  apart: z.array(id).default([]),
  sameSex: z.boolean().default(false),
});
const venue = z.discriminatedUnion('digital', [
  z.object({ id, digital: z.literal(false), ...point, slots: z.array(id) }),
  z.object({ id, digital: z.literal(true), slots: z.array(id) }),
]);
const facilitator = z.object({
  id,
  ...point,
  maxKm: km,
  digital: z.boolean(),
  languages: z.array(id),
  kinds: z.array(z.enum(KINDS)),
  slots: z.array(id),
  maxGroups: z.int().min(0),
});
const openGroup = z.object({
  id,
  venue: id,
  slot: id,
  kind: z.enum(KINDS),
  language: id,
  seats: z.int().min(0),
  members: z.array(z.object(profile)),
  /** how many sit there, where more do than those of whom something is known */
  sits: z.int().min(0).optional(),
  /** people who must never sit with one who sits there */
  notWith: z.array(id).optional(),
});
const model = z
  .object({ min: z.int().min(1), max: z.int().min(1).max(40), facilitators: z.int().min(0).max(10), ageSpan: z.number().min(0) })
  .refine((m) => m.min <= m.max, 'min is above max');
const schema = z.object({
  version: z.literal(1).optional(),
  today: day,
  model,
  slots: z.array(id).optional(),
  people: z.array(person),
  venues: z.array(venue),
  facilitators: z.array(facilitator),
  open: z.array(openGroup).default([]),
});

export type Instance = z.infer<typeof schema>;
export type Person = Instance['people'][number];
export type Venue = Instance['venues'][number];
export type Facilitator = Instance['facilitators'][number];
export type OpenGroup = Instance['open'][number];
export type Model = Instance['model'];
export type Profile = Pick<Person, 'born' | 'sex' | 'phase' | 'diagnosis'>;
export type Parsed = { ok: true; instance: Instance } | { ok: false; errors: string[] };

/** Reads an instance from foreign hands. Every error says where it is; at most twenty are listed. */
export function parseInstance(input: unknown): Parsed {
  const result = schema.safeParse(input);
  if (!result.success)
    return { ok: false, errors: result.error.issues.slice(0, 20).map((i) => `${i.path.join('.') || 'instance'}: ${i.message}`) };
  const twice = [
    ...repeats('people', result.data.people),
    ...repeats('venues', result.data.venues),
    ...repeats('facilitators', result.data.facilitators),
    ...repeats('open', result.data.open),
  ];
  return twice.length > 0 ? { ok: false, errors: twice.slice(0, 20) } : { ok: true, instance: result.data };
}

function repeats(list: string, items: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return items.flatMap((item, n) => (seen.size === seen.add(item.id).size ? [`${list}.${n}.id: ${item.id} is there twice`] : []));
}
