import type { ComponentChildren } from 'preact';
import { Button, LinkButton } from './button.tsx';
import { Form } from './form.tsx';
import type { Errors, Typed } from './form.tsx';
import { useFrame } from './frame.ts';

export type ConfirmProps = {
  action: string;
  /** the act as a verb: "Slett og glem" */
  submit: string;
  /** where it leads to let it be */
  cancel: string;
  cancelLabel?: string;
  /** what happens, and to whom, one sentence each */
  happens: readonly ComponentChildren[];
  /** cannot be undone */
  danger?: boolean;
  /** on a page whose main matter is another */
  aside?: boolean;
  hidden?: Readonly<Record<string, string>>;
  values?: Typed;
  errors?: Errors;
  /** a question that belongs to it */
  children?: ComponentChildren;
};

/** Asks once: what happens and to whom, the act, and the way back. Stands in a Page whose title is the question. */
export function Confirm({ action, submit, cancel, cancelLabel, happens, danger, aside, hidden, values, errors, children }: ConfirmProps) {
  const { t } = useFrame();
  return (
    <div class={danger ? 'confirm confirm-danger' : 'confirm'}>
      <ul class="happens">
        {happens.map((sentence, at) => (
          <li key={at}>{sentence}</li>
        ))}
      </ul>
      <Form action={action} hidden={hidden} values={values} errors={errors}>
        {children}
        <div class="actions">
          <Button tone={danger ? 'danger' : aside ? 'secondary' : 'primary'}>{submit}</Button>
          <LinkButton tone="quiet" href={cancel}>
            {cancelLabel ?? t('ui:cancel')}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
