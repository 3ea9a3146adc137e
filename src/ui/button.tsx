import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { useFrame } from './frame.ts';

export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'quiet';

type Look = { tone?: ButtonTone; icon?: IconName; small?: boolean; wide?: boolean; children: ComponentChildren };

export type ButtonProps = Look & {
  name?: string;
  value?: string;
  /** another address than the form's */
  action?: string;
  /** the form it belongs to, when it stands outside */
  form?: string;
  type?: 'submit' | 'button';
  /** what it says to those who do not see what it stands beside */
  label?: string;
  disabled?: boolean;
};

export function Button({ name, value, action, form, type = 'submit', label, disabled, ...look }: ButtonProps) {
  return (
    <button
      class={classOf(look)}
      type={type}
      name={name}
      value={value}
      formaction={action}
      form={form}
      disabled={disabled}
      aria-label={label}
      {...variant(look.tone)}
    >
      {look.icon && <Icon name={look.icon} />}
      {look.children}
    </button>
  );
}

export type LinkButtonProps = Look & { href: string; label?: string; download?: boolean };

/** Leads somewhere, and looks as important as a button. */
export function LinkButton({ href, label, download, ...look }: LinkButtonProps) {
  return (
    <a class={classOf(look)} href={href} aria-label={label} download={download} {...variant(look.tone)}>
      {look.icon && <Icon name={look.icon} />}
      {look.children}
    </a>
  );
}

/** A row of buttons: the main one first; on a phone one under the other. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

/** Prints the page. Without script it says how instead. */
export function PrintButton({ children }: { children?: ComponentChildren }) {
  const { t } = useFrame();
  return (
    <p class="print-button no-print">
      <button class="ds-button" type="button" data-variant="secondary" data-print hidden>
        <Icon name="print" />
        {children ?? t('ui:print')}
      </button>
      <span class="hint" data-print-hint>
        {t('ui:printKey')}
      </span>
    </p>
  );
}

function classOf({ small, wide }: Look): string {
  return ['ds-button', small && 'small', wide && 'wide'].filter(Boolean).join(' ');
}

function variant(tone: ButtonTone = 'primary') {
  if (tone === 'secondary') return { 'data-variant': 'secondary' };
  if (tone === 'quiet') return { 'data-variant': 'tertiary' };
  if (tone === 'danger') return { 'data-variant': 'primary', 'data-color': 'danger' };
  return { 'data-variant': 'primary' };
}
