/** What stands on a brochure, a poster or a card: the same sentences as the pages that everyone reads, and one short address. */
import { sayPhone } from '../associations/index.ts';
import { type Language, type Translate, translator, type Words } from '../lib/language.ts';
import type { PaperData } from '../lib/pdf/index.ts';
import type { Paper } from './run.ts';

export type Facts = {
  language: Language;
  words: Words | undefined;
  country: 'NO' | 'DK';
  association: string;
  logo: { picture: Buffer; type: string } | null;
  /** the chapter, or what kind of offer it is */
  over: string | null;
  /** of an offer or a place; else the association's own words are used */
  about: About | null;
  contact: { name: string | null; phone: string | null; email: string | null };
  postalAddress: string | null;
  /** with https:// */
  address: string;
  membershipAsked: boolean;
};
export type About = {
  title: string;
  summary: string;
  /** empty: what such groups are, in the association's words */
  more: string;
  facts: readonly Fact[];
  /** one is asked something before one joins */
  isGroup: boolean;
  /** of a list: said where it does not all go on the paper */
  rest: string | null;
};
export type Fact = { label: string; text: string };

/** So much of a list can be read at a glance, on each. */
const most: Record<Paper, number> = { folded: 6, a5: 4, poster: 5, cards: 2 };

const templates: Record<Paper, string> = { folded: 'folded', a5: 'flyer', poster: 'poster', cards: 'cards' };
export const templateOf = (paper: Paper): string => templates[paper];

export function brochurePaper(paper: Paper, facts: Facts): PaperData {
  const { language, words, about, country, address } = facts;
  const t = translator(language, words);
  // One who only drops in, or rings, is asked nothing and signs nothing.
  const isGroup = about === null || about.isGroup;
  const heading = about?.title ?? t('public:start.title');
  return {
    title: `${heading} · ${facts.association}`,
    lang: language,
    name: facts.association,
    logo: facts.logo,
    'logo-alt': t('papers:brochure.logo', { name: facts.association }),
    over: facts.over,
    heading,
    lead: about?.summary ?? t('public:start.lead'),
    more: about?.more ? paragraphs(about.more) : isGroup ? t.list('public:start.what.text') : [],
    'more-title': t(about?.more ? 'papers:brochure.about' : 'public:start.what.title'),
    ...listOf(paper, about, t),
    why: { title: t('public:about.why.title'), points: t.list('public:about.why.points') },
    asks: isGroup ? { title: t('public:start.asks.title'), points: t.list('public:start.asks.points') } : null,
    next: isGroup ? { title: t('public:start.next.title'), points: t.list('public:start.next.steps') } : null,
    others: { title: t('public:start.others.title'), text: t('public:start.others.text') },
    free: [
      t('public:about.practical.free'),
      t(facts.membershipAsked ? 'public:about.practical.membership' : 'public:about.practical.noMembership'),
    ],
    contact: { title: t('public:about.contact.title'), lines: contactLines(facts), help: t('public:about.contact.help') },
    emergency: { title: t('public:emergency.title'), lines: t.list(`public:emergency.${country}`).map(unbroken) },
    address: address.replace(/^https?:\/\//, ''),
    url: address,
    scan: t('papers:brochure.scan'),
    // A poster is read from afar and folded paper gets creased: more of the code may be missing.
    qr: { qr: address, ecc: 'Q' },
    'qr-alt': t('papers:brochure.qr', { address: address.replace(/^https?:\/\//, '') }),
    paper,
  };
}

/** Of an offer all that is known; of a list what fits, and that there is more. */
function listOf(paper: Paper, about: About | null, t: Translate) {
  if (!about?.rest) return { facts: about?.facts ?? [], rest: null, 'facts-title': null };
  const rest = about.facts.length > most[paper] ? about.rest : null;
  return { facts: about.facts.slice(0, most[paper]), rest, 'facts-title': paper === 'folded' ? t('papers:place.list') : null };
}

function contactLines({ contact: { name, phone, email }, postalAddress, language, words }: Facts): string[] {
  const t = translator(language, words);
  const call = phone && { name: name ?? '', phone: sayPhone(phone).replaceAll(' ', '\u00a0') };
  return [
    ...(call ? [t(name ? 'public:about.contact.named' : 'public:about.contact.phone', call)] : []),
    ...(email ? [t('public:about.contact.email', { email })] : []),
    ...(postalAddress ? [t('public:about.contact.post', { address: postalAddress.replaceAll('\n', ', ') })] : []),
  ];
}

/** A number is read off the sheet while one dials: it stays on one line. */
const unbroken = (line: string): string => line.replaceAll(/(\d) (?=\d)/g, '$1\u00a0');

const paragraphs = (text: string): string[] => text.split(/\n+/).filter(Boolean);
