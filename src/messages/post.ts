import type { Config } from '../config.ts';
import type { Now } from '../lib/day.ts';
import { type MailTransport, mailTransport, MailRefused } from '../lib/mail.ts';
import { type E164, elksGateway, type SmsGateway, SmsRefused } from '../lib/sms.ts';
import { to, urls } from '../urls.ts';
import type { Composed } from './compose.ts';
import type { Message, Problem, Recipient } from './store.ts';

/** The ways out of the house that are configured. */
export type Post = { email?: MailTransport; sms?: SmsGateway; close(): void };

export function openPost(config: Config, now: Now): Post {
  const { SMTP_URL: smtp, MAIL_FROM: sender, SMS_URL: url, SMS_USER: user, SMS_PASSWORD: password } = config;
  const email = smtp && sender ? mailTransport({ url: smtp, sender, now }) : undefined;
  const { PUBLIC_URL, SMS_INBOUND_SECRET: secret } = config;
  const deliveryUrl = secret && { deliveryUrl: (message: string) => PUBLIC_URL + to(urls.smsDelivered, { secret, message }) };
  const sms = url && user && password ? elksGateway({ url, user, password, ...deliveryUrl }) : undefined;
  return { ...(email && { email }), ...(sms && { sms }), close: () => email?.close() };
}

export type Ready = { message: Message; to: Recipient; composed: Composed; channel: 'email' | 'sms' };

/** Hands a message over; resolves with the id it has out there. Throws MailRefused or SmsRefused. */
export async function handOver(post: Post, config: Config, { message, to: whom, composed, channel }: Ready): Promise<string> {
  const { sender } = composed;
  if (channel === 'sms') {
    // One thread on the phone: what can be answered and what cannot come from the same number, where there is one.
    const from = config.SMS_NUMBER ?? sender.smsSender ?? 'Verksted';
    return (await post.sms!.send({ to: whom.reach.phone as E164, sender: from, text: composed.sms, reference: message.id })).id;
  }
  const sent = await post.email!.send({
    to: whom.reach.email!,
    from: { name: sender.name, address: sender.email ?? config.MAIL_FROM! },
    subject: composed.subject,
    text: composed.text,
    ...(composed.calendar && { calendar: composed.calendar }),
    messageId: message.id,
  });
  return sent.id;
}

/** Why it was not sent, from a closed list, and whether to leave it at that. */
export function problemOf(error: unknown): { reason: Problem; permanent: boolean; maybeSent: boolean } {
  const known = error instanceof MailRefused || error instanceof SmsRefused;
  return known ? error : { reason: 'broken', permanent: false, maybeSent: false };
}
