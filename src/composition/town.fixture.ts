/** One town that a person can keep in mind: a library, an evening, two facilitators, and people who differ only where a test says so. */
import type { Instance, Person } from './instance.ts';

const LIBRARY = { lat: 60.39, lon: 5.32 };
const person = (n: number, differs: Partial<Person>): Person => ({
  id: `p${n}`,
  kind: 'patient',
  mixedOk: false,
  born: 1960 + n,
  sex: 'f',
  phase: 'new',
  diagnosis: 'breast',
  languages: ['nb'],
  ...LIBRARY,
  maxKm: 25,
  digitalOk: false,
  slots: ['tue-eve'],
  since: '2026-11-01',
  apart: [],
  sameSex: false,
  ...differs,
});

export const people = (differ: Partial<Person>[]): Person[] => differ.map((d, n) => person(n + 1, d));
export const four = (differ: [Partial<Person>, Partial<Person>, Partial<Person>, Partial<Person>] = [{}, {}, {}, {}]): Person[] =>
  people(differ);

export function bergen(differs: Partial<Instance> = {}): Instance {
  const leads = (id: string) => ({
    id,
    ...LIBRARY,
    maxKm: 50,
    digital: false,
    languages: ['nb'],
    kinds: ['patient' as const],
    slots: ['tue-eve'],
    maxGroups: 1,
  });
  return {
    today: '2026-11-01',
    model: { min: 4, max: 8, facilitators: 2, ageSpan: 15 },
    people: four(),
    open: [],
    venues: [{ id: 'library', ...LIBRARY, digital: false, slots: ['tue-eve'] }],
    facilitators: [leads('kari'), leads('ola')],
    ...differs,
  };
}
