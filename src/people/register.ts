/**
 * What every column is, what for, on what ground, until when. A column that is not in columns.ts fails the build (register.test.ts);
 * "what is kept", the export and docs/privacy.md are made from it. Words: `people:purpose.…`, `people:keep.…`.
 */
import { columns as text } from './columns.ts';

/** health: tells of an illness, or of being one of those who have it. technical: ids, times and hashes that tell of nobody by themselves. */
export const classes = ['health', 'contact', 'personal', 'technical', 'public', 'none'] as const;
export type Class = (typeof classes)[number];

export const purposes = [
  'reach', // call and write to somebody in the way she chose
  'fit', // find a group or a person that fits
  'group', // let a group meet
  'promise', // show who has promised confidentiality
  'consent', // show that somebody said yes
  'help', // know who helps with what
  'sign-in', // let the right one in
  'tell', // tell somebody something once
  'account', // show what was done with somebody's data, and by whom
  'count', // count without names
  'house', // show and run what the association offers
] as const;
export type Purpose = (typeof purposes)[number];

/** GDPR: consent is 6(1)(a) with 9(2)(a); duty is 6(1)(c) with 5(2) and 32; none is for what is nobody's data. */
export type Ground = 'consent' | 'duty' | 'none';

export const keeps = [
  'tie', // months after the last tie has ended
  'details', // days after the group has started
  'meeting', // a year after the meeting
  'notice', // three months after the meeting
  'session', // until signed out, or unused for 14 days
  'code', // a day
  'link', // three months after it has ended
  'message', // what it said: 30 days; that it was sent: a year
  'reply', // 30 days after it was dealt with, three months at most
  'import', // a day
  'draft', // a week
  'mapping', // two years without use
  'interest', // a year, or until taken back
  'over', // until it has been dealt with, a year at most
  'always', // as long as the association uses Verksted; tells of nobody who is erased
] as const;
export type Keep = (typeof keeps)[number];

/** `withheld`: not in what a person takes out. */
export type Column = { class: Class; purpose: Purpose; ground: Ground; keep: Keep; withheld: boolean };
/** How rows belong to a person: `by` a column, or through the enquiry or seat it names. */
export type About = { by: string; in?: 'enquiries' | 'seats' };
export type Table = { about?: About; columns: Record<string, Column> };

export const register: Readonly<Record<string, Table>> = read();

/** Tables whose rows are about a person. */
export const tablesAboutPeople = Object.keys(register).filter((name) => register[name]!.about);

function read(): Record<string, Table> {
  const all: Record<string, Table> = {};
  let usual: Omit<Column, 'class' | 'withheld'>;
  let table: Table;
  for (const line of text.split('\n').filter(Boolean)) {
    const [first, ...words] = line.trim().split(/\s+/) as [string, ...string[]];
    if (line.startsWith(' ')) {
      const [of, purpose = usual!.purpose, keep = usual!.keep] = first.split('/') as [Class, Purpose?, Keep?];
      known(classes, of);
      const column = { ...usual!, class: of, purpose: known(purposes, purpose), keep: known(keeps, keep) };
      for (const word of words) table!.columns[word.replace('-', '')] = { ...column, withheld: word.startsWith('-') };
    } else {
      const [purpose, keep, ...rest] = words as [Purpose, Keep, ...string[]];
      const about = aboutOf(rest);
      usual = { purpose: known(purposes, purpose), keep: known(keeps, keep), ground: groundOf(rest, about) };
      table = all[first] = { ...(about && { about }), columns: {} };
    }
  }
  return all;
}

function aboutOf(words: string[]): About | undefined {
  const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
  const through = after('in');
  const by = after('by');
  return by === undefined ? undefined : { by, ...(through && { in: through as 'enquiries' | 'seats' }) };
}

function groundOf(words: string[], about: About | undefined): Ground {
  if (words.includes('duty')) return 'duty';
  return about ? 'consent' : 'none';
}

function known<T extends string>(list: readonly T[], word: T): T {
  if (!list.includes(word)) throw new Error(`columns.ts: ${word} is no word of the register`);
  return word;
}
