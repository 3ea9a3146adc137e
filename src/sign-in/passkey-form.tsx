import type { ComponentChildren } from 'preact';
import { Button, useFrame } from '../ui/index.ts';

type Props = {
  /** get: use one there is; create: make one */
  kind: 'get' | 'create';
  action: string;
  /** where the browser asks what to sign */
  options: string;
  hidden?: Readonly<Record<string, string>>;
  /** a tick elsewhere on the page that is sent along */
  copies?: string;
  main?: boolean;
  children: ComponentChildren;
};

/** A button that only a browser with script and passkeys can use: hidden until src/islands/passkey.ts shows it. */
export function PasskeyForm({ kind, action, options, hidden = {}, copies, main, children }: Props) {
  const { t, csrf } = useFrame();
  const sent = { ...(csrf ? { csrf } : {}), ...hidden, response: '', ...(copies ? { [copies]: '' } : {}) };
  return (
    <form class="act" action={action} method="post" data-passkey={kind} data-options={options} data-copies={copies} hidden>
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button tone={main ? 'primary' : 'secondary'} icon="key">
        {children}
      </Button>
      <p class="ds-validation-message" role="alert" data-failed hidden>
        {t('sign-in:passkey.failed')}
      </p>
    </form>
  );
}
