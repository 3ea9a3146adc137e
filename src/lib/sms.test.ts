import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { testCertificate } from '../../test/certificate.ts';
import { SmsRefused, elksGateway, isE164, parseDeliveryReport, parseInboundSms, smsParts } from './sms.ts';
import type { E164, ElksConfig, Sms, SmsRefusal } from './sms.ts';

const message: Sms = { to: '+4790000001' as E164, sender: 'Oss', text: 'Møte kl. 18 på huset', reference: '0192f2c0' };

type Asked = {
  method: string | undefined;
  path: string | undefined;
  authorization: string | undefined;
  type: string | undefined;
  form: Record<string, string>;
};

/** The world outside: a gateway on the loopback that answers as told, and what it was asked. */
async function gateway(t: TestContext, answer: (response: ServerResponse) => void, more: Partial<ElksConfig> = {}) {
  const asked: Asked[] = [];
  const server = createHttpServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization, 'content-type': type } = request.headers;
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    asked.push({ method: request.method, path: request.url, authorization, type, form });
    answer(response);
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, ...elksGateway({ url: `http://127.0.0.1:${port}`, user: 'u4', password: 'pæss:ord', timeoutMs: 2_000, ...more }) };
}

const taken = (response: ServerResponse) => response.end(JSON.stringify({ id: 's70df59406a1b4643b96f3f91e0bfb7b0', status: 'created' }));
const says =
  (status: number, body = 'Not so for +4790000001') =>
  (response: ServerResponse) =>
    response.writeHead(status).end(body);

async function isRefused(attempt: Promise<unknown>, reason: SmsRefusal, more: { permanent: boolean; maybeSent?: boolean }) {
  const error = await attempt.then(
    () => assert.fail('The message was accepted'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof SmsRefused, String(error));
  const { reason: given, permanent, maybeSent } = error;
  assert.deepEqual({ reason: given, permanent, maybeSent }, { reason, maybeSent: false, ...more });
  assert.doesNotMatch(JSON.stringify(error) + String(error.stack) + String(error.cause), /4790000001|Møte/);
}

test('a message is posted as the gateway wants it, which is asked to forget the text', async (t) => {
  const { asked, send } = await gateway(t, taken);
  assert.deepEqual(await send(message), { id: 's70df59406a1b4643b96f3f91e0bfb7b0' });
  assert.deepEqual(asked, [
    {
      method: 'POST',
      path: '/a1/sms',
      authorization: `Basic ${Buffer.from('u4:pæss:ord').toString('base64')}`,
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      form: { from: 'Oss', to: '+4790000001', message: 'Møte kl. 18 på huset', dontlog: 'message' },
    },
  ]);
});

test('the gateway is told where to report a delivery', async (t) => {
  const { asked, send } = await gateway(t, taken, { deliveryUrl: (reference) => `https://example.org/sms/${reference}` });
  await send(message);
  assert.equal(asked[0]!.form['whendelivered'], 'https://example.org/sms/0192f2c0');
});

test('what the gateway refuses is not sent again; what it cannot do now, or for us, is', async (t) => {
  const expected: [number, SmsRefusal, boolean][] = [
    [400, 'refused', true],
    [401, 'sign-in-refused', false],
    [402, 'no-credit', false],
    [403, 'no-credit', false],
    [404, 'misconfigured', false],
    [302, 'misconfigured', false],
    [429, 'busy', false],
    [500, 'busy', false],
    [503, 'busy', false],
  ];
  for (const [status, reason, permanent] of expected) {
    await isRefused((await gateway(t, says(status))).send(message), reason, { permanent });
  }
});

test('a gateway that is down is tried again', async () => {
  const server = createHttpServer();
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const { port } = server.address() as AddressInfo;
  await new Promise((down) => server.close(down));
  await isRefused(elksGateway({ url: `http://127.0.0.1:${port}`, user: 'a', password: 'b' }).send(message), 'unreachable', {
    permanent: false,
  });
});

test('a gateway that took the message and fell silent is not asked twice', async (t) => {
  const maybe = { permanent: true, maybeSent: true };
  await isRefused((await gateway(t, () => {}, { timeoutMs: 200 })).send(message), 'interrupted', maybe);
  await isRefused((await gateway(t, (response) => void response.destroy())).send(message), 'interrupted', maybe);
  await isRefused((await gateway(t, says(200, '<html>'))).send(message), 'interrupted', maybe);
  await isRefused((await gateway(t, says(200, '{"id":"a b"}'))).send(message), 'interrupted', maybe);
});

test('a redirection is not followed with the password', async (t) => {
  const other = await gateway(t, taken);
  const { send } = await gateway(t, (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/a1/sms' }).end());
  await isRefused(send(message), 'misconfigured', { permanent: false });
  assert.equal(other.asked.length, 0);
});

test('a gateway that cannot prove who it is gets nothing', async (t) => {
  const server = createHttpsServer(testCertificate('localhost'), (_request, response) => void assert.fail(String(response)));
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  await isRefused(elksGateway({ url: `https://localhost:${port}`, user: 'a', password: 'b' }).send(message), 'unreachable', {
    permanent: false,
  });
});

test('away from this machine the gateway is spoken to over TLS only', () => {
  const rest = { user: 'a', password: 'b' };
  for (const url of ['', 'api.example.com', 'http://api.example.com', 'http://127.0.0.1.example.com', 'ftp://localhost']) {
    assert.throws(() => elksGateway({ url, ...rest }), TypeError, url);
  }
});

test('a message that cannot be sent is not tried', async (t) => {
  const { asked, send } = await gateway(t, taken);
  const bad: Partial<Record<keyof Sms, string>>[] = [
    { to: '90000001' },
    { to: '+4790000001&to=+4790000002' },
    { to: '+0790000001' },
    { text: '' },
    { text: ' \n' },
    { text: 'ø'.repeat(153 * 6 + 1) },
    { sender: '' },
    { sender: 'Our association' },
    { sender: '4us' },
    { sender: 'Ås lag' },
  ];
  for (const change of bad) await isRefused(send({ ...message, ...change } as Sms), 'invalid', { permanent: true });
  assert.equal(asked.length, 0);
});

test('a number has its country', () => {
  for (const good of ['+4790000001', '+4520000001', '+18005550100']) assert.ok(isE164(good), good);
  for (const bad of ['', '90000001', '004790000001', '+47 90000001', '+47900', '+4790000001\n', '+479000000012345678', '+٤٧90000001'])
    assert.ok(!isE164(bad), bad);
});

const inbound = {
  direction: 'incoming',
  id: 'sf8425555e5d8db61dda7a7b3f1b91bdb',
  from: '+4790000001',
  to: '+4759440000',
  created: '2027-03-05T13:57:23.741000',
  message: ' JA takk\r\n',
};

test('a reply is read as the gateway posts it', () => {
  const expected = {
    id: inbound.id,
    from: '+4790000001',
    to: '+4759440000',
    text: 'JA takk',
    receivedAt: new Date('2027-03-05T13:57:23Z'),
  };
  assert.deepEqual(parseInboundSms(new URLSearchParams(inbound)), expected);
  const form = new FormData();
  for (const [name, value] of Object.entries(inbound)) form.append(name, value);
  assert.deepEqual(parseInboundSms(form), expected);
});

test('what is not a reply is not read as one', () => {
  const changes: Partial<typeof inbound>[] = [
    { direction: 'outgoing' },
    { direction: '' },
    { id: '' },
    { id: "1'; --" },
    { from: 'Shop' },
    { from: '' },
    { to: '4759440000' },
    { created: '' },
    { created: 'yesterday' },
    { created: '2027-02-31T99:00:00' },
    { message: 'x'.repeat(2_001) },
  ];
  for (const change of changes)
    assert.equal(parseInboundSms(new URLSearchParams({ ...inbound, ...change })), undefined, JSON.stringify(change));
  for (const name of Object.keys(inbound)) {
    const twice = new URLSearchParams(inbound);
    twice.append(name, 'again');
    const without = new URLSearchParams(inbound);
    without.delete(name);
    assert.deepEqual([parseInboundSms(twice), parseInboundSms(without)], [undefined, undefined], name);
  }
});

test('a reply keeps its lines and loses its control signs', () => {
  assert.equal(parseInboundSms(new URLSearchParams({ ...inbound, message: 'a\nb\u0000c\u001b[31m\td' }))!.text, 'a\nb c [31m d');
  assert.equal(parseInboundSms(new URLSearchParams({ ...inbound, message: 'A\u030A' }))!.text, 'Å');
});

test('a report tells what became of a message', () => {
  for (const state of ['sent', 'delivered', 'failed'] as const) {
    assert.deepEqual(parseDeliveryReport(new URLSearchParams({ id: 's1', status: state, delivered: '2027-03-05T13:57:23' })), {
      id: 's1',
      state,
    });
  }
  for (const bad of [{}, { id: 's1' }, { id: 's1', status: 'read' }, { id: 's 1', status: 'sent' }]) {
    assert.equal(parseDeliveryReport(new URLSearchParams(bad as Record<string, string>)), undefined);
  }
});

test('a text is counted in the messages it takes', () => {
  const counted: [string, number][] = [
    ['', 1],
    ['ø'.repeat(160), 1],
    ['ø'.repeat(161), 2],
    ['x'.repeat(306), 2],
    ['x'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    [`${'x'.repeat(152)}€${'x'.repeat(152)}`, 3],
    ['ő'.repeat(70), 1],
    ['ő'.repeat(71), 2],
    ['ő'.repeat(134), 2],
    ['ő'.repeat(135), 3],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
    ['😀'.repeat(66), 2],
    ['😀'.repeat(67), 3],
    [`${'x'.repeat(70)}`, 1],
    [`${'x'.repeat(70)}–`, 2],
  ];
  for (const [text, parts] of counted) assert.equal(smsParts(text), parts, `${text.slice(0, 5)}… ${text.length}`);
});

test('a longer text never takes fewer messages', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 });
  fc.assert(fc.property(text, text, (a, b) => smsParts(a + b) >= Math.max(smsParts(a), smsParts(b))));
});
