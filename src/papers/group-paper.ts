/** A group's papers: its programme, the promise to sign, and the sheet for who came. From the same facts as the pages. */
import type { PledgeText, Venue } from '../groups/index.ts';
import type { Day } from '../lib/day.ts';
import { partsOf } from '../lib/day.ts';
import { type Language, translator, type Words } from '../lib/language.ts';
import type { PaperData } from '../lib/pdf/index.ts';
import { sayClock, sayDate, sayDay, sayWeekday } from '../lib/say.ts';
import { weekday } from '../lib/day.ts';
import { isCancelled, type MeetingLine, type MeetingsView, sayPlace, type Shown } from '../meetings/index.ts';
import { pledgeForm } from './letter-paper.ts';

type Spoken = { language: Language; words: Words | undefined };

export function programmePaper(view: MeetingsView, shown: Shown, { language, words }: Spoken): PaperData {
  const t = translator(language, words);
  const { ahead, venue, today } = view;
  const [first, last] = [ahead[0]!, ahead.at(-1)!];
  const has = (value: (line: MeetingLine) => unknown) => ahead.some((line) => !isCancelled(line.meeting) && value(line));
  const columns = [
    { head: t('meetings:programme.day'), wide: false, of: ({ meeting }: MeetingLine) => sayDay(meeting.day, language) },
    {
      head: t('meetings:programme.time'),
      wide: false,
      of: ({ meeting }: MeetingLine) => (isCancelled(meeting) ? t('meetings:programme.off') : sayClock(meeting.clock, language)),
    },
    ...(has((line) => line.venue)
      ? [{ head: t('meetings:programme.place'), wide: true, of: (line: MeetingLine) => (line.venue ? sayPlace(line.venue, t) : '') }]
      : []),
    ...(shown.themes && has((line) => line.theme)
      ? [{ head: t('meetings:programme.theme'), wide: true, of: (line: MeetingLine) => line.theme?.title ?? '' }]
      : []),
    ...(shown.names && has((line) => line.host)
      ? [{ head: t('meetings:programme.coffee'), wide: false, of: (line: MeetingLine) => line.host?.called ?? '' }]
      : []),
  ];
  const cell = (line: MeetingLine, column: (typeof columns)[number], at: number) => {
    const off = isCancelled(line.meeting);
    return { text: off && at > 1 ? '' : column.of(line), struck: off && at === 0 };
  };
  return {
    title: t('meetings:programme.heading'),
    lang: language,
    heading: t('meetings:programme.heading'),
    period: t('meetings:programme.period', {
      from: sayDate(first.meeting.day, language, { today }),
      to: sayDate(last.meeting.day, language, { year: 'always' }),
    }),
    place: usualPlace(venue, t),
    columns: columns.map(({ head, wide }) => ({ head, wide })),
    rows: ahead.map((line) => ({ cells: columns.map((column, at) => cell(line, column, at)) })),
    foot: [t('papers:programme.foot')],
  };
}

const usualPlace = (venue: Venue | null, t: ReturnType<typeof translator>): string[] =>
  venue ? [`${t('meetings:programme.usual', { place: sayPlace(venue, t) })}${venue.door ? ` ${venue.door}.` : ''}`] : [];

/** One form for each who has yet to sign, in the own language, and an empty one. */
export function pledgesPaper(
  people: readonly { name: string; text: PledgeText }[],
  spare: PledgeText,
  { language, association }: { language: Language; association: string },
): PaperData {
  const t = translator(language);
  return {
    title: t('groups:pledge.title'),
    lang: language,
    forms: [...people, { name: '', text: spare }].map(({ name, text }) => pledgeForm(text, { association, name })),
  };
}

/** Columns that fit across a sheet. */
export const COLUMNS = 8;

const SPARE = 3;

/** Names down and meetings across, with room for more; where nobody counts by name, only how many. */
export function attendancePaper(days: readonly Day[], names: readonly string[], language: Language): PaperData {
  const t = translator(language);
  return {
    title: t('meetings:attendance.title'),
    lang: language,
    heading: t('meetings:attendance.title'),
    lead: t(names.length > 0 ? 'papers:attendance.lead' : 'papers:attendance.heads'),
    'name-label': names.length > 0 ? t('groups:print.name') : '',
    days: Array.from({ length: COLUMNS }, (_, at) => (days[at] ? shortDay(days[at], language) : ' ')),
    names,
    // for whoever comes who was not on the list
    spare: names.length > 0 ? SPARE : 0,
    'count-label': t('papers:attendance.count'),
    foot: t('papers:attendance.foot'),
  };
}

/** "tir 1.12.", "Tue 1/12": as wide as a column. */
function shortDay(day: Day, language: Language): string {
  const { date, month } = partsOf(day);
  const name = sayWeekday(weekday(day), language).slice(0, 3);
  return language === 'en' ? `${name} ${date}/${month}` : `${name} ${date}.${month}.`;
}
