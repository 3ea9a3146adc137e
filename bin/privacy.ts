// Writes the table of docs/privacy.md from the register of columns; with --check only says whether they would change.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Class, type Ground, type Keep, type Purpose, register } from '../src/people/index.ts';

const file = join(import.meta.dirname, '../docs/privacy.md');
const [BEGIN, END] = ['<!-- made by bin/privacy.ts: begin -->', '<!-- made by bin/privacy.ts: end -->'];

const words = {
  class: {
    health: 'health (art. 9)',
    contact: 'contact',
    personal: 'personal',
    technical: 'technical',
    public: 'public',
    none: 'nobody’s',
  } satisfies Record<Class, string>,
  purpose: {
    reach: 'call and write to the person in the way chosen',
    fit: 'find a group or a person that fits',
    group: 'let a group meet',
    promise: 'show who has promised confidentiality',
    consent: 'show that the person said yes',
    help: 'know who helps with what',
    'sign-in': 'let the right one in',
    tell: 'tell the person something once',
    account: 'show what was done with somebody’s data, and by whom',
    count: 'count without names',
    house: 'show and run what the association offers',
  } satisfies Record<Purpose, string>,
  ground: {
    consent: 'consent',
    duty: 'duty',
    none: '',
  } satisfies Record<Ground, string>,
  keep: {
    tie: '12 months after the last tie',
    details: '30 days after the group has started',
    meeting: 'a year after the meeting; then a number',
    notice: '3 months after the meeting',
    session: 'until signed out or unused for 14 days; 30 days at most',
    code: 'a day',
    link: '3 months after it has ended',
    message: 'what it said 30 days, that it was sent a year',
    reply: '30 days after it was dealt with, 3 months at most',
    import: 'a day',
    draft: 'a week',
    mapping: '2 years without use',
    interest: 'a year, or until taken back',
    over: 'until it has been dealt with, a year at most',
    always: 'as long as Verksted is used; tells of nobody who is erased',
  } satisfies Record<Keep, string>,
};

const text = readFileSync(file, 'utf8');
const [head, rest] = text.split(BEGIN);
const tail = rest?.split(END)[1];
if (head === undefined || tail === undefined) throw new Error('docs/privacy.md has lost the marks between which its table stands');
const made = `${head}${BEGIN}\n\n${aboutPeople()}\n${inAll()}\n${END}${tail}`;
if (process.argv.includes('--check') && made !== text) throw new Error('docs/privacy.md is not what the register says: run bin/privacy.ts');
if (made !== text) writeFileSync(file, made);

/** One line for each table about people and each class, purpose and limit in it. */
function aboutPeople(): string {
  const lines = Object.entries(register).flatMap(([table, { columns }]) => {
    const groups = Map.groupBy(
      Object.entries(columns).filter(([, one]) => one.class === 'health' || one.class === 'contact' || one.class === 'personal'),
      ([, one]) => [words.class[one.class], words.purpose[one.purpose], words.ground[one.ground], words.keep[one.keep]].join(' | '),
    );
    return [...groups].map(([meaning, named]) => `| \`${table}\` | ${named.map(([name]) => `\`${name}\``).join(', ')} | ${meaning} |`);
  });
  return ['| table | columns | class | purpose | ground | kept |', '|---|---|---|---|---|---|', ...lines, ''].join('\n');
}

function inAll(): string {
  const all = Object.values(register).flatMap(({ columns }) => Object.values(columns));
  const counts = Object.entries(words.class).map(([of, name]) => `${all.filter((one) => one.class === of).length} ${name}`);
  return `In all ${all.length} columns: ${counts.join(', ')}.\n`;
}
