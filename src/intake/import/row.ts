import { readLanguages, readMaxKm, readYesNo } from './answers.ts';
import { readEmail, readHome, readPhone } from './contact.ts';
import type { ImportContext } from './context.ts';
import { readBirthYear, readSince } from './days.ts';
import type { Field, Mapping } from './fields.ts';
import { fields } from './fields.ts';
import type { Found, Reason, Remark } from './findings.ts';
import { readDiagnosis, readPhase } from './health.ts';
import { readKind, readSex } from './kind.ts';
import { readName } from './name.ts';
import { readNote } from './note.ts';
import { isReachable } from './person.ts';
import type { WaitingPersonDraft } from './person.ts';
import { shown } from './plain-text.ts';
import { readSlots } from './slots.ts';
import { isLanguage } from '../../lib/language.ts';

/** What was typed, by field; empty where there is no column or nothing in it. */
export type Cells = Readonly<Record<Field, string>>;

const between: Partial<Record<Field, string>> = { phone: ' / ', email: ' ', address: ', ', slots: ', ', note: '; ' };

/** Nothing that is kept is as long; a note's wishes stand at its beginning, and of the rest it is said that it was left out. */
export const longestCell = 1000;

export function cellsOf(row: readonly string[], mapping: Mapping): Cells {
  const cells = Object.fromEntries(fields.map((field) => [field, ''])) as Record<Field, string>;
  for (const [column, field] of Object.entries(mapping)) {
    const text = (row[Number(column)] ?? '').slice(0, longestCell);
    if (field === 'ignore' || text === '') continue;
    cells[field] = cells[field] === '' ? text : `${cells[field]}${between[field] ?? ' '}${text}`;
  }
  return cells;
}

export type RowRead = {
  /** What could be read, also of a row that cannot be taken in, so that its like can be found. */
  person: WaitingPersonDraft;
  because: Reason[];
  remarks: Remark[];
  proposedWish: string | null;
};

/**
 * Reads one row. What a person is found, reached and placed by stops the row when it is there but cannot be read, so that nothing is
 * lost unseen and the sheet can be mended; what the interview asks about again is left open and remarked on.
 */
export function readRow(cells: Cells, context: ImportContext): RowRead {
  const because: Reason[] = [];
  const remarks: Remark[] = [];
  const take = <T>(field: Field, { value, reason, remarks: said = [] }: Found<T>): T | null => {
    const typed = shown(cells[field]);
    if (reason) because.push({ reason, field, typed });
    for (const remark of said) remarks.push({ remark, field, typed });
    return value;
  };
  const who = whoIs(cells, context, take);
  const what = whatFor(cells, context, take);
  const note = readNote(cells.note);
  take('note', { value: null, remarks: note.remarks });
  const person = { ...who, ...what, needs: note.needs, sameSex: note.sameSex, mixedOk: note.mixedOk };
  if (person.name === '' && !because.some(({ field }) => field === 'name'))
    because.unshift({ reason: 'no-name', field: 'name', typed: '' });
  if (!isReachable(person) && !because.some(({ field }) => field === 'phone' || field === 'email'))
    because.push({ reason: 'no-contact', field: 'phone', typed: '' });
  if (person.kind === null && !because.some(({ field }) => field === 'role'))
    remarks.push({ remark: 'role-missing', field: 'role', typed: '' });
  return { person, because, remarks, proposedWish: note.proposed };
}

type Take = <T>(field: Field, found: Found<T>) => T | null;

function whoIs(cells: Cells, { country, today }: ImportContext, take: Take) {
  const nameField = cells.name === '' && cells.givenName !== '' ? 'givenName' : 'name';
  const name = take(nameField, readName(cells)) ?? { name: '', givenName: '', familyName: null };
  const phone = take('phone', readPhone(cells.phone, country));
  const email = take('email', readEmail(cells.email));
  const { home, postcode, address, place } = readHome(cells, country);
  take('postcode', postcode);
  take('address', address);
  take('place', place);
  const birthYear = take(cells.birthYear === '' && cells.age !== '' ? 'age' : 'birthYear', readBirthYear(cells, today));
  return { ...name, phone, email, ...home, birthYear, sex: take('sex', readSex(cells.sex)) };
}

function whatFor(cells: Cells, { today, defaultLanguage, diagnoses }: ImportContext, take: Take) {
  const languages = take('languages', readLanguages(cells.languages, defaultLanguage)) ?? [defaultLanguage];
  return {
    kind: take('role', readKind(cells.role)),
    diagnosis: take('diagnosis', readDiagnosis(cells.diagnosis, diagnoses)),
    phase: take('phase', readPhase(cells.phase)),
    languages,
    language: languages.find(isLanguage) ?? defaultLanguage,
    slots: take('slots', readSlots(cells.slots)) ?? [],
    maxKm: take('maxKm', readMaxKm(cells.maxKm)),
    digital: take('digital', readYesNo(cells.digital)),
    since: take('since', readSince(cells.since, today)),
  };
}
