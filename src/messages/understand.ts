import { calm, forGood, phrases, type Sense, words } from './reply-words.ts';

/** What a short reply can mean. 'absent': not at this meeting; 'leave': out of the group; 'stop': no more text messages. */
export type Answer = 'yes' | 'no' | 'absent' | 'leave' | 'stop';

/**
 * What a text message says, in any of the four languages and with small slips of the thumb. Undefined unless every word of it is
 * understood: a seat is given away or taken on the strength of this, and a person reads what is left.
 */
export function understand(text: string): Answer | undefined {
  if (text.length > 200 || /[?¿]/.test(text)) return undefined;
  const said = wordsOf(text);
  const senses = said.map(senseOf);
  if (senses.length > 14 || senses.includes(undefined)) return undefined;
  const telling = senses.filter((sense) => sense !== undefined && sense !== 'filler');
  // "Ikke syk" takes back what comes after it.
  if (telling.some((sense, at) => sense === 'not' && telling[at + 1] === 'ill')) return undefined;
  const answer = meaningOf(new Set(telling));
  // "Kommer ikke mer" may be a meeting or all of them.
  if (answer === 'absent' && said.some((word) => everAfter.has(word))) return undefined;
  return (answer === 'stop' || answer === 'leave') && !isMeant(answer, said, senses) ? undefined : answer;
}

/** What ends something is taken at its word only where no other word can have changed it. */
function isMeant(answer: 'stop' | 'leave', said: readonly string[], senses: readonly (Sense | undefined)[]): boolean {
  const at = senses.indexOf(answer);
  const aboutMessages = senses.includes('messages');
  return said.every((word, place) => {
    if (senses[place] !== 'filler') return true;
    if (calmWords.stop.has(word)) return true;
    if (answer === 'stop') return aboutMessages && calmWords['stop-messages'].has(word);
    return calmWords.leave.has(word) || (place > at && calmWords['after-leave'].has(word));
  });
}

/** Which senses together make which answer; anything else contradicts itself, or says nothing. */
const meanings: readonly [Answer, readonly (readonly Sense[])[]][] = [
  ['yes', [['yes'], ['come'], ['yes', 'come'], ['yes', 'fits'], ['fits']]],
  ['no', [['no'], ['no', 'not'], ['no', 'not', 'fits'], ['not', 'fits'], ['no', 'not', 'now'], ['not', 'now'], ['no', 'now']]],
  [
    'absent',
    [
      ['not', 'come'],
      ['no', 'not', 'come'],
      ['absent'],
      ['no', 'absent'],
      ['not', 'come', 'absent'],
      ['not', 'come', 'ill'],
      ['no', 'not', 'come', 'ill'],
      ['absent', 'ill'],
    ],
  ],
  ['leave', [['leave']]],
  ['stop', [['stop'], ['stop', 'messages'], ['not', 'messages'], ['no', 'messages']]],
];

function meaningOf(said: ReadonlySet<Sense | undefined>): Answer | undefined {
  return meanings.find(([, ways]) => ways.some((way) => way.length === said.size && way.every((sense) => said.has(sense))))?.[0];
}

/** Lower case, without signs, pictures, doubled letters and what stands below a greeting: "Neiii takk!! Hilsen Per" is "nei tak". */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’´`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  const body = once(` ${plain} `).replace(signature, ' ');
  const joined = Object.entries(phrases).reduce((so, [phrase, word]) => so.replaceAll(` ${once(phrase)} `, ` ${once(word)} `), body);
  return joined.trim().split(' ').filter(Boolean);
}

/** What comes after a greeting is a name. */
const signature = / (mvh|vh|hilsen|hilsn|helsing|venlig hilsen|regards|kh|klem)( .*)$/;

/** "jaaa", "komer" and "kommer" are each written one way, and so are "må", "maa", "møte" and "moete": not every telephone has the letters. */
const once = (text: string) => text.replace(/[åøæöä]/g, (letter) => plainly[letter]!).replace(/(\p{L})\1+/gu, '$1');
const plainly: Readonly<Record<string, string>> = { å: 'a', ø: 'oe', ö: 'oe', æ: 'ae', ä: 'ae' };

const listed = (list: string): ReadonlySet<string> => new Set(list.split(' ').map(once));
const calmWords = {
  stop: listed(calm.stop),
  'stop-messages': listed(calm['stop-messages']),
  leave: listed(calm.leave),
  'after-leave': listed(calm['after-leave']),
};

const everAfter = listed(forGood);

const known = new Map<string, Sense>(
  Object.entries(words).flatMap(([sense, list]) => list.split(/\s+/).map((word) => [once(word), sense as Sense] as const)),
);

function senseOf(word: string): Sense | undefined {
  const exact = known.get(word);
  if (exact) return exact;
  if (word.length < 5) return undefined;
  const near = new Set([...known].filter(([right]) => right.length >= 5 && isNear(word, right)).map(([, sense]) => sense));
  return near.size === 1 ? [...near][0] : undefined;
}

/** One letter wrong, missing or too many, or two next to each other swapped. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return swapped || short.slice(at + 1) === long.slice(at + 1);
}
