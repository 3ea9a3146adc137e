/** What was measured, each ratio beside its bar. */
export type Row = {
  name: string;
  kind: 'cached' | 'own';
  times: number;
  bytes: number;
  /** sent to the database for one page */
  statements: number;
  perSecond: number;
  p50: number;
  p99: number;
  bare: number;
  sql: number;
};

const BARS = { bare: 0.4, sql: 0.25, slower: 2, seconds: 10, megabytes: 300 };

const word = (isKept: boolean) => (isKept ? 'kept' : 'MISSED');
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

const widths = [20, 5, 7, 5, 8, 8, 8, 8, 7, 8, 7];
const line = (cells: readonly string[]) =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : at < widths.length ? cell.padStart(widths[at]!) : `  ${cell}`)).join('');

export const printHead = (): void =>
  console.log(`\n${line(['page', '×', 'bytes', 'SQL', 'pages/s', 'p50 ms', 'p99 ms', 'bare/s', 'of (a)', 'SQL/s', 'of (b)', 'bars'])}`);

/** One page, of each size. */
export function printPage(rows: readonly Row[]): void {
  for (const row of rows)
    console.log(
      line([
        row.name,
        String(row.times),
        String(row.bytes),
        String(row.statements),
        row.perSecond.toFixed(0),
        row.p50.toFixed(2),
        row.p99.toFixed(2),
        row.bare.toFixed(0),
        percent(row.perSecond / row.bare),
        row.sql ? row.sql.toFixed(0) : '-',
        row.sql ? percent(row.perSecond / row.sql) : '-',
        barsOf(row, rows).join(', '),
      ]),
    );
}

function barsOf(row: Row, rows: readonly Row[]): string[] {
  const [part, bar, of] = row.kind === 'cached' ? [row.perSecond / row.bare, BARS.bare, '(a)'] : [row.perSecond / row.sql, BARS.sql, '(b)'];
  const small = rows.find((other) => other.times === 1);
  const slower = small && row.times > 1 ? row.p99 / small.p99 : null;
  return [
    `${word(part >= bar)}: ${percent(part)} of ${of}, bar ${percent(bar)}`,
    ...(slower === null ? [] : [`${word(slower <= BARS.slower)}: p99 ${slower.toFixed(2)} × that at 1×, bar ${BARS.slower}`]),
  ];
}

export function printRest({
  starts,
  memory,
}: {
  starts: readonly number[];
  memory: readonly { times: number; megabytes: number }[];
}): void {
  console.log('');
  for (const [nth, seconds] of starts.entries())
    console.log(
      `First page after npm run demo, ${nth === 0 ? 'the demonstration made first' : 'the demonstration there already'}: ${seconds.toFixed(1)} s (${word(seconds <= BARS.seconds)}: bar ${BARS.seconds} s)`,
    );
  for (const { times, megabytes } of memory)
    console.log(
      `Resident memory of the server's Node process at ${times}×, after the load: ${megabytes} MB (${word(megabytes <= BARS.megabytes)}: bar ${BARS.megabytes} MB)`,
    );
}
