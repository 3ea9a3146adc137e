import type { ComponentChildren } from 'preact';

/** Running text: headings, paragraphs, lists and links get the right distances. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <div class="prose">{children}</div>;
}

export function Details({ summary, open, children }: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="ds-details" open={open}>
      <summary>{summary}</summary>
      <div class="flow">{children}</div>
    </details>
  );
}

/** A word that may be new, with what it means one press away. Works without script. */
export function DefinitionHint({ word, children }: { word: string; children: ComponentChildren }) {
  return (
    <details class="definition">
      <summary>{word}</summary>
      <p>{children}</p>
    </details>
  );
}

/** An address, one line each; empty lines are left out. */
export function Address({ lines }: { lines: readonly (string | null | undefined)[] }) {
  return (
    <address>
      {lines
        .filter((line) => line)
        .map((line, at) => (
          <span key={at}>{line}</span>
        ))}
    </address>
  );
}

/** Words for the ear only. */
export function Aloud({ children }: { children: ComponentChildren }) {
  return <span class="ds-sr-only">{children}</span>;
}

/** Words that people give each other: large, line by line, with what must be said beside them underneath. */
export function Quote({ lines, beside }: { lines: readonly string[]; beside?: string | undefined }) {
  return (
    <blockquote class="promise">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {beside && <footer>{beside}</footer>}
    </blockquote>
  );
}
