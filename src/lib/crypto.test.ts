import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  addMaster,
  hashCode,
  hashToken,
  loadKeyring,
  lookupIndex,
  newKey,
  oneTimeCode,
  open,
  sameBytes,
  seal,
  token,
  unwrapKey,
  wrapKey,
  writtenCode,
} from './crypto.ts';
import type { Place } from './crypto.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });
const anyPart = fc.string({ unit: 'grapheme', maxLength: 12 });
const anyPlace: fc.Arbitrary<Place> = fc.record({ table: anyPart, column: anyPart, row: anyPart, person: anyPart });
const here: Place = { table: 'people', column: 'called', row: '1', person: '2' };

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'keys-'));
  t.after(() => rmSync(made, { recursive: true }));
  return join(made, 'keys');
}

test('what was sealed opens again, and looks different each time', () => {
  const key = newKey();
  fc.assert(
    fc.property(anyPlace, anyText, (place, text) => {
      const [once, again] = [seal(key, place, text), seal(key, place, text)];
      assert.equal(open(key, place, once), text);
      assert.equal(open(key, place, again), text);
      assert.notDeepEqual(once, again);
    }),
  );
});

test('a value that was moved to another place, or another person, does not open', () => {
  const key = newKey();
  fc.assert(
    fc.property(anyPlace, anyPlace, anyText, (place, other, text) => {
      fc.pre(JSON.stringify(place) !== JSON.stringify(other));
      assert.throws(() => open(key, other, seal(key, place, text)));
    }),
  );
});

test('places that read alike when run together are still different places', () => {
  const key = newKey();
  const sealed = seal(key, { table: 'ab', column: 'c', row: '1', person: '2' }, 'Kari');
  assert.throws(() => open(key, { table: 'a', column: 'bc', row: '1', person: '2' }, sealed));
  assert.throws(() => open(key, { table: '', column: '2:ab1:c', row: '1', person: '2' }, sealed));
});

test('a value does not open when one bit of it, or the key, is another', () => {
  const key = newKey();
  fc.assert(
    fc.property(anyText, fc.nat(), (text, at) => {
      const sealed = seal(key, here, text);
      const bit = at % (sealed.length * 8);
      sealed[bit >> 3] = sealed[bit >> 3]! ^ (1 << (bit & 7));
      assert.throws(() => open(key, here, sealed));
    }),
  );
  assert.throws(() => open(newKey(), here, seal(key, here, 'Kari')));
  for (const short of [0, 1, 12, 28]) assert.throws(() => open(key, here, seal(key, here, '').subarray(0, short)), /not a sealed value/);
});

test('a key is wrapped for one person only', (t) => {
  const keys = loadKeyring(folder(t));
  const key = newKey();
  const { master, wrapped } = wrapKey(keys, key, 'kari');
  assert.ok(unwrapKey(keys, master, wrapped, 'kari').equals(key));
  assert.throws(() => unwrapKey(keys, master, wrapped, 'ola'));
  assert.throws(() => unwrapKey(keys, master + 1, wrapped, 'kari'), /not in the keyring/);
  assert.throws(() => unwrapKey(loadKeyring(folder(t)), master, wrapped, 'kari'));
});

test('a new outer key wraps from now on, and the old one still opens', (t) => {
  const place = folder(t);
  const before = loadKeyring(place);
  const key = newKey();
  const old = wrapKey(before, key, 'kari');
  assert.equal(addMaster(place), 2);
  const after = loadKeyring(place);
  assert.ok(unwrapKey(after, old.master, old.wrapped, 'kari').equals(key));
  const fresh = wrapKey(after, key, 'kari');
  assert.deepEqual([old.master, fresh.master], [1, 2]);
  assert.throws(() => unwrapKey(before, fresh.master, fresh.wrapped, 'kari'));
  assert.deepEqual([after.mark, after.context], [before.mark, before.context]);
});

test('the keyring is made once, for its owner only', (t) => {
  const place = folder(t);
  const [first, second] = [loadKeyring(place), loadKeyring(place)];
  assert.equal(first.mark, second.mark);
  assert.ok(first.index.equals(second.index));
  assert.deepEqual([statSync(place).mode & 0o777, statSync(join(place, 'keyring.json')).mode & 0o777], [0o700, 0o600]);
  assert.deepEqual(readdirSync(place), ['keyring.json']);
  assert.notEqual(first.mark, loadKeyring(folder(t)).mark);
});

test('each use has a key of its own', (t) => {
  const { masters, mark, context, ...keys } = loadKeyring(folder(t));
  const all = [context, ...masters.map((master) => master.key.export()), ...Object.values(keys).map((key) => key.export())];
  assert.equal(new Set(all.map((key) => key.toString('hex'))).size, all.length);
  assert.ok(all.every((key) => key.length === 32 && !key.toString('hex').startsWith(mark)));
});

test('a keyring that is missing, open to others or broken is not taken for a new one', (t) => {
  const place = folder(t);
  assert.throws(() => loadKeyring(place, { mayMake: false }), /its own backup/);
  loadKeyring(place);
  const path = join(place, 'keyring.json');
  const whole = readFileSync(path, 'utf8');
  const file = JSON.parse(whole) as { root: string; masters: object[] };
  const bad = [
    '',
    '{',
    '[]',
    '{"version":2}',
    whole.slice(0, -20),
    JSON.stringify({ ...file, masters: [] }),
    JSON.stringify({ ...file, root: 'aaaa' }),
  ];
  bad.push(JSON.stringify({ ...file, masters: [...file.masters, ...file.masters] }), JSON.stringify({ ...file, masters: [{ id: 1 }] }));
  for (const text of bad) {
    writeFileSync(path, text);
    assert.throws(
      () => loadKeyring(place),
      (error: Error) => /not a keyring/.test(error.message) && !error.message.includes(file.root) && error.cause === undefined,
      text,
    );
  }
  writeFileSync(path, whole);
  chmodSync(path, 0o640);
  assert.throws(() => loadKeyring(place), /chmod 600/);
});

test('a key does not show when something around it is printed', (t) => {
  const keys = loadKeyring(folder(t));
  const key = newKey();
  const shown = inspect({ key, master: keys.masters[0]!.key }, { depth: 9 }) + JSON.stringify({ key, index: keys.index });
  assert.ok(!shown.includes(key.export().toString('hex').slice(0, 8)) && !shown.includes(key.export().toString('base64').slice(0, 8)));
  assert.match(shown, /SecretKeyObject/);
});

test('a contact is found by its keyed hash, which differs by kind and by keyring', () => {
  const [one, two] = [newKey(), newKey()];
  fc.assert(
    fc.property(anyPart, anyText, anyPart, anyText, (kind, value, otherKind, otherValue) => {
      const index = lookupIndex(one, kind, value);
      assert.deepEqual(index, lookupIndex(one, kind, value));
      assert.equal(index.length, 32);
      assert.notDeepEqual(index, lookupIndex(two, kind, value));
      if (kind !== otherKind || value !== otherValue) assert.notDeepEqual(index, lookupIndex(one, otherKind, otherValue));
    }),
  );
});

test('tokens do not repeat, and only their hash has to be kept', () => {
  const tokens = Array.from({ length: 1_000 }, () => token(16));
  assert.equal(new Set(tokens).size, 1_000);
  assert.ok(tokens.every((each) => /^[\w-]{22}$/.test(each)));
  assert.match(token(), /^[\w-]{43}$/);
  assert.equal(hashToken(tokens[0]!).length, 32);
});

test('a code has six digits, also when it begins with zeros', () => {
  const codes = Array.from({ length: 20_000 }, oneTimeCode);
  assert.ok(codes.every((code) => /^\d{6}$/.test(code)));
  assert.equal(new Set(codes.map((code) => code[0])).size, 10);
});

test('a written code has no signs that look alike', () => {
  const signs = new Set(Array.from({ length: 500 }, () => writtenCode(20)).join(''));
  assert.equal(signs.size, 30);
  assert.ok(!['0', 'O', '1', 'I', 'L', 'U'].some((sign) => signs.has(sign)));
  assert.equal(writtenCode().length, 10);
});

test('the same code looks different for each owner and each keyring', () => {
  const [one, two] = [newKey(), newKey()];
  const hashes = [hashCode(one, 'a', '123456'), hashCode(one, 'b', '123456'), hashCode(two, 'a', '123456'), hashCode(one, 'a1', '23456')];
  assert.equal(new Set(hashes.map(String)).size, 4);
  assert.ok(sameBytes(hashCode(one, 'a', '123456'), hashes[0]!));
});

test('bytes are the same when all of them are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => sameBytes(Buffer.from(a), Buffer.from(b)) === Buffer.from(a).equals(b)),
  );
});
