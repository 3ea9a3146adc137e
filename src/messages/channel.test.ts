import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseChannel, withoutSms } from './channel.ts';

const phone = '+4740000001';
const email = 'per@example.org';
const address = 'Eksempelveien 1';

test('a person is reached in the way she chose, else in the next one there is', () => {
  const all = { phone, email, address };
  assert.deepEqual(
    (['sms', 'email', 'phone', 'post'] as const).map((way) => chooseChannel(way, all)),
    ['sms', 'email', 'call', 'letter'],
  );
  assert.equal(chooseChannel('sms', { email, address }), 'email');
  assert.equal(chooseChannel('email', { phone }), 'sms');
  assert.equal(chooseChannel('sms', { address }), 'letter');
  assert.equal(chooseChannel('phone', { address }), 'letter');
  assert.equal(chooseChannel('post', { phone }), 'call');
  assert.equal(chooseChannel('email', {}), undefined);
});

test('whoever asked to be called or written to on paper is never sent a text message', () => {
  for (const reach of [{ phone }, { phone, email }, { phone, address }, { phone, email, address }])
    for (const way of ['phone', 'post'] as const) assert.notEqual(chooseChannel(way, reach), 'sms');
});

test('whoever wants no more text messages is not sent any', () => {
  for (const reach of [{ phone }, { phone, email }, { phone, address }, { phone, email, address }])
    assert.notEqual(chooseChannel(withoutSms(reach), reach), 'sms');
});
