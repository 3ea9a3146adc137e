import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openLog } from './log.ts';
import type { Facts } from './log.ts';
import { MailRefused } from './mail.ts';

function recorder() {
  const lines: string[] = [];
  return {
    lines,
    log: openLog(
      (line) => void lines.push(line),
      () => new Date('2027-03-05T13:57:23Z'),
    ),
    last: () => JSON.parse(lines.at(-1)!) as Record<string, unknown>,
  };
}

test('a line is JSON and says when, how bad and what', () => {
  const { log, lines } = recorder();
  log.info('server.started', { port: 3000, version: '0.1.0' });
  assert.deepEqual(lines, ['{"at":"2027-03-05T13:57:23.000Z","level":"info","event":"server.started","port":3000,"version":"0.1.0"}']);
});

test('an error has a reference number: the one of its request, or a new one', () => {
  const { log, last } = recorder();
  const request = '0192f2c0-7d1e-7c4b-9c55-8a7d6f1f2a01';
  assert.equal(log.error('request.failed', new Error('No'), { request, route: '/groups/:group/handover', method: 'POST' }), request);
  assert.deepEqual([last()['request'], last()['route'], last()['method']], [request, '/groups/:group/handover', 'POST']);
  const [one, two] = [log.error('job.failed', new Error('No')), log.error('job.failed', new Error('No'))];
  assert.notEqual(one, two);
  assert.equal(last()['request'], two);
});

test('an error tells its kind and its place, and none of its words', () => {
  const { log, last, lines } = recorder();
  const detail = Object.assign(new Error('Key (email)=(kari@example.org) already exists'), {
    code: '23505',
    table: 'contacts',
    detail: 'Key (email)=(kari@example.org)',
  });
  log.error('request.failed', new TypeError('Kari Nordmann\n    at Kari (Kari:1:1)', { cause: detail }));
  assert.doesNotMatch(lines[0]!, /kari/i);
  const { kind, at, cause } = last() as { kind: string; at: string[]; cause: Record<string, unknown> };
  assert.equal(kind, 'TypeError');
  assert.match(at[0]!, /^at TestContext\.<anonymous> \(src\/lib\/log\.test\.ts:\d+:\d+\)$/);
  assert.deepEqual([cause['kind'], cause['code'], cause['table'], cause['detail']], ['Error', '23505', 'contacts', undefined]);
});

test('a refused message tells the reason', () => {
  const { log, last } = recorder();
  log.error('job.failed', new MailRefused('recipient-refused', { permanent: true, status: 550 }), { queue: 'messages.send', attempt: 2 });
  const { kind, reason, status, queue, attempt } = last();
  assert.deepEqual(
    { kind, reason, status, queue, attempt },
    { kind: 'MailRefused', reason: 'recipient-refused', status: 550, queue: 'messages.send', attempt: 2 },
  );
});

test('several errors in one are all told, and a circle of causes ends', () => {
  const { log, last } = recorder();
  log.error('x', new AggregateError([new RangeError('a'), new SyntaxError('b')], 'c'));
  assert.deepEqual(
    (last()['errors'] as { kind: string }[]).map((error) => error.kind),
    ['RangeError', 'SyntaxError'],
  );
  const circle = new Error('a');
  circle.cause = circle;
  log.error('x', circle);
  assert.ok(JSON.stringify(last()).length < 6_000);
});

test('what was thrown may be anything', () => {
  const { log, last } = recorder();
  for (const [thrown, kind] of [
    ['kari@example.org', 'string'],
    [undefined, 'undefined'],
    [null, 'object'],
    [{ name: 'Kari' }, 'object'],
  ] as const) {
    log.error('request.failed', thrown);
    assert.equal(last()['kind'], kind);
    assert.doesNotMatch(JSON.stringify(last()), /kari/i);
  }
});

test('facts that are not on the list, or look like a person, are left out', () => {
  const { log, last } = recorder();
  const facts = {
    method: 'GET',
    path: '/p/kari',
    name: 'Kari',
    route: 'kari@example.org',
    queue: 'Kari Nordmann',
    reason: '+4790000001',
    job: '90000001',
    ms: Number.NaN,
    status: 200,
  };
  log.info('request.done', facts as Facts);
  const { method, status, ...rest } = last();
  assert.deepEqual([method, status, Object.keys(rest)], ['GET', 200, ['at', 'level', 'event']]);
  log.info('Kari has come' as string);
  assert.equal(last()['event'], 'unnamed');
});

test('no address, phone number or name gets through, wherever it stands', () => {
  const person = fc.oneof(
    fc.emailAddress(),
    fc.integer({ min: 10_000_000, max: 99_999_999 }).map((number) => `+47${number}`),
    fc.tuple(fc.stringMatching(/^[A-ZÆØÅ][a-zæøå]{2,8}$/), fc.stringMatching(/^[A-ZÆØÅ][a-zæøå]{4,9}$/)).map((names) => names.join(' ')),
  );
  fc.assert(
    fc.property(person, (who) => {
      const { log, lines } = recorder();
      const error = Object.assign(new Error(`no ${who}`, { cause: new Error(who) }), { code: who, reason: who, table: who, name: who });
      log.error(who, error, { request: who, method: who, route: who, queue: who, job: who, reason: who, version: who });
      log.info(who, { method: who, [who]: who } as Facts);
      assert.ok(!lines.join('').includes(who), lines.join('\n'));
    }),
  );
});
