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
  /** something is left out; told from the values unless said */
  active?: boolean;
};

/**
 * Chooses what a list shows: a plain form, its state in the address. On narrow pages it is folded until something is chosen; the form stands
 * beside the fold, not in it, so that the styles alone can show it where there is room.
 */
export function Filters({ action, values, children, result, active = Object.values(values).some(Boolean) }: FiltersProps) {
  const { t } = useFrame();
  return (
    <div class="filters no-print">
      <details class="ds-details filters-fold" open={active}>
        <summary>{t('ui:narrow')}</summary>
      </details>
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
