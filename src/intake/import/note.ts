import { startsFormula } from '../../lib/sheet/index.ts';
import type { RemarkName } from './findings.ts';
import { hasNationalId, isMarkup } from './plain-text.ts';
import { fold, saysNothing } from './words.ts';

/** Wishes that need no words of the person's own. */
export const needs = [
  'wheelchair',
  'step-free',
  'hearing',
  'sight',
  'interpreter',
  'no-computer',
  'letter',
  'call-after-17',
  'talk-first',
  'apart-from-partner',
  'not-in-summer',
] as const;
export type Need = (typeof needs)[number];

export type Note = {
  needs: Need[];
  /** Wants a group of women or of men only. */
  sameSex: boolean;
  /** Patients and relatives together is fine. */
  mixedOk: boolean;
  /** A short wish outside the list, for the coordinator to take in or leave. It is not stored by itself. */
  proposed: string | null;
  remarks: RemarkName[];
};

type Wish = Need | 'same-sex' | 'mixed-ok';
/** Folded text; `affirmed` wishes are not read from a clause that denies something. */
const wishes: readonly { wish: Wish; says: RegExp; affirmed?: true }[] = [
  { wish: 'wheelchair', says: /rullestol|korestol|wheelchair/, affirmed: true },
  {
    wish: 'step-free',
    says: /trappefri|trinn?fri|(ikke|ikkje|uten|utan|uden|darlig|darleg|problem|vansk)[a-z ]*trapp|trapp[a-z ]*(ikke|ikkje|darlig|darleg|problem|vansk)|heis\b|elevator|step free|no stairs|rullator|krykke|gar (darlig|darleg)|walker\b/,
  },
  {
    wish: 'hearing',
    says: /horer (svaert )?(darlig|darleg|litt|ikke godt)|hoyrer (svaert )?(darleg|litt)|horselshem|hoyrselshem|horehem|horeapparat|hoyreapparat|horetab|(nedsatt|nedsat|svekket|svekka) hoy?r|hearing|tunghor|teleslynge/,
  },
  {
    wish: 'sight',
    says: /\bser (svaert )?(darlig|darleg)|synshem|synssvekk|svaksyn|svagsyn|blind\b|(nedsatt|nedsat) syn|low vision|poor sight/,
  },
  { wish: 'interpreter', says: /\btolk|interpreter/, affirmed: true },
  {
    wish: 'no-computer',
    says: /(ikke|ikkje|ingen|uten|utan|uden|no) (egen |eigen )?(pc|data|datamaskin|datamaskine|computer|internett|internet|nett|smarttelefon|smartphone)\b/,
  },
  {
    wish: 'letter',
    says: /\b(helst|vil|onsker|onskjer|kun|bare|berre|prefers) (gjerne |helst |ha |have |fa |info )*(i |pa |pr |per |by |som )?(brev|posten?|letters?)\b/,
  },
  {
    wish: 'call-after-17',
    says: /\b(ring|ringe|ringes|ringast|call|treffes|telefon)\b[a-z ]*\b(etter|efter|after) (kl )?(1[2-7]|5 ?pm)\b/,
  },
  { wish: 'talk-first', says: /(snakke|snakka|prate|tale|talk|speak)\b.*(forst|fyrst|first)\b/ },
  {
    wish: 'apart-from-partner',
    says: /\b(mann|mannen|kona|kone|konen|samboer|samboeren|sambuar|sambuaren|partner|partneren|ektefelle|ektefellen|aegtefaelle|mand|manden|hustru|husband|wife)\b.*((ikke|ikkje|not)( i)?( the)? (samme|same) grupp|not (in )?the same group|(annen|anna|anden|other|different) (gruppe|group))/,
  },
  {
    wish: 'not-in-summer',
    says: /fellesferie|industriferie|(ikke|ikkje|not) (i |om |in )?(juli|sommeren|sommaren|sommerferien|sommarferien|july|summer)/,
  },
  {
    wish: 'same-sex',
    says: /kvinnegruppe|kvindegruppe|mannsgruppe|mannegruppe|mandegruppe|herregruppe|(bare|berre|kun|only) (kvinner|kvinder|menn|maend|women|men)\b/,
    affirmed: true,
  },
  { wish: 'mixed-ok', says: /(gjerne|godt|ok med|fint med|happy with) (i )?(en |ei |a )?(blandet|blanda|mixed)/, affirmed: true },
];

/** What happened, and who is ill with what: never stored. Dates and hours of calls belong here too. */
const history =
  /\b(ringte|ringt|ringde|snakket|snakka|talte|talt|called|purret|purra|sendt|skrev|skreiv|svarte|svart|venter pa|ventar pa|avtalt|tatt|forrige|igar|i gar|lagt igjen|beskjed)\b|metasta|cellegift|kjemo|kemo|operer|operat|diagnos|strale|kreft|kraeft|cancer|tumor|svulst|depre|angst|suicid|selvmord|sjolvmord|medisin|medicin|innlagt|indlagt|sykehus|sjukehus|sygehus|hospital|dode?\b|dod\b|palliativ|spredning|\d{1,2} \d{1,2}( \d{2,4})?$/;

/** Of a longer note only the beginning is looked at. */
const longestNote = 600;
/** Longer than this, a wish is a story. */
const longestWish = 120;

/** A wish in a person's own words as it may be kept, once the coordinator has read it; null when there is nothing to keep. */
export function asWish(text: string): string | null {
  const wish = text.replace(/\s+/g, ' ').trim();
  return wish === '' || wish.length > longestWish || isSpoiled(wish) ? null : wish;
}

const isSpoiled = (text: string): boolean => startsFormula(text) || isMarkup(text) || hasNationalId(text);

/**
 * Reads a note for wishes. Nothing of the text itself is part of the answer but one short rest, as a proposal;
 * formulas, markup, identity numbers, records of calls and whatever is long are left out, and a remark says so.
 */
export function readNote(text: string): Note {
  const note: Note = { needs: [], sameSex: false, mixedOk: false, proposed: null, remarks: [] };
  if (saysNothing(text)) return note;
  const spoiled = startsFormula(text)
    ? 'formula-left-out'
    : isMarkup(text)
      ? 'markup-left-out'
      : hasNationalId(text)
        ? 'national-id-left-out'
        : undefined;
  if (spoiled) return { ...note, remarks: [spoiled] };
  const said = clauses(text.slice(0, longestNote)).map((clause) => ({ clause, wishes: wishesIn(fold(clause)) }));
  const all = new Set(said.flatMap((each) => each.wishes));
  const rest = said.filter((each) => each.wishes.length === 0).map(({ clause }) => clause);
  return {
    needs: needs.filter((need) => all.has(need)),
    sameSex: all.has('same-sex'),
    mixedOk: all.has('mixed-ok'),
    ...leftover(
      rest,
      said.some((each) => each.wishes.length > 0 && each.clause.length > 70),
      text.length > longestNote,
    ),
  };
}

/** Sentences, and parts between semicolons; the point of "kl." ends none. */
const clauses = (text: string): string[] =>
  text
    .replace(/\bkl\.\s*/gi, 'kl ')
    .split(/[;\n]|\.(?=\s|$)/)
    .map((clause) => clause.trim())
    .filter((clause) => !saysNothing(clause));

function wishesIn(folded: string): Wish[] {
  const denied = /\b(ikke|ikkje|ingen|no|not|uten|utan|uden)\b/.test(folded);
  return wishes.filter(({ says, affirmed }) => says.test(folded) && !(affirmed && denied)).map(({ wish }) => wish);
}

function leftover(rest: string[], shortened: boolean, cut: boolean): Pick<Note, 'proposed' | 'remarks'> {
  const kept = rest.filter((clause) => !history.test(fold(clause))).join('; ');
  const tooLong = kept.length > longestWish;
  const leftOut = tooLong || cut || rest.some((clause) => history.test(fold(clause)));
  return {
    proposed: kept === '' || tooLong ? null : kept,
    remarks: [...(leftOut ? (['note-left-out'] as const) : []), ...(shortened ? (['note-shortened'] as const) : [])],
  };
}
