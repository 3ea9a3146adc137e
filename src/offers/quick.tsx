import { randomBytes } from 'node:crypto';
import type { VNode } from 'preact';
import type { Translate } from '../lib/language.ts';
import { escaped } from '../lib/markup.ts';
import type { Fill } from '../lib/page-cache.ts';
import { type Part, part, type Piece } from '../lib/parts.ts';
import { cardsOf } from './card.ts';
import { type Finding, Found } from './finder-page.tsx';
import { choiceNames } from './query.ts';

/** Nobody can write what stands for a blank: it is another in every process. */
const NONCE = randomBytes(12).toString('hex');
const BLANK = new RegExp(`~${NONCE}\\.(\\w+)~`);
const VALUE = new RegExp(`="(~${NONCE}\\.\\w+~)"`, 'g');
/** An empty value has no sign of equality either. */
const valueOf = (typed: string | undefined): string => (typed ? `="${escaped(typed)}"` : '');
const blank = (name: 'path' | 'place' | 'q' | 'found' | 'anywhere'): string => `~${NONCE}.${name}~`;

/** What the page with blanks is drawn for. */
export const blankTyped = { place: blank('place'), q: blank('q') };
export const blankPath = blank('path');
export const blankFound = blank('found');

/** More ways of narrowing a search than this are not kept drawn. */
const MOST_FORMS = 300;

/**
 * How another search is answered from this page: its frame and form, drawn once, with what was typed written into them; the list between
 * them from cards that were drawn before. The bytes are those of the page drawn as a whole (quick.test.ts). Null where that is needed.
 */
export function fillFinder(
  html: string,
  draw: (body: VNode) => string,
  t: Translate,
  findingOf: (query: URLSearchParams) => Finding,
): Fill {
  const texts = html.replace(VALUE, '$1').split(BLANK);
  const parts = texts.map(part);
  const forms = new Map<string, Part>();
  return (address) => {
    const url = new URL(address, 'http://localhost');
    if (url.searchParams.has('lang') || url.searchParams.has('k')) return null;
    const finding = findingOf(url.searchParams);
    const { asked, hits } = finding;
    if (asked.isPlain || !hits) return null;
    const path = encodeURIComponent(url.pathname + url.search);
    const written = { path, place: valueOf(asked.typed['place']), q: valueOf(asked.typed['q']) };
    return texts.flatMap((text, at): Piece | Piece[] => {
      if (at % 2 === 0) return texts[at - 1] === 'q' ? formOf(forms, text, asked.typed) : parts[at]!;
      return text === 'found' ? foundIn(finding, hits, draw, t) : written[text as keyof typeof written];
    });
  };
}

function foundIn(finding: Finding, hits: NonNullable<Finding['hits']>, draw: (body: VNode) => string, t: Translate): Piece[] {
  const { shelf, today } = finding;
  return draw(<Found finding={finding} list={blank} />)
    .split(BLANK)
    .map((text, at) => (at % 2 === 0 ? text : cardsOf(shelf, text === 'found' ? hits.hits : hits.anywhere, t, today, text as 'found')));
}

/** The rest of the form, with what was chosen: the choices stand open, and each is marked. */
function formOf(forms: Map<string, Part>, text: string, typed: Finding['asked']['typed']): Part {
  const chosen = [...choiceNames, 'km', 'wheelchair'].filter((name) => typed[name]);
  const key = JSON.stringify(chosen.map((name) => [name, typed[name]]));
  const known = forms.get(key);
  if (known) return known;
  let form = chosen.length > 0 ? text.replace('<details class="ds-details"', '$& open') : text;
  for (const name of chosen) {
    const from = form.indexOf(` name="${name}"`);
    const to = name === 'wheelchair' ? form.indexOf('>', from) : form.indexOf('</select>', from);
    const choice = name === 'wheelchair' ? ' value="yes"' : `<option value="${escaped(typed[name]!)}"`;
    const at = form.indexOf(choice, from);
    const isOn = at >= 0 && at < to && (name !== 'wheelchair' || typed[name] === 'yes');
    if (isOn)
      form = form.slice(0, at + choice.length) + (name === 'wheelchair' ? ' checked' : ' selected') + form.slice(at + choice.length);
  }
  const made = part(form);
  if (forms.size < MOST_FORMS) forms.set(key, made);
  return made;
}
