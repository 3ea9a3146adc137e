/** What stands on a letter, a label and a call list, as the templates want it. The words are the page's and the reader's own. */
import type { House } from '../accounts/index.ts';
import { sayPhone } from '../associations/index.ts';
import type { Day } from '../lib/day.ts';
import { type Language, translator } from '../lib/language.ts';
import type { PaperData } from '../lib/pdf/index.ts';
import { sayDay, saySince } from '../lib/say.ts';
import type { Call, Letter, MessageKind } from '../messages/index.ts';
import { dayOf, zone } from '../lib/day.ts';
import type { PledgeText } from '../groups/index.ts';

const ZONE = zone('Europe/Oslo');

/**
 * Millimetres from the left and the top edge to the sender's line, and to the date's line below the window.
 *
 * Norway: windows begin 15 mm from the left; from the top 40 mm (E65, 30 high), 39 (C65, 35 high), 44 (C5, 35 high) or 42 (EC4, 40 high), and are
 * 95 to 105 mm wide. What lies between 44 and 70 mm is seen through all of them.
 * https://officeconsult.no/blogg/brevmaler-plassering-av-mottakerfelt-i-vinduskonvolutter/
 * Denmark: no measures are published by a standard or by the post. The address lies where DIN 5008 (form B, behind the windows of DIN 680) has
 * it, 20 mm from the left and 45 to 90 mm from the top, which is the same place: a sheet fits the envelopes of both countries.
 * Nothing else may stand where any of these windows is: 15 to 120 mm from the left, 39 to 90 mm from the top.
 */
export const windows: Record<House['country'], { left: number; top: number; body: number }> = {
  NO: { left: 20, top: 45.5, body: 95 },
  DK: { left: 20, top: 45.5, body: 95 },
};

/** Letters that a yes or a no on paper answers. */
const answered: readonly MessageKind[] = ['seat-invited', 'seat-offered'];

export type Part = { kind: 'text' | 'link'; text: string } | { kind: 'break' };

/** A text in paragraphs of lines and addresses. */
export const partsOf = (text: string): Part[][] =>
  text.split('\n\n').map((paragraph) =>
    paragraph
      .split(/(\n|https?:\/\/\S+)/)
      .filter(Boolean)
      .map((part): Part => (part === '\n' ? { kind: 'break' } : { kind: /^https?:/.test(part) ? 'link' : 'text', text: part })),
  );

type Facts = {
  house: House;
  today: Day;
  /** in force, for the letters that ask for a signature */
  pledge(language: Language): PledgeText | undefined;
};

export function lettersPaper(letters: readonly Letter[], language: Language, facts: Facts): PaperData {
  const t = translator(language, facts.house.words[language]);
  return {
    title: t('papers:letters.file', { count: letters.length }),
    lang: language,
    window: windows[facts.house.country],
    letters: letters.map((letter) => letterOf(letter, facts)),
  };
}

function letterOf({ composed, language, name, address, kind }: Letter, { house, today, pledge }: Facts) {
  const t = translator(language, house.words[language]);
  const { sender } = composed;
  const link = /https?:\/\/\S+/.exec(composed.text)?.[0];
  const text = kind === 'pledge-to-sign' ? pledge(language) : undefined;
  return {
    lang: language,
    from: [sender.name, ...lines(sender.postalAddress)].join(' · '),
    to: [name, ...address],
    dated: sayDay(today, language, { weekday: false, year: 'always' }),
    subject: composed.subject,
    body: partsOf(composed.text),
    qr: link ? { qr: link, ecc: 'M', quick: true } : null,
    'qr-alt': t('papers:qr'),
    scan: t('papers:letters.scan'),
    phone: sender.phone && t('papers:letters.phone', { phone: sayPhone(sender.phone) }),
    slip: answered.includes(kind)
      ? {
          title: t('papers:slip.title'),
          how: t('papers:slip.how'),
          back: sender.postalAddress ? [sender.name, ...lines(sender.postalAddress)].join(', ') : null,
          answers: [t('papers:slip.yes'), t('papers:slip.no')],
          name: t('groups:print.name'),
          given: name,
          day: t('groups:print.day'),
        }
      : null,
    pledge: text ? pledgeForm(text, { association: sender.name, name }) : null,
  };
}

const lines = (text: string | null): string[] => (text ?? '').split('\n').filter(Boolean);

/** The promise with lines to sign on, in the language its text is in. */
export function pledgeForm(text: PledgeText, { association, name }: { association: string; name: string }) {
  const language = text.language as Language;
  const t = translator(language);
  return {
    lang: language,
    association,
    title: t('groups:pledge.title'),
    lead: t('groups:pledge.lead'),
    lines: text.lines,
    name,
    'name-label': t('groups:print.name'),
    'day-label': t('groups:print.day'),
    'sign-label': t('groups:print.signature'),
    version: t('groups:print.version', { version: text.version }),
  };
}

export function labelsPaper(letters: readonly Letter[], language: Language): PaperData {
  const t = translator(language);
  return { title: t('papers:labels.file'), lang: language, labels: letters.map(({ name, address }) => [name, ...address]) };
}

export function callsPaper(calls: readonly Call[], language: Language, { house, today }: Pick<Facts, 'house' | 'today'>): PaperData {
  const t = translator(language, house.words[language]);
  return {
    title: t('papers:calls.title'),
    lang: language,
    heading: t('papers:calls.title'),
    lead: t('papers:calls.lead', { count: calls.length }),
    outcomes: t.list('papers:calls.outcomes'),
    calls: calls.map((call) => ({
      name: call.name,
      phone: sayPhone(call.phone),
      about: `${t(`outbox:kind.${call.kind}`)} · ${saySince(dayOf(call.waitsSince, ZONE), language, today)}`,
      lang: call.language,
      say: partsOf(call.composed.spoken),
    })),
  };
}
