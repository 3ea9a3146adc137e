import type { Acting } from '../accounts/index.ts';
import { wallOf, zone } from '../lib/day.ts';
import { urls } from '../urls.ts';
import { send } from './send.ts';

type Old = { kind: 'phone' | 'email' | 'address'; value: string };

/** Tells the contact that was, in case it was somebody else who changed it. Nobody writes a letter for that. */
export async function tellOldContact(acting: Acting, association: string, person: string, { kind, value }: Old): Promise<void> {
  if (kind === 'address') return;
  const { day, clock } = wallOf(acting.now, zone('Europe/Oslo'));
  const by = kind === 'phone' ? 'sms' : 'email';
  const variables = { day, clock, page: urls.me };
  await send(acting, association, { to: person, kind: 'contact-changed', variables, secret: { address: value }, by });
}
