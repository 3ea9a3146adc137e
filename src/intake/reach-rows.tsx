import type { Translate } from '../lib/language.ts';
import { sayPhone } from '../lib/phone.ts';
import type { Country } from '../lib/places/index.ts';
import { type SummaryRow, useFrame } from '../ui/index.ts';
import { contact, type Told } from './told.ts';

/** A number to call, and the country of whoever reads it. */
export type Callable = { phone: string; own: Country };

const CallLink = ({ phone, own }: Callable) => <a href={`tel:${phone}`}>{sayPhone(phone, own)}</a>;

/** Whom to call when something is unclear. */
export function CallLine({ call }: { call: Callable | null }) {
  const { t } = useFrame();
  if (!call) return null;
  const [before, after] = t('intake:follow.call', { phone: '\n' }).split('\n');
  return (
    <p>
      {before}
      <CallLink {...call} />
      {after}
    </p>
  );
}

/** How the person is reached, each with its name; a number to be called is called by one press. */
export function reachRows(t: Translate, told: Told, own: Country): SummaryRow[] {
  const phone = contact(told, 'phone');
  const row = (kind: 'phone' | 'email' | 'address', value: SummaryRow['value']): SummaryRow[] =>
    value ? [{ label: t(`intake:field.${kind}`), value }] : [];
  return [
    ...row('phone', phone && <CallLink {...{ phone, own }} />),
    ...row('email', contact(told, 'email')),
    ...row('address', contact(told, 'address')),
    { label: t('intake:row.reach-by'), value: t(`intake:reach-by.${told.reachBy as 'sms'}`) },
  ];
}
