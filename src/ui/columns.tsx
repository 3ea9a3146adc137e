import type { ComponentChildren } from 'preact';
import { Select } from './field.tsx';

export type ColumnFieldsProps = {
  /** what stands above each column, and some of what stands in it */
  headings: readonly string[];
  examples: readonly (readonly string[])[];
  /** how each was guessed, in words */
  guessed: readonly string[];
  options: readonly { value: string; label: string }[];
  /** what a column without a heading is called */
  nth: (number: number) => string;
  /** said of a column in which nothing stands */
  empty: string;
};

/** What each column of a sheet means, to look over and put right: `column-0`, `column-1` … */
export function ColumnFields({ headings, examples, guessed, options, nth, empty }: ColumnFieldsProps): ComponentChildren {
  return headings.map((heading, at) => (
    <Select
      key={at}
      name={`column-${at}`}
      label={heading || nth(at + 1)}
      help={`${examples[at]?.filter(Boolean).join(' · ') || empty} – ${guessed[at]}`}
      empty={false}
      options={options}
    />
  ));
}
