import type { Language } from '../../lib/language.ts';
import { found, none } from './findings.ts';
import type { Found } from './findings.ts';
import { fold, saysNothing, wordTable } from './words.ts';

/** ISO 639 codes. Sign languages are languages: nsl in Norway, dsl in Denmark. */
const languageWords = wordTable<string>({
  nb: 'bokmål, norsk bokmål, nb',
  nn: 'nynorsk, norsk nynorsk, nn',
  da: 'dansk, danish, da, dk',
  en: 'engelsk, english, en, eng',
  sv: 'svensk, swedish, sv',
  fi: 'finsk, finnish, fi',
  is: 'islandsk, icelandic',
  fo: 'færøysk, færøsk, faroese',
  kl: 'grønlandsk, greenlandic',
  se: 'samisk, nordsamisk, sami',
  nsl: 'tegnspråk, teiknspråk, norsk tegnspråk, norsk teiknspråk',
  dsl: 'tegnsprog, dansk tegnsprog',
  de: 'tysk, german, deutsch, de',
  nl: 'nederlandsk, hollandsk, dutch',
  fr: 'fransk, french, fr',
  es: 'spansk, spanish, es',
  pt: 'portugisisk, portuguese',
  it: 'italiensk, italian',
  pl: 'polsk, polish, pl',
  lt: 'litauisk, lithuanian',
  lv: 'latvisk, lettisk, latvian',
  et: 'estisk, estonian',
  ru: 'russisk, russian, ru',
  uk: 'ukrainsk, ukrainian, uk',
  ro: 'rumensk, rumænsk, romanian',
  bs: 'bosnisk, serbisk, kroatisk, serbokroatisk, bosnian, serbian, croatian',
  sq: 'albansk, albanian',
  tr: 'tyrkisk, turkish',
  ar: 'arabisk, arabic, ar',
  ku: 'kurdisk, kurdish, sorani, kurmanji',
  fa: 'persisk, farsi, dari, persian',
  ps: 'pashto, pasjto',
  ur: 'urdu',
  pa: 'punjabi, panjabi',
  hi: 'hindi',
  ta: 'tamil, tamilsk',
  so: 'somali, somalisk',
  ti: 'tigrinja, tigrinya, tigrinsk',
  am: 'amharisk, amharic',
  sw: 'swahili',
  vi: 'vietnamesisk, vietnamese',
  th: 'thai, thailandsk',
  tl: 'tagalog, filippinsk',
  zh: 'kinesisk, mandarin, kantonesisk, chinese',
});
const norwegian = new Set(['norsk', 'norw', 'norwegian', 'no', 'nor']);

/** The languages a person can talk in. "Norsk" is the written language the association uses, or bokmål. */
export function readLanguages(text: string, usual: Language): Found<string[]> {
  const parts = text
    .split(/[/,;+&\n]| og | and | samt /i)
    .map(fold)
    .filter(Boolean);
  if (parts.length === 0) return none;
  const codes = parts.map((part) => (norwegian.has(part) ? (usual === 'nn' ? 'nn' : 'nb') : languageWords.get(part)));
  const known = [...new Set(codes.filter((code) => code !== undefined))];
  if (known.length === 0) return saysNothing(text) ? none : found<string[]>(null, 'unread');
  return codes.includes(undefined) ? found(known, 'partly-read') : found(known);
}

/** How far a person will go, in kilometres; "2 mil" is 20 in Norway. None means no limit was given. */
export function readMaxKm(text: string): Found<number> {
  if (saysNothing(text) || /^(ubegrenset|ubegrensa|ubegrænset|fritt|hele landet|ingen grense|unlimited|no limit)$/i.test(text)) return none;
  const [, from, to, unit] =
    /^(?:ca\.?|inntil|inntill|max\.?|maks\.?|opptil|opp til|op til|under|up to)? ?(\d{1,4}(?:[.,]\d)?)(?: ?[-–] ?(\d{1,4}))? ?(km|kilometer|kilometers|mil)?\.?$/i.exec(
      text,
    ) ?? [];
  const km = Math.round(Number((to ?? from)?.replace(',', '.')) * (unit?.toLowerCase() === 'mil' ? 10 : 1));
  return km >= 1 && km <= 2000 ? found(km) : found<number>(null, 'unread');
}

const answers = wordTable<'yes' | 'no'>({
  yes: 'ja, j, yes, y, true, sann, sant, sand, ok, x, 1, gjerne, gjerne det, går bra, går fint, kan, fint, jo, v, helst',
  no: `
    nei, n, nej, no, false, usann, usant, falsk, 0, ikke, ikkje, helst ikke, helst ikkje, aldri, aldrig, kan ikke, kan ikkje, vil
    ikke, vil ikkje, har ikke, har ikkje, ikke pc, har ikke pc`,
});

export function readYesNo(text: string): Found<boolean> {
  if (/^[✓✔☑]$/u.test(text.trim())) return found(true);
  const folded = fold(text);
  const answer = answers.get(folded);
  if (answer) return found(answer === 'yes');
  return folded === '' || saysNothing(text) || /^(kanskje|kan hende|måske|maybe|usikker)$/i.test(text)
    ? none
    : found<boolean>(null, 'unread');
}
