import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hasText } from '../lib/language.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { keeps, purposes, register, tablesAboutPeople } from './register.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld();
});
after(() => here.close());

const rows = async (text: string) => (await here.superuser.query<Record<string, string>>(text)).rows;

test('every column of the database is registered, and no other', async () => {
  const found = await rows(`select c.relname as t, a.attname as c from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped and c.relname <> 'migrations'`);
  const there = found.map(({ t, c }) => `${t}.${c}`).sort();
  const known = Object.entries(register).flatMap(([table, { columns }]) => Object.keys(columns).map((column) => `${table}.${column}`));
  assert.deepEqual(known.toSorted(), there);
});

test('whatever tells of a person has a ground to be kept and an end', () => {
  const open = Object.entries(register).flatMap(([table, { columns }]) =>
    Object.entries(columns)
      .filter(([, one]) => ['health', 'contact', 'personal'].includes(one.class) && (one.ground === 'none' || one.keep === 'always'))
      .map(([column]) => `${table}.${column}`),
  );
  assert.deepEqual(open, []);
});

test('every table that refers to a person is about that person, and so in what she can take out', async () => {
  const referring = await rows(`select distinct c.relname as t from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'people'::regclass`);
  assert.deepEqual(
    referring.map(({ t }) => t!).filter((table) => !tablesAboutPeople.includes(table)),
    [],
  );
  const named =
    await rows(`select c.relname as t from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attname in ('person_id', 'seat_id', 'enquiry_id', 'about_id')`);
  const exempt = ['erasures', 'ceremonies']; // a person no more; gone within minutes
  assert.deepEqual(
    named.map(({ t }) => t!).filter((table) => !tablesAboutPeople.includes(table) && !exempt.includes(table)),
    [],
  );
});

test('what is sealed is bytes, and whatever is bytes is sealed, hashed or a key', async () => {
  const bytes = await rows(`select c.relname as t, a.attname as c from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and a.atttypid = 'bytea'::regtype`);
  for (const { t, c } of bytes) assert.notEqual(register[t!]!.columns[c!]!.class, 'public', `${t}.${c}`);
  assert.ok(['called', 'full_name'].every((name) => bytes.some(({ t, c }) => t === 'people' && c === name)));
});

test('each purpose and each limit has its words', () => {
  assert.deepEqual(
    [...purposes.map((one) => `people:purpose.${one}.why`), ...keeps.map((one) => `people:keep.${one}`)].filter((key) => !hasText(key)),
    [],
  );
});
