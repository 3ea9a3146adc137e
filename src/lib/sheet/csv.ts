import { CsvError, parse } from 'csv-parse/sync';
import { cleanCell, trimRow } from './cell.ts';
import type { Delimiter, SheetLimits, SheetReason } from './limits.ts';

const delimiters: readonly Delimiter[] = [';', ',', '\t', '|'];

/** Longer than any row of a list of people; found before its cells are taken apart. */
const longestRow = 200_000;

/** The rows of a CSV text. Excel's first line `sep=;` is obeyed and left out, as Excel does. */
export function parseCsv(
  text: string,
  limits: Pick<SheetLimits, 'rows' | 'columns'>,
): { rows: string[][]; delimiter: Delimiter | undefined } | SheetReason {
  const [said, rest] = saidDelimiter(text.replace(/\r\n?/g, '\n'));
  const delimiter = said ?? guessDelimiter(rest);
  if (delimiter && mostPerLine(rest, delimiter) > 20 * limits.columns) return 'too-many-columns';
  const shape = { delimiter: delimiter ?? ';', record_delimiter: '\n', relax_column_count: true, relax_quotes: true };
  const bounds = { to: limits.rows + 1, max_record_size: longestRow };
  try {
    const rows = parse(withoutEmptyEnd(rest), { ...shape, ...bounds, on_record: (cells: string[]) => trimRow(cells.map(cleanCell)) });
    return rows.length > limits.rows ? 'too-many-rows' : { rows, delimiter };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return rest.includes('"') ? 'open-quote' : 'not-a-table';
  }
}

/** A rough count before the cells are taken apart, as millions of them would take seconds. */
function mostPerLine(text: string, delimiter: Delimiter): number {
  let most = 0;
  let count = 0;
  for (const letter of text) {
    if (letter === delimiter) most = Math.max(most, ++count);
    else if (letter === '\n') count = 0;
  }
  return most;
}

/** Spreadsheets write thousands of empty rows after the last one when a whole column has been given a colour; old programs end with Ctrl-Z. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ';,\t| \n\u001a'.includes(text[end - 1]!)) end -= 1;
  return end === text.length ? text : `${text.slice(0, end)}\n`;
}

function saidDelimiter(text: string): [Delimiter | undefined, string] {
  const [line, said] = /^sep=(.)\n/i.exec(text) ?? [];
  const known = delimiters.find((delimiter) => delimiter === said);
  return line !== undefined && known ? [known, text.slice(line.length)] : [undefined, text];
}

/** The delimiter that most lines hold equally often, outside quotes; undefined when there is none. */
export function guessDelimiter(text: string): Delimiter | undefined {
  const lines = sampleLines(text);
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, ...agreement(lines.map((line) => line.split(delimiter).length - 1)) }))
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.agreeing - a.agreeing || b.times - a.times);
  return best?.delimiter;
}

/** How many lines hold the delimiter the same number of times, for the number most of them agree on. */
function agreement(counts: number[]): { times: number; agreeing: number } {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  const [times = 0, agreeing = 0] = [...lines].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return { times, agreeing };
}

/** The first lines that say something, with what stands in quotes taken out. */
function sampleLines(text: string): string[] {
  const bare = text.slice(0, 64_000).replace(/"[^"]*"/g, '');
  return bare
    .split('\n')
    .filter((line) => /[^;,\t|\s]/.test(line))
    .slice(0, 200);
}
