import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { testCertificate } from '../../test/certificate.ts';
import { MailRefused, mailTransport } from './mail.ts';
import type { Mail, MailConfig, MailRefusal } from './mail.ts';

const noon = new Date('2027-02-03T11:00:00Z');
const letter: Mail = {
  to: 'kari@example.org',
  from: { name: 'Lærerlaget på Østlandet', address: 'post@example.net' },
  subject: 'Møte på torsdag — blåbær og rømme',
  text: 'Hei Kari,\n\nvi møtes kl. 18.\n.\nHilsen oss',
  messageId: '0192f2c0-7d1e-7c4b-9c55-8a7d6f1f2a01',
};

type Received = { from: string | false; to: string[]; raw: Buffer; encrypted: boolean; user: string | undefined };

/** A real SMTP server on the loopback, and what it was given. */
async function post(t: TestContext, options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 10,
    disabledCommands: options.secure || options.key ? [] : ['STARTTLS'],
    ...certificateUnlessGiven(options),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom && mailFrom.address,
          to: rcptTo.map((one) => one.address),
          raw: Buffer.concat(chunks),
          encrypted: session.secure,
          user: session.user as string | undefined,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  t.after(() => new Promise<void>((down) => server.close(() => down())));
  return { received, port: (server.server.address() as AddressInfo).port };
}

const certificateUnlessGiven = (options: SMTPServerOptions) => (options.key ? {} : testCertificate('localhost'));

function sender(t: TestContext, url: string, more: Partial<MailConfig> = {}) {
  const transport = mailTransport({ url, sender: 'bounces@example.net', now: () => noon, timeoutMs: 2_000, ...more });
  t.after(() => transport.close());
  return transport;
}

async function refused(attempt: Promise<unknown>): Promise<MailRefused> {
  const error = await attempt.then(
    () => assert.fail('The message was accepted'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof MailRefused, String(error));
  return error;
}

async function isRefused(attempt: Promise<unknown>, reason: MailRefusal, more: { permanent: boolean; maybeSent?: boolean }) {
  const { reason: given, permanent, maybeSent } = await refused(attempt);
  assert.deepEqual({ reason: given, permanent, maybeSent }, { reason, maybeSent: false, ...more });
}

test('a message arrives as it was written, from the sender to one person', async (t) => {
  const { received, port } = await post(t);
  const sent = await sender(t, `smtp://localhost:${port}`).send({
    ...letter,
    html: '<p>Hei <b>Kari</b></p>',
    headers: { 'List-Unsubscribe': '<https://example.net/ut/abc>' },
  });
  assert.deepEqual(sent, { accepted: true, id: `<${letter.messageId}@example.net>` });
  assert.equal(received.length, 1);
  assert.deepEqual([received[0]!.from, received[0]!.to], ['bounces@example.net', ['kari@example.org']]);
  const mail = await PostalMime.parse(received[0]!.raw);
  assert.equal(mail.subject, letter.subject);
  assert.deepEqual([mail.from?.name, mail.from?.address], [letter.from.name, letter.from.address]);
  assert.deepEqual(
    mail.to?.map((one) => one.address),
    ['kari@example.org'],
  );
  assert.equal(mail.text?.replaceAll('\r\n', '\n').trim(), letter.text);
  assert.match(mail.html!, /Hei <b>Kari<\/b>/);
  assert.equal(mail.messageId, sent.id);
  assert.equal(mail.date, noon.toISOString());
});

test('a message says that a machine wrote it, and nothing about the machine', async (t) => {
  const { received, port } = await post(t);
  await sender(t, `smtp://127.0.0.1:${port}`).send(letter);
  const names = (await PostalMime.parse(received[0]!.raw)).headers.map((header) => header.key).sort();
  assert.deepEqual(names, [
    'auto-submitted',
    'content-transfer-encoding',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
    'x-auto-response-suppress',
  ]);
});

test('an invitation carries its calendar both to read and to open', async (t) => {
  const { received, port } = await post(t);
  const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
  await sender(t, `smtp://127.0.0.1:${port}`).send({ ...letter, calendar: { method: 'REQUEST', content } });
  const raw = received[0]!.raw.toString();
  assert.match(raw, /content-type: text\/calendar; charset=utf-8; method=REQUEST/i);
  assert.ok(raw.includes(content));
  assert.ok(raw.replaceAll('\r\n', '').includes(Buffer.from(content).toString('base64')));
  const { attachments } = await PostalMime.parse(received[0]!.raw);
  assert.deepEqual(
    attachments.map((attachment) => [attachment.mimeType, attachment.filename]),
    [
      ['text/calendar', null],
      ['application/ics', 'invite.ics'],
    ],
  );
});

test('another attempt at a message has the same Message-ID, another message another one', async (t) => {
  const { port } = await post(t);
  const transport = sender(t, `smtp://127.0.0.1:${port}`);
  const [first, again, other] = [
    await transport.send(letter),
    await transport.send(letter),
    await transport.send({ ...letter, messageId: 'another-message' }),
  ];
  assert.equal(first.id, again.id);
  assert.notEqual(first.id, other.id);
});

test('nothing that could add a header, a recipient or a look from outside is sent', async (t) => {
  const { received, port } = await post(t);
  const transport = sender(t, `smtp://127.0.0.1:${port}`);
  const bad: Partial<Mail>[] = [
    { to: 'kari@example.org, ola@example.org' },
    { to: 'kari@example.org\r\nBcc: ola@example.org' },
    { to: 'Kari <kari@example.org>' },
    { to: 'kari' },
    { to: '' },
    { to: 'kari@example.org\nRCPT TO:<ola@example.org>' },
    { to: 'ka ri@example.org' },
    { to: 'kari@ola@example.org' },
    { to: 'kari@example..org' },
    { from: { name: 'Oss\r\nBcc: ola@example.org', address: 'post@example.net' } },
    { from: { name: '', address: 'post@example.net' } },
    { from: { name: 'Oss', address: 'post@example.net>\r\nX: y' } },
    { subject: 'Hei\r\nBcc: ola@example.org' },
    { subject: 'Hei\u2028Bcc: x' },
    { subject: '' },
    { headers: { Bcc: 'ola@example.org' } },
    { headers: { 'Message-ID': '<x@y>' } },
    { headers: { 'X-A': 'b\r\nBcc: ola@example.org' } },
    { headers: { 'X-A\r\nBcc': 'x' } },
    { headers: { 'X-Auto-Response-Suppress': 'None' } },
    { messageId: 'a>\r\nBcc: x' },
    { messageId: '' },
    { html: '<img src="https://example.com/seen.gif">' },
    { html: '<p style="background:url(//example.com)">' },
    { html: '<link rel="stylesheet" href="x">' },
    { html: '<script>1</script>' },
  ];
  for (const change of bad) await isRefused(transport.send({ ...letter, ...change }), 'invalid', { permanent: true });
  assert.equal(received.length, 0);
});

test('a text that looks like headers or commands stays text', async (t) => {
  const { received, port } = await post(t);
  await sender(t, `smtp://127.0.0.1:${port}`).send({ ...letter, text: '\r\nBcc: ola@example.org\r\n.\r\nRCPT TO:<ola@example.org>\r\n' });
  assert.deepEqual(
    received.map((one) => one.to),
    [['kari@example.org']],
  );
  assert.equal((await PostalMime.parse(received[0]!.raw)).bcc, undefined);
});

test('away from this machine nothing is sent in clear', async (t) => {
  const { received, port } = await post(t);
  await isRefused(sender(t, `smtp://127.0.0.1:${port}`, { demandTls: true }).send(letter), 'not-encrypted', { permanent: false });
  assert.equal(received.length, 0);
});

test('the connection is encrypted before the password is told', async (t) => {
  const own = testCertificate('localhost');
  const users: SMTPServerOptions['onAuth'] = (auth, session, done) =>
    done(auth.password === 'pæss/ord' && session.secure ? null : new Error('No'), { user: auth.username! });
  const { received, port } = await post(t, { ...own, authOptional: false, onAuth: users });
  await sender(t, `smtp://post%40example.net:p%C3%A6ss%2Ford@localhost:${port}`, { demandTls: true, ca: own.cert }).send(letter);
  assert.deepEqual([received[0]!.encrypted, received[0]!.user], [true, 'post@example.net']);
});

test('smtps is encrypted from the first byte', async (t) => {
  const own = testCertificate('localhost');
  const { received, port } = await post(t, { ...own, secure: true });
  await sender(t, `smtps://localhost:${port}`, { ca: own.cert }).send(letter);
  assert.equal(received[0]!.encrypted, true);
});

test('a server that cannot prove who it is gets nothing', async (t) => {
  const { received, port } = await post(t, { ...testCertificate('localhost') });
  await isRefused(sender(t, `smtp://localhost:${port}`, { demandTls: true }).send(letter), 'not-encrypted', { permanent: false });
  const other = testCertificate('mail.example.com');
  const named = await post(t, { ...other, secure: true });
  await isRefused(sender(t, `smtps://localhost:${named.port}`, { ca: other.cert }).send(letter), 'not-encrypted', { permanent: false });
  assert.equal(received.length + named.received.length, 0);
});

test('a wrong password waits for someone to put it right', async (t) => {
  const { port } = await post(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('Wrong')),
  });
  await isRefused(sender(t, `smtp://a:b@127.0.0.1:${port}`).send(letter), 'sign-in-refused', { permanent: false });
});

const says = (responseCode: number) => Object.assign(new Error('kari@example.org is not known here'), { responseCode });

test('an address that does not exist is refused for good, a full mailbox is tried again', async (t) => {
  const gone = await post(t, { onRcptTo: (_address, _session, done) => done(says(550)) });
  const error = await refused(sender(t, `smtp://127.0.0.1:${gone.port}`).send(letter));
  assert.deepEqual([error.reason, error.permanent, error.status], ['recipient-refused', true, 550]);
  assert.doesNotMatch(JSON.stringify(error) + error.stack, /kari|known/);
  const full = await post(t, { onRcptTo: (_address, _session, done) => done(says(452)) });
  await isRefused(sender(t, `smtp://127.0.0.1:${full.port}`).send(letter), 'busy', { permanent: false });
});

test('a refused message is refused for good, a refused sender waits for someone to put it right', async (t) => {
  const spam = await post(t, { onData: (stream, _session, done) => stream.resume().on('end', () => done(says(554))) });
  await isRefused(sender(t, `smtp://127.0.0.1:${spam.port}`).send(letter), 'message-refused', { permanent: true });
  const unknown = await post(t, { onMailFrom: (_address, _session, done) => done(says(553)) });
  await isRefused(sender(t, `smtp://127.0.0.1:${unknown.port}`).send(letter), 'sender-refused', { permanent: false });
});

test('a server that is down or silent is tried again', async (t) => {
  const closed = createServer();
  await new Promise<void>((up) => closed.listen(0, '127.0.0.1', up));
  const free = (closed.address() as AddressInfo).port;
  await new Promise<void>((down) => closed.close(() => down()));
  await isRefused(sender(t, `smtp://127.0.0.1:${free}`).send(letter), 'unreachable', { permanent: false });
  const silent = createServer((socket) => {
    socket.on('error', () => {});
  });
  await new Promise<void>((up) => silent.listen(0, '127.0.0.1', up));
  t.after(() => silent.close());
  await isRefused(sender(t, `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, { timeoutMs: 200 }).send(letter), 'unreachable', {
    permanent: false,
  });
});

test('when no answer comes after the message was handed over, it may have been sent', async (t) => {
  const { port } = await post(t, {
    onData: (stream) => {
      stream.resume();
    },
  });
  await isRefused(sender(t, `smtp://127.0.0.1:${port}`, { timeoutMs: 1_000 }).send(letter), 'interrupted', {
    permanent: false,
    maybeSent: true,
  });
});

test('many messages share few connections', async (t) => {
  let connections = 0;
  const { received, port } = await post(t, {
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
  });
  const transport = sender(t, `smtp://127.0.0.1:${port}`);
  await Promise.all(Array.from({ length: 20 }, (_, nth) => transport.send({ ...letter, messageId: `message-${nth}` })));
  assert.equal(received.length, 20);
  assert.ok(connections <= 2, `${connections} connections`);
});

test('a mail server must be written as one', () => {
  const config = { sender: 'post@example.net', now: () => noon };
  for (const url of ['', 'mail.example.net', 'http://mail.example.net', 'smtp://'])
    assert.throws(() => mailTransport({ ...config, url }), TypeError, url);
});
