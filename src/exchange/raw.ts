/** One row of somebody's directory, whatever it was written in: as it stands, and as an offer of ours. Pure. */
import { type Clock, isDay, minutesOf, zone } from '../lib/day.ts';
import { isRefusal } from '../lib/refusal.ts';
import { startsFormula } from '../lib/sheet/index.ts';
import { parseClock, parseDay } from '../lib/typed-day.ts';
import { isMarkup, readEmail, readPhone, readPostcode, saysNothing, shown } from '../intake/index.ts';
import { readRule, writeRule } from '../meetings/index.ts';
import { areas, audiences, offerKinds, type Way, ways } from '../offers/index.ts';
import type { Because, Context, DraftOffer, Raw, RawField, ReadRow, Remark } from './draft.ts';
import { isCalledAfter, namesInFull } from './names.ts';

type Notes = { stop(reason: Because, typed: string): void; say(remark: Remark): void };

export function readRaw({ line, cells, trouble }: Raw, context: Context): ReadRow {
  const row: ReadRow = { line, draft: {} as DraftOffer, because: [], remarks: [] };
  const notes: Notes = {
    stop: (reason, typed) => void row.because.push({ reason, typed: shown(typed) }),
    say: (remark) => void (row.remarks.includes(remark) || row.remarks.push(remark)),
  };
  if (trouble) notes.stop(trouble, (trouble.endsWith('association') ? cells.association : cells.title) ?? '');
  row.draft = draftOf((field) => cells[field]?.trim() ?? '', context, notes);
  if (trouble) row.because.length = 1;
  return row;
}

type Cell = (field: RawField) => string;

function draftOf(cell: Cell, context: Context, notes: Notes): DraftOffer {
  const where = whereOf(cell, context, notes);
  return {
    key: cell('key').slice(0, 200) || null,
    ...textsOf(cell, notes),
    ...sortOf(cell, notes),
    languages: list(cell('languages'))
      .filter((code) => /^[a-z]{2,3}$/.test(code))
      .slice(0, 12),
    ...where,
    wheelchair: yesNo(cell('wheelchair')),
    series: seriesOf(cell, context, notes),
    dropIn: yesNo(cell('drop_in')) ?? false,
    contact: contactOf(cell, context, notes),
    link: linkOf(cell('link'), notes),
  };
}

const longest = { title: 120, summary: 300, more: 4_000 } as const;

/** Titles and texts stand in public: nothing that runs, and nobody's name in full. */
function textsOf(cell: Cell, notes: Notes): Pick<DraftOffer, 'title' | 'summary' | 'more'> {
  const text = (field: 'title' | 'summary' | 'more') => {
    const typed = cell(field)
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]+/gu, ' ')
      .trim();
    if (startsFormula(typed)) notes.stop('formula', typed);
    else if (isMarkup(typed)) notes.stop('markup', typed);
    else if (namesInFull(typed) || (field === 'title' && isCalledAfter(typed))) notes.stop('name', typed);
    if (field === 'title' && typed.length > longest.title) notes.stop('too-long', typed);
    else if (typed.length > longest[field]) notes.say('shortened');
    return typed.length > longest[field] ? `${typed.slice(0, longest[field] - 1)}…` : typed;
  };
  const title = text('title').replace(/\s+/g, ' ');
  if (title === '') notes.stop('no-title', '');
  return { title, summary: text('summary'), more: text('more') };
}

function sortOf(cell: Cell, notes: Notes): Pick<DraftOffer, 'kind' | 'kinds' | 'areas'> {
  const among = <T extends string>(field: RawField, known: readonly T[]): T[] => {
    const said = list(cell(field));
    if (said.some((word) => !known.includes(word as T))) notes.say('unknown-words');
    return known.filter((word) => said.includes(word));
  };
  const kind = offerKinds.find((one) => one === cell('kind').toLowerCase());
  if (!kind) notes.say('kind');
  return { kind: kind ?? 'self-help-group', kinds: among('for', audiences), areas: among('areas', areas) };
}

function whereOf(cell: Cell, { country }: Context, notes: Notes): Pick<DraftOffer, 'ways' | 'venue' | 'address' | 'postcode' | 'place'> {
  const { value: postcode, reason } = readPostcode(cell('postcode'), country);
  if (reason) notes.stop('postcode', cell('postcode'));
  const line = (field: RawField, most: number) => (saysNothing(cell(field)) ? null : cell(field).replace(/\s+/g, ' ').slice(0, most));
  const [address, place] = [line('address', 120), line('place', 60)];
  for (const text of [cell('venue'), cell('address'), cell('place')])
    if (startsFormula(text) || isMarkup(text)) notes.stop(isMarkup(text) ? 'markup' : 'formula', text);
  const said = list(cell('ways')).filter((way): way is Way => ways.includes(way as Way));
  const found: Way[] = said.length > 0 ? said : postcode || place || address ? ['in-person'] : [];
  const isNowhere = found.length === 0 || (found.includes('in-person') && !postcode && !place);
  if (isNowhere && !reason) notes.stop('no-where', cell('address'));
  return { ways: found, venue: line('venue', 80), address, postcode, place };
}

function seriesOf(cell: Cell, { today }: Context, notes: Notes): DraftOffer['series'] {
  const [typedDay, typedClock, rrule] = [cell('starts_on'), cell('clock'), cell('rrule')];
  if (typedClock === '' && rrule === '' && typedDay === '') return null;
  const startsOn = typedDay === '' ? today : isDay(typedDay) ? typedDay : parseDay(typedDay, today);
  const clock = parseClock(typedClock);
  if (!startsOn) notes.stop('day', typedDay);
  if (!clock && typedClock !== '') notes.stop('clock', typedClock);
  if (!clock && typedClock === '') notes.say('time-left-out');
  if (!startsOn || !clock) return null;
  const minutes = lengthOf(cell, clock, notes);
  const rule = rrule === '' ? '' : readRule(rrule, { startsOn, clock, zone: zone('Europe/Oslo') });
  if (typeof rule !== 'string' && isRefusal(rule)) {
    notes.stop('rule', rrule);
    return null;
  }
  return { startsOn, clock, minutes, rule: typeof rule === 'string' ? rule : writeRule(rule) };
}

function lengthOf(cell: Cell, clock: Clock, notes: Notes): number {
  const end = cell('end') === '' ? undefined : parseClock(cell('end'));
  const minutes = end ? (minutesOf(end) - minutesOf(clock) + 1440) % 1440 : Number(cell('minutes') || 120);
  if (Number.isInteger(minutes) && minutes >= 5 && minutes <= 1440) return minutes;
  notes.stop('length', cell('end') || cell('minutes'));
  return 120;
}

function contactOf(cell: Cell, { country }: Context, notes: Notes): DraftOffer['contact'] {
  const phone = readPhone(cell('contact_phone'), country);
  const email = readEmail(cell('contact_email'));
  if (phone.reason) notes.stop('phone', cell('contact_phone'));
  if (email.reason) notes.stop('email', cell('contact_email'));
  const typed = saysNothing(cell('contact_name')) || /[<>=@\d]/.test(cell('contact_name')) ? '' : cell('contact_name');
  const [name = ''] = typed.split(/\s+/);
  if (name !== typed) notes.say('first-name');
  return { name: name.slice(0, 40) || null, phone: phone.value, email: email.value };
}

/** A link is shown, never followed by us; one that is not https is left out. */
function linkOf(typed: string, notes: Notes): string | null {
  if (saysNothing(typed)) return null;
  const url = URL.parse(typed);
  if (url?.protocol === 'https:' && url.href.length <= 500 && !url.username) return url.href;
  notes.say('link');
  return null;
}

const list = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[,;|\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

function yesNo(text: string): boolean | null {
  if (/^(yes|ja|true|1|x)$/i.test(text)) return true;
  return /^(no|nei|nej|false|0)$/i.test(text) ? false : null;
}
