import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { NodemailerError, SendMailOptions } from 'nodemailer';
import type { Now } from './day.ts';

export type MailConfig = {
  /** smtp://user:password@host:port (STARTTLS, port 587) or smtps://… (TLS from the first byte, port 465). */
  url: string;
  /** The address on the envelope: where bounces go. */
  sender: string;
  now: Now;
  /** Certificate authorities to trust instead of the system's, as PEM: for a server of one's own. */
  ca?: string;
  /** Refuse to send in clear. Left out: everywhere but on this very machine. */
  demandTls?: boolean;
  /** Connections kept open at the same time; 2 when left out. */
  connections?: number;
  /** How long the server may be silent; 20 000 when left out. */
  timeoutMs?: number;
};

export type Mail = {
  /** Exactly one address: nobody sees who else was written to. */
  to: string;
  from: { name: string; address: string };
  subject: string;
  text: string;
  /** Whole, with nothing fetched from anywhere: a picture or a style sheet by address would tell that it was read. */
  html?: string;
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string };
  headers?: Record<string, string>;
  /** The same for each attempt, so that a mailbox recognises a message it already has. */
  messageId: string;
};

export type MailTransport = {
  /** Resolves when the server has taken the responsibility for the message; throws MailRefused otherwise. */
  send: (mail: Mail) => Promise<{ accepted: true; id: string }>;
  close: () => void;
};

export type MailRefusal =
  | 'invalid'
  | 'recipient-refused'
  | 'sender-refused'
  | 'message-refused'
  | 'sign-in-refused'
  | 'not-encrypted'
  | 'busy'
  | 'unreachable'
  | 'interrupted';

/**
 * Why a message was not accepted. Carries no address and no words of the server's, which may quote one, and is therefore safe to log.
 * `permanent`: the same message will not be taken later either. `maybeSent`: the line broke after the message had been handed over.
 */
export class MailRefused extends Error {
  readonly permanent: boolean;
  readonly reason: MailRefusal;
  readonly maybeSent: boolean;
  /** The server's reply code, such as 550. */
  readonly status: number | undefined;
  constructor(reason: MailRefusal, more: { permanent: boolean; maybeSent?: boolean; status?: number | undefined }) {
    super(`Mail refused: ${reason}`);
    this.name = 'MailRefused';
    this.reason = reason;
    this.permanent = more.permanent;
    this.maybeSent = more.maybeSent ?? false;
    this.status = more.status;
  }
}

/** Throws a TypeError when the address of the server is not one. Does not connect before the first message. */
export function mailTransport(config: MailConfig): MailTransport {
  const transport = createTransport({
    ...connection(config),
    pool: true,
    maxConnections: config.connections ?? 2,
    // Whoever sends decides about another attempt: one made here would be invisible, and could be a second copy.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const message = compose(mail, config);
      try {
        await transport.sendMail(message);
      } catch (error) {
        throw refusal(error as NodemailerError);
      }
      return { accepted: true, id: message.messageId };
    },
    close: () => transport.close(),
  };
}

function connection(config: MailConfig) {
  const url = new URL(config.url);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') throw new TypeError('The mail server is written smtp:// or smtps://');
  if (!url.hostname) throw new TypeError('The mail server has no host name');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const demandTls = config.demandTls ?? !isLoopback(host);
  const timeout = config.timeoutMs ?? 20_000;
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: demandTls && !secure,
    // Encrypting only if the other side offers it protects against nobody: it is demanded, or left out on the loopback.
    ignoreTLS: !demandTls && !secure,
    tls: { minVersion: 'TLSv1.2' as const, ...(config.ca === undefined ? {} : { ca: config.ca }) },
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    // Half, so that a server that never greets is told apart from one that fell silent with the message in its hands.
    connectionTimeout: timeout / 2,
    greetingTimeout: timeout / 2,
    dnsTimeout: timeout / 2,
    socketTimeout: timeout,
  };
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function compose(mail: Mail, config: MailConfig) {
  demand(isAddress(mail.to) && isAddress(mail.from.address) && isAddress(config.sender));
  demand(isOneLine(mail.from.name) && isOneLine(mail.subject) && mail.subject.length <= 200);
  demand(/^[\w.-]{8,100}$/.test(mail.messageId));
  for (const [name, value] of Object.entries(mail.headers ?? {})) demand(isFreeHeader(name) && isOneLine(value));
  demand(!fetchesAnything(mail.html ?? ''));
  return {
    from: mail.from,
    to: { name: '', address: mail.to },
    envelope: { from: config.sender, to: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.calendar === undefined ? {} : { icalEvent: { ...mail.calendar, filename: 'invite.ics' } }),
    messageId: `<${mail.messageId}@${domainOf(config.sender)}>`,
    date: config.now(),
    xMailer: false,
    headers: { ...mail.headers, ...automatic },
  } satisfies SendMailOptions;
}

/** RFC 3834, and Exchange's own word for the same: no holiday replies to a machine. */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
const isAddress = (text: string) =>
  /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,252}[\p{L}\p{N}])?$/u.test(text) && !text.includes('..');
const isOneLine = (text: string) => text.trim() !== '' && text.length <= 500 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
const isFreeHeader = (name: string) => /^(List|X|In-Reply|References|Precedence)(-[A-Za-z-]+)?$/.test(name) && !(name in automatic);
const fetchesAnything = (html: string) =>
  /<\s*(img|link|script|iframe|object|embed|video|audio|source|form)\b|\b(src|srcset|background)\s*=|url\s*\(|@import/i.test(html);

function demand(holds: boolean): asserts holds {
  if (!holds) throw new MailRefused('invalid', { permanent: true });
}

function refusal(error: NodemailerError): MailRefused {
  const { responseCode: status, code, command } = error;
  // Nothing wrong with the message itself: it goes out once the account, the certificate or the line is right again.
  if (code === 'EAUTH' || code === 'ENOAUTH') return new MailRefused('sign-in-refused', { permanent: false, status });
  if (code === 'ETLS' || isCertificateError(error)) return new MailRefused('not-encrypted', { permanent: false, status });
  if (status !== undefined && status >= 400 && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return answered(status, command, error.permanent ?? false);
  if (code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ESTREAM') return new MailRefused('invalid', { permanent: true, status });
  if (status !== undefined) return new MailRefused('busy', { permanent: false, status });
  return neverConnected(error)
    ? new MailRefused('unreachable', { permanent: false })
    : new MailRefused('interrupted', { permanent: false, maybeSent: true });
}

function answered(status: number, command: string | undefined, permanent: boolean): MailRefused {
  if (!permanent) return new MailRefused('busy', { permanent, status });
  // A refused sender is a matter of the account, the same for every message: they all go out once it is put right.
  if (command === 'MAIL FROM') return new MailRefused('sender-refused', { permanent: false, status });
  return new MailRefused(command === 'RCPT TO' ? 'recipient-refused' : 'message-refused', { permanent, status });
}

const isCertificateError = (error: NodemailerError) => /CERT|SIGNATURE|_ISSUER_|ERR_TLS/.test(error.originalCode ?? '');

const neverConnected = (error: NodemailerError) =>
  error.code === 'EDNS' ||
  ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'].includes(error.originalCode ?? '') ||
  (error.code === 'ETIMEDOUT' && error.timeoutType !== 'SOCKET_TIMEOUT');
