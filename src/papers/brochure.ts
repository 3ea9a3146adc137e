/** What stands on a brochure, a poster or a card: the same sentences as the pages that everyone reads, and one short address. */
import { sayPhone } from '../associations/index.ts';
import { type Language, translator, type Words } from '../lib/language.ts';
import type { PaperData } from '../lib/pdf/index.ts';
import type { Paper } from './run.ts';

export type Facts = {
  language: Language;
  words: Words | undefined;
  country: 'NO' | 'DK';
  association: string;
  /** the chapter, or what kind of offer it is */
  over: string | null;
  /** of an offer; else the association's own words are used */
  about: { title: string; summary: string; more: string; facts: readonly Fact[]; isGroup: boolean } | null;
  contact: { name: string | null; phone: string | null; email: string | null };
  postalAddress: string | null;
  /** with https:// */
  address: string;
  membershipAsked: boolean;
};
export type Fact = { label: string; text: string };

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
    over: facts.over,
    heading,
    lead: about?.summary ?? t('public:start.lead'),
    more: about ? paragraphs(about.more) : t.list('public:start.what.text'),
    'more-title': t(about ? 'papers:brochure.about' : 'public:start.what.title'),
    facts: about?.facts ?? [],
    why: { title: t('public:about.why.title'), points: t.list('public:about.why.points') },
    asks: isGroup ? { title: t('public:start.asks.title'), points: t.list('public:start.asks.points') } : null,
    next: isGroup ? { title: t('public:start.next.title'), points: t.list('public:start.next.steps') } : null,
    others: { title: t('public:start.others.title'), text: t('public:start.others.text') },
    free: [
      t('public:about.practical.free'),
      t(facts.membershipAsked ? 'public:about.practical.membership' : 'public:about.practical.noMembership'),
    ],
    contact: { title: t('public:about.contact.title'), lines: contactLines(facts), help: t('public:about.contact.help') },
    emergency: { title: t('public:emergency.title'), lines: t.list(`public:emergency.${country}`) },
    address: address.replace(/^https?:\/\//, ''),
    url: address,
    scan: t('papers:brochure.scan'),
    // A poster is read from afar and folded paper gets creased: more of the code may be missing.
    qr: { qr: address, ecc: 'Q' },
    'qr-alt': t('papers:brochure.qr', { address: address.replace(/^https?:\/\//, '') }),
    paper,
  };
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

const paragraphs = (text: string): string[] => text.split(/\n+/).filter(Boolean);
