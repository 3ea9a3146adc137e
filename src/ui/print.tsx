import type { ComponentChildren } from 'preact';
import { Address } from './text.tsx';

export type PrintSheetProps = {
  /** stands where the window of the envelope is */
  to?: readonly (string | null | undefined)[];
  /** sender in one small line above it */
  from?: readonly (string | null | undefined)[];
  /** place and day of a letter */
  dated?: string;
  title?: ComponentChildren;
  children: ComponentChildren;
};

/** One A4, black on white, 12 pt; on the screen it looks like the paper. The heading of the page it stands in is not printed. */
export function PrintSheet({ to, from, dated, title, children }: PrintSheetProps) {
  return (
    <article class={to ? 'sheet sheet-letter' : 'sheet'}>
      {to && (
        <div class="window">
          {from && <p class="sender">{from.filter(Boolean).join(' · ')}</p>}
          <Address lines={to} />
        </div>
      )}
      {dated && <p class="dated">{dated}</p>}
      {title && <h2>{title}</h2>}
      <div class="prose">{children}</div>
    </article>
  );
}

/** Several sheets, each on its own paper. */
export function PrintSheets({ children }: { children: ComponentChildren }) {
  return <div class="sheets">{children}</div>;
}
