import { Alert, Points, Section, useFrame } from '../ui/index.ts';
import type { Association } from './association.ts';

export function Paragraphs({ title, lines, id }: { title: string; lines: readonly string[]; id?: string }) {
  return (
    <>
      <h2 id={id}>{title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

export function List({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

export function Contact({ association }: { association: Association }) {
  const { t } = useFrame();
  const { phone, email, postalAddress, contactName } = association;
  const number = phone && unbroken(sayPhone(phone));
  const call =
    number &&
    (contactName
      ? t('public:about.contact.named', { name: contactName, phone: number })
      : t('public:about.contact.phone', { phone: number }));
  const ways = [
    ...(phone ? [{ icon: 'phone' as const, text: <a href={`tel:${phone}`}>{call}</a> }] : []),
    ...(email ? [{ icon: 'mail' as const, text: <a href={`mailto:${email}`}>{t('public:about.contact.email', { email })}</a> }] : []),
    ...(postalAddress
      ? [{ icon: 'place' as const, text: t('public:about.contact.post', { address: postalAddress.replaceAll('\n', ', ') }) }]
      : []),
  ];
  return (
    <Section title={t('public:about.contact.title')} id="contact">
      <Points items={ways} />
      <p class="note">{t('public:about.contact.help')}</p>
    </Section>
  );
}

/** +4740001102 as people write it: 40 00 11 02. */
export const sayPhone = (phone: string) => phone.replace(/^\+4[57]/, '').replace(/(\d{2})(?=\d)/g, '$1 ');

/** A number is read off the screen while one dials: it stays on one line. */
const unbroken = (line: string): string => line.replaceAll(/(\d) (?=\d)/g, '$1\u00a0');

export function Emergency({ country }: { country: 'NO' | 'DK' }) {
  const { t } = useFrame();
  return (
    <Alert tone="info" title={t('public:emergency.title')}>
      <p>{t('public:emergency.lead')}</p>
      <ul>
        {t.list(`public:emergency.${country}`).map((line) => (
          <li key={line}>{unbroken(line)}</li>
        ))}
      </ul>
    </Alert>
  );
}
