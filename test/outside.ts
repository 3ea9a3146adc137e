import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** The world outside, on the loopback: what a mail server and an SMS gateway were given, and what they answer. */
export type MailServer = {
  url: string;
  mails: Email[];
  /** called for each message before it is taken: an Error with a responseCode refuses it */
  answer: (mail: Email) => Error | null;
  close(): Promise<void>;
};

export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 10,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks));
        const refused = outside.answer(mail);
        if (!refused) mails.push(mail);
        done(refused);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const { port } = server.server.address() as AddressInfo;
  const outside: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: () => null,
    close: () => new Promise<void>((down) => server.close(() => down())),
  };
  return outside;
}

/** An answer of the mail server's: 4xx for now, 5xx for good. */
export const smtpSays = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode });

export type TextMessage = { from: string; to: string; message: string };
export type SmsServer = { url: string; texts: TextMessage[]; answer: (response: ServerResponse) => boolean; close(): Promise<void> };

export async function smsServer(): Promise<SmsServer> {
  const texts: TextMessage[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (outside.answer(response)) return;
    texts.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) as TextMessage);
    response.end(JSON.stringify({ id: `s${texts.length}`, status: 'created' }));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const outside: SmsServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    answer: () => false,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((down) => server.close(() => down()));
    },
  };
  return outside;
}

/** The environment that leads to them. */
export const wayOut = (mail?: MailServer, sms?: SmsServer): Record<string, string> => ({
  ...(mail && { SMTP_URL: mail.url, MAIL_FROM: 'post@verksted.example' }),
  ...(sms && { SMS_URL: sms.url, SMS_USER: 'u', SMS_PASSWORD: 'p', SMS_NUMBER: '+4759440000', SMS_INBOUND_SECRET: 'a-secret-of-its-own' }),
});
