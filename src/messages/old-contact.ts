import type { Acting } from '../accounts/index.ts';
import { wallOf, zone } from '../lib/day.ts';
import { to, urls } from '../urls.ts';
import { send } from './send.ts';

type Old = { kind: 'phone' | 'email' | 'address'; value: string };

/** Tells the contact that was, in case it was somebody else who changed it. Nobody writes a letter for that. */
export async function tellOldContact(acting: Acting, association: string, person: string, { kind, value }: Old): Promise<void> {
  if (kind === 'address') return;
  const { day, clock } = wallOf(acting.now, zone('Europe/Oslo'));
  // Whoever has only the old one signs in no more: the page says whom to ring.
  const slug = acting.world.houses.of(association)?.slug;
  const by = kind === 'phone' ? 'sms' : 'email';
  const variables = { day, clock, page: slug ? to(urls.association, { association: slug }) : urls.start };
  await send(acting, association, { to: person, kind: 'contact-changed', variables, secret: { address: value }, by });
}
