import type { Delimiter } from './limits.ts';
import { startsFormula } from './cell.ts';

/**
 * A cell for a CSV file. A text that a spreadsheet program would take for a formula gets an apostrophe before it,
 * so that opening the file never runs anything; `readSheet` takes it off again.
 */
export function csvCell(text: string): string {
  const safe = safeCell(text);
  return mustQuote(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A text that no spreadsheet program takes for a formula, also not after it was saved in another format. */
export const safeCell = (text: string): string => (startsFormula(text) ? `'${text}` : text);

/** All delimiters there are, so that it is never in doubt which one is meant; and beginnings that say something about the whole file. */
const mustQuote = (text: string): boolean => /[;,\t|"\n\r]|^\s|\s$|^<|^sep=/i.test(text);

/** Rows as CSV (RFC 4180). With the byte order mark, Excel reads it as UTF-8; Nordic Excel expects semicolons. */
export function writeCsv(
  rows: readonly (readonly string[])[],
  { delimiter = ';', mark = true }: { delimiter?: Delimiter; mark?: boolean } = {},
): string {
  const lines = rows.map((row) => `${row.map(csvCell).join(delimiter)}\r\n`);
  return (mark ? '\ufeff' : '') + lines.join('');
}
