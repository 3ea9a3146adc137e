import type { Day } from '../../lib/day.ts';
import type { Language } from '../../lib/language.ts';
import type { Words } from './words.ts';

export type Country = 'NO' | 'DK';

/** What a cell alone does not say. */
export type ImportContext = {
  country: Country;
  /** In the association's zone. */
  today: Day;
  /** For those whose row names no language, and for "norsk". */
  defaultLanguage: Language;
  /** The association's own list of diagnosis groups: code → words for it. `commonDiagnoses` when left out. */
  diagnoses?: Readonly<Record<string, Words>>;
};
