import type { ComponentChildren } from 'preact';

export type Column<Row> = {
  /** heading, and on a phone the name in front of the value */
  head: string;
  cell: (row: Row) => ComponentChildren;
  /** numbers stand at the end of their column */
  number?: boolean;
  /** names the row; the card's title on a phone. Default the first column */
  title?: boolean;
  /** heading for the ear only: a column of buttons */
  quiet?: boolean;
};

export type TableProps<Row> = {
  caption: string;
  /** the caption is seen too; otherwise only read aloud */
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** in place of the table when there are no rows */
  empty?: ComponentChildren;
};

/** For comparing. Its roles are written out because on a phone its rows become cards, and browsers then forget what they were. */
export function Table<Row>({ caption, showCaption, columns, rows, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const title = Math.max(
    columns.findIndex((column) => column.title),
    0,
  );
  return (
    <table class="table" role="table">
      <caption class={showCaption ? undefined : 'ds-sr-only'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.head} role="columnheader" scope="col" class={column.number ? 'number' : undefined}>
              {column.quiet ? <span class="ds-sr-only">{column.head}</span> : column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, line) => (
          <tr key={line} role="row">
            {columns.map((column, at) =>
              at === title ? (
                <th key={column.head} role="rowheader" scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.head}
                  role="cell"
                  class={column.number ? 'number' : undefined}
                  data-label={column.quiet ? undefined : column.head}
                >
                  <div>{column.cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
