import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { newKeyPair, rawPublic, readIdentity, readRecipient } from './age-keys.ts';
import { seal, unseal } from './age.ts';
import { isClusterProblem } from './problem.ts';

const ours = newKeyPair();
const lengths = [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000];

test('what is sealed is opened unchanged, at every length around a chunk', async () => {
  for (const length of lengths) {
    const plain = Buffer.alloc(length, 'Verksted ');
    assert.deepEqual(await opened(ours.identity, await sealed([ours.recipient], plain)), plain);
  }
});

test('a file that the age program made is opened, and its keys are read', async () => {
  const foreign = {
    identity: 'AGE-SECRET-KEY-1YEYX3JRAYHWLQ09UH7GR2Z7F6EL05RMNKQT3VAN3XYLQS83XKQZQZ39HPR',
    recipient: 'age1yk8hcllxf4yp8agy6n8p3cufuqh5ks6l30g20rv2xrsqgype8u8sn24gnz',
    file: 'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBRTlgvK1ROdEQ0dTF1Yk1RTHpHSzBkTk9FeDRXaTYzeDQ5ZUxMSk8zR3lFCjlrN3N0NDF4bk5GMHVNeUpKcDhITk5VSmM0MXlPa04vMW5qUlIzbGMvaUEKLS0tIEQ3aytMdWhlK09TTFExU0hGemhYdmJpdGhOUllIdzg0YVpFMm5aeWpXQWMKBrF4hIlyoi2bQAaXp614gEbsen6ugVSV5sz30khE6jsLlV6dhldMyQ4n3RPM1JytiXG4sg==',
  };
  assert.equal((await opened(foreign.identity, Buffer.from(foreign.file, 'base64'))).toString(), 'written by age 1.1.1');
  assert.deepEqual(rawPublic(readIdentity(foreign.identity)), rawPublic(readRecipient(foreign.recipient)));
});

test('any one of several recipients can open it, and nobody else', async () => {
  const second = newKeyPair();
  const bytes = await sealed([ours.recipient, second.recipient], Buffer.from('secret'));
  assert.equal((await opened(second.identity, bytes)).toString(), 'secret');
  await assert.rejects(opened(newKeyPair().identity, bytes), because('key-wrong'));
});

test('a changed byte, a dropped chunk and a cut end are all seen', async () => {
  const bytes = await sealed([ours.recipient], Buffer.alloc(200_000, 'x'));
  const body = bytes.indexOf('\n---') + 50 + 16;
  for (const place of [30, 100, body + 5, body + 100_000, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1;
    await assert.rejects(opened(ours.identity, changed), isClusterProblem, `byte ${place}`);
  }
  const chunk = 65_536 + 16;
  const start = bytes.length - (200_000 + 4 * 16);
  await assert.rejects(opened(ours.identity, bytes.subarray(0, start + chunk)), because('backup-damaged'));
  await assert.rejects(
    opened(ours.identity, Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + chunk)])),
    because('backup-damaged'),
  );
  await assert.rejects(opened(ours.identity, Buffer.from('not sealed at all')), because('backup-damaged'));
});

test('a slip in a key is seen', () => {
  assert.throws(() => readRecipient(ours.recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))), because('key-wrong'));
  assert.throws(() => readRecipient(ours.identity), because('key-wrong'));
  assert.throws(() => readIdentity('# only a remark\n'), because('key-wrong'));
});

function sealed(recipients: string[], plain: Buffer): Promise<Buffer> {
  return buffer(seal(recipients.map(readRecipient), pieces(plain)));
}

function opened(identity: string, bytes: Buffer): Promise<Buffer> {
  return buffer(unseal(readIdentity(identity), pieces(bytes)));
}

async function* pieces(bytes: Buffer): AsyncIterable<Buffer> {
  for (let from = 0; from < bytes.length; from += 10_007) yield bytes.subarray(from, from + 10_007);
}

function because(reason: string): (error: unknown) => boolean {
  return (error) => isClusterProblem(error) && error.reason === reason;
}
