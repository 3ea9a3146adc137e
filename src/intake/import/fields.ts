import { asMapping as mappingOf, givenTwice, type Mapping as AnyMapping } from '../../lib/columns.ts';

/** What a column of a waiting list may hold. */
export const fields = [
  'name',
  'givenName',
  'familyName',
  'phone',
  'email',
  'address',
  'postcode',
  'place',
  'birthYear',
  'age',
  'sex',
  'role',
  'diagnosis',
  'phase',
  'languages',
  'slots',
  'maxKm',
  'digital',
  'since',
  'note',
  'ignore',
] as const;
export type Field = (typeof fields)[number];

export type Mapping = AnyMapping<Field>;

/** Several columns may hold these, such as a mobile and a home number; they are read as one. */
const repeatable: readonly Field[] = ['phone', 'email', 'address', 'slots', 'note', 'ignore'];

export const mayRepeat = (field: Field): boolean => repeatable.includes(field);

export type MappingSlip = { slip: 'no-name' | 'no-contact' } | { slip: 'twice'; field: Field };

/** What is wrong with a mapping a person has put together; with a slip, hardly a row could be read. */
export function checkMapping(mapping: Mapping): MappingSlip[] {
  const used = Object.values(mapping);
  const slips: MappingSlip[] = [];
  if (!used.includes('name') && !used.includes('givenName')) slips.push({ slip: 'no-name' });
  if (!used.some((field) => field === 'phone' || field === 'email' || field === 'address')) slips.push({ slip: 'no-contact' });
  slips.push(...givenTwice(mapping, { fields, mayRepeat }).map((field) => ({ slip: 'twice' as const, field })));
  return slips;
}

/** Of a mapping from foreign hands only what exists. */
export const asMapping = (typed: Readonly<Record<string, unknown>>): Mapping => mappingOf(typed, fields);
