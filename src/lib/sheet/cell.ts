/** Also after somebody trimmed it or took an apostrophe off. Some programs read the wide signs as the narrow ones. */
const formula = /^[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Whether a spreadsheet program may take the text for a formula. */
export const startsFormula = (text: string): boolean => formula.test(text) || /^[\t\r\n]/.test(text);

/**
 * A cell's text without what cannot be seen: NFC, plain spaces, no control characters or turned writing directions, trimmed.
 * Line breaks inside the cell stay as '\n'. The mark that `csvCell` sets before a formula is taken off again.
 */
export function cleanCell(text: string): string {
  if (plain.test(text)) return text;
  const seen = text
    .normalize('NFC')
    .replace(/\r\n?|\v|\u2028|\u2029/g, '\n')
    .replace(invisible, '')
    .replace(/[\t\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
  return seen.startsWith("'") && formula.test(seen.slice(1)) ? seen.slice(1).trim() : seen;
}

/** Most cells are this: nothing to do. */
const plain = /^[0-9A-Za-zÆØÅæøå@](?:[ -~ÆØÅæøå]*[!-~ÆØÅæøå])?$/;

// Joiners (U+200C, U+200D) stay: Persian names and some signs need them.
const invisible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** A row without the empty cells at its end. */
export function trimRow(cells: string[]): string[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1] === '') length -= 1;
  return length === cells.length ? cells : cells.slice(0, length);
}

/** Rows without the empty ones at the end; those in between stay, so that a row keeps its line number. */
export function trimRows(rows: string[][]): string[][] {
  let length = rows.length;
  while (length > 0 && rows[length - 1]?.length === 0) length -= 1;
  return length === rows.length ? rows : rows.slice(0, length);
}
