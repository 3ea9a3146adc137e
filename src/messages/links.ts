import { createHmac } from 'node:crypto';
import { keepLink, type LinkPurpose } from '../accounts/index.ts';
import type { Keyring } from '../lib/crypto.ts';
import { addMinutes, type Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { to, urls } from '../urls.ts';

const pages: Record<LinkPurpose, string> = {
  enquiry: urls.link.enquiry,
  interview: urls.link.interview,
  invitation: urls.link.invitation,
  pledge: urls.link.pledge,
  absence: urls.link.absence,
  seat: urls.link.seat,
  heartbeat: urls.link.heartbeat,
  calendar: urls.link.calendar,
  'import-consent': urls.link.enquiry,
  interest: urls.link.interest,
  across: urls.link.across,
};

/** How many days a link of each kind is good for, where nobody says otherwise. */
export const linkDays: Record<LinkPurpose, number> = {
  enquiry: 180,
  interview: 30,
  invitation: 14,
  pledge: 60,
  absence: 30,
  seat: 200,
  heartbeat: 60,
  calendar: 400,
  'import-consent': 60,
  interest: 180,
  across: 200,
};

/** The path a private link leads to. */
export const linkUrl = (purpose: LinkPurpose, token: string): string => to(pages[purpose] as '/:token', { token });

export type WantedLink = { purpose: LinkPurpose; object: string | null; days: number };

/**
 * A message's own token (128 bits). It is made from a key that does not lie in the database and kept nowhere, so that a second attempt,
 * or a letter printed tomorrow, holds the same link as the first copy.
 */
export const tokenOf = (keys: Pick<Keyring, 'links'>, message: string): string =>
  createHmac('sha256', keys.links).update(message).digest().subarray(0, 16).toString('base64url');

/** Makes the link of a message real. */
export async function mint(
  { tx, now }: { tx: Tx; now: Instant },
  token: string,
  owner: { association: string; person: string },
  link: WantedLink,
): Promise<void> {
  const expires = addMinutes(now, link.days * 24 * 60);
  await keepLink(tx, now, { ...owner, purpose: link.purpose, object: link.object, expires }, token);
}
