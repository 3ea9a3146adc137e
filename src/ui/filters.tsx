import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.ts';
import { Form } from './form.tsx';
import type { Typed } from './form.tsx';

export type FiltersProps = {
  /** the page itself */
  action: string;
  values: Typed;
  /** Field and Select, in one row where there is room */
  children: ComponentChildren;
  /** how many remain, in words */
  result?: ComponentChildren;
};

/** Chooses what a list shows: a plain form, its state in the address. */
export function Filters({ action, values, children, result }: FiltersProps) {
  const { t } = useFrame();
  return (
    <div class="filters no-print">
      <Form action={action} method="get" values={values} id="filter">
        {children}
        <button class="ds-button" type="submit" data-variant="secondary">
          {t('ui:show')}
        </button>
      </Form>
      {result && (
        <p class="note" role="status">
          {result}
        </p>
      )}
    </div>
  );
}
