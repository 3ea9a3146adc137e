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

/** What each column means, by its place from 0. A column that is not there is ignored. */
export type Mapping = Readonly<Record<number, Field>>;

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
  for (const field of fields) {
    if (!mayRepeat(field) && used.filter((other) => other === field).length > 1) slips.push({ slip: 'twice', field });
  }
  return slips;
}

/** A mapping from foreign hands: only columns and fields that exist are kept. */
export function asMapping(typed: Readonly<Record<string, unknown>>): Mapping {
  const known = Object.entries(typed).filter(([column, field]) => /^\d{1,3}$/.test(column) && fields.includes(field as Field));
  return Object.fromEntries(known) as Mapping;
}
