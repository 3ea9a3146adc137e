import { defaultText } from '../associations/index.ts';
import type { Day, Instant } from '../lib/day.ts';
import { day } from '../lib/day.ts';
import { type Language, translator } from '../lib/language.ts';
import type { PaperData } from '../lib/pdf/index.ts';
import type { Call, Letter } from '../messages/index.ts';
import type { MeetingsView } from '../meetings/index.ts';
import { brochurePaper, type Facts, templateOf } from './brochure.ts';
import { attendancePaper, pledgesPaper, programmePaper } from './group-paper.ts';
import { callsPaper, labelsPaper, lettersPaper } from './letter-paper.ts';
import { plainPng } from './papers.fixture.ts';
import { papers } from './run.ts';

export type Sample = { name: string; template: string; data: PaperData };
const TODAY = day('2026-12-01');

/** Every kind of paper there is, in one language, as full as they come: made up, without a database. */
export function everyPaper(language: Language): Sample[] {
  const of = (name: string, template: string, data: PaperData): Sample => ({ name: `${name} ${language}`, template, data });
  const house = { id: 'x', words: {}, country: language === 'da' ? 'DK' : 'NO' } as never;
  const pledge = () => ({ language, version: '1', lines: defaultText('pledge', language, { name: 'Lyspunkt', country: 'NO' }) }) as never;
  const person = { language, association: 'Foreningen Lyspunkt' };
  return [
    ...papers.flatMap((paper) =>
      Object.entries(brochures(language)).map(([name, facts]) => of(`${paper} ${name}`, templateOf(paper), brochurePaper(paper, facts))),
    ),
    of('letters', 'letter', lettersPaper(letters(language), language, { house, today: TODAY, pledge })),
    of('labels', 'labels', labelsPaper(letters(language), language)),
    of('calls', 'calls', callsPaper(calls(language), language, { house, today: TODAY })),
    of('pledge', 'pledge', pledgesPaper([{ name: 'Åse Eksempel', text: pledge() }], pledge(), person)),
    of('attendance', 'attendance', attendancePaper(days, ['Per', 'Pia', 'Åse'], language)),
    of('attendance heads', 'attendance', attendancePaper(days, [], language)),
    of('programme', 'programme', programmePaper(meetings, { themes: true, names: true }, { language, words: undefined })),
  ];
}

const days = Array.from({ length: 6 }, (_, at) => day(`2026-12-0${at + 1}`));

function brochures(language: Language): Record<string, Facts> {
  const t = translator(language);
  const country = language === 'da' ? 'DK' : 'NO';
  const own: Facts = {
    language,
    words: undefined,
    country,
    association: 'Foreningen Lyspunkt',
    logo: null,
    over: null,
    about: null,
    contact: { name: 'Kari', phone: country === 'DK' ? '+4540001102' : '+4740001102', email: 'post@lyspunkt.example' },
    postalAddress: 'Postboks 1\n5003 Bergen',
    address: 'https://verksted.example/k/h4xkp',
    membershipAsked: true,
  };
  const fact = (at: number) => ({ label: `Onsdagsgruppa ${at}`, text: `${t('offers:kind.self-help-group')} · kl. 18 · Bergen` });
  const offer = {
    title: 'Onsdagsgruppa',
    summary: t('public:start.lead'),
    more: 'Vi møtes.\nDøren er åpen.',
    facts: [fact(1)],
    isGroup: true,
    rest: null,
  };
  const place = {
    ...offer,
    title: t('papers:place.title', { place: 'Bergen' }),
    more: '',
    facts: Array.from({ length: 8 }, (_, at) => fact(at)),
    rest: t('papers:place.rest'),
  };
  const logo = { picture: plainPng(240, 80), type: 'image/png' };
  return {
    association: own,
    offer: { ...own, over: t('offers:kind.self-help-group'), about: offer },
    place: { ...own, logo, about: place },
  };
}

function letters(language: Language): Letter[] {
  const t = translator(language);
  const sender = {
    name: 'Lyspunkt',
    email: null,
    smsSender: null,
    phone: '+4740001102',
    postalAddress: 'Postboks 1\n5003 Bergen',
    legalName: 'Foreningen Lyspunkt',
  };
  const values = {
    sender: 'Lyspunkt',
    when: 'tirsdag 15. desember kl. 18',
    was: 'tirsdag 8. desember kl. 18',
    until: 'fredag 11. desember',
    place: '',
    phone: '',
    link: 'https://verksted.example/i/2sQ8bGkz0aXwJ1mVtY3RpA',
  };
  return (['seat-invited', 'pledge-to-sign', 'meeting-cancelled'] as const).map((kind, at) => {
    const body = t(`messages:${kind}.text` as 'messages:seat-invited.text', values);
    const text = `${t('messages:frame.greeting', { name: 'Åse' })}\n\n${body}\n\n${t('messages:frame.closing', { sender: 'Lyspunkt' })}`;
    const composed = {
      subject: t(`messages:${kind}.subject` as 'messages:seat-invited.subject', values),
      body,
      text,
      sms: '',
      spoken: body,
      sender,
    };
    const address = language === 'da' ? ['Eksempelvej 7, 2. tv.', '8900 Randers C'] : ['Eksempelveien 7', '5003 Bergen'];
    return { id: String(at), person: String(at), kind, name: 'Åse Marie Eksempel', language, address, composed } as Letter;
  });
}

const calls = (language: Language): Call[] =>
  letters(language).map((letter) => ({
    ...letter,
    phone: '+4740001103',
    waitsSince: new Date('2026-11-27T09:00:00Z') as Instant,
  }));

const venue = {
  id: 'v',
  name: 'Eksempelbiblioteket',
  digital: false,
  address: 'Storgata 1',
  postcode: '5003',
  place: 'Bergen',
  door: 'Inngang bak',
};
const meetings = {
  ahead: Array.from({ length: 26 }, (_, at) => ({
    meeting: { id: String(at), day: weekly(at), clock: '18:00', cancelledAt: at === 3 ? new Date('2026-12-01T09:00:00Z') : null },
    absent: 0,
    host: { called: 'Pia' },
    theme: { title: at % 3 === 0 ? 'De nærmeste, og alt det de ikke sier' : 'Søvn', chosen: true },
    venue: at === 5 ? venue : null,
  })),
  venue,
  today: TODAY,
} as unknown as MeetingsView;

function weekly(at: number): Day {
  const date = new Date('2026-12-01T12:00:00Z');
  date.setUTCDate(date.getUTCDate() + at * 7);
  return day(date.toISOString().slice(0, 10));
}
