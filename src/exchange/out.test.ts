import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { as, cast, chapters, houses, seat, visitor } from '../../test/cast.ts';
import { arrange, behold, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { hasText, languages } from '../lib/language.ts';
import { readSheet } from '../lib/sheet/index.ts';
import { register } from '../people/index.ts';
import { urls } from '../urls.ts';
import { leftOut, tablesOut } from './plan.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
});
after(() => here.close());

/** One takes out everything a few times an hour at most, and this file does nothing else. */
const unlimited = () => here.superuser.query('delete from rate_limits');

type Archive = { text(name: string): string; rows(table: string): Record<string, unknown>[]; names: string[] };
async function archive(who: Parameters<typeof as>[1] = 'ada'): Promise<Archive> {
  await unlimited();
  const response = await (await as(here, who)).get(urls.takeOutArchive);
  assert.equal(response.status, 200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const text = (name: string) => Buffer.from(files[name] ?? assert.fail(`${name} is not in the archive`)).toString();
  return { text, rows: (table) => JSON.parse(text(`json/${table}.json`)), names: Object.keys(files) };
}

test('every table there is goes out or is left out for a reason that is said', () => {
  const known = [...tablesOut.map(({ table }) => table), ...Object.values(leftOut).flat()];
  assert.equal(new Set(known).size, known.length);
  assert.deepEqual(
    Object.keys(register).filter((table) => !known.includes(table)),
    [],
  );
});

test('every column that goes out is described in words', async () => {
  const about = JSON.parse((await archive()).text('columns.json')) as { table: string; column: string; meaning: string; purpose: string }[];
  assert.ok(about.length > 200);
  assert.deepEqual(
    about.filter(({ meaning, purpose }) => !meaning || !purpose).map(({ table, column }) => `${table}.${column}`),
    [],
  );
  assert.deepEqual(
    [...new Set(about.map(({ table }) => table))].filter((table) => !hasText(`columns:table.${table}`)),
    [],
  );
});

test('the administrator takes out names and contacts in clear, of her own association alone', async () => {
  const { rows, text } = await archive();
  const people = rows('people');
  const own = await behold<number>(here, 'select count(*)::int from people where association_id = $1', [houses.lyspunkt.id]);
  assert.equal(people.length, own);
  assert.ok(people.some(({ id, called }) => id === cast.per.id && called === 'Per'));
  assert.ok(!people.some(({ id }) => id === cast.stranger.id));
  assert.ok(rows('contacts').every(({ value }) => typeof value === 'string' && value !== ''));
  for (const { table } of tablesOut)
    assert.ok(
      rows(table).every((row) => (row['association_id'] ?? row['id']) === houses.lyspunkt.id),
      table,
    );
  assert.ok(rows('chapters').some(({ id }) => id === chapters.bergen.id));
  assert.match(text('README.md'), /Alt .* eier/);
});

test('no key, hash or secret is in it, nor what belongs to a group that runs itself', async () => {
  const group = await arrange(here, { name: 'Lørdagsgruppa', sitting: ['per', 'pia'], contact: 'per', handedOver: '2026-11-02' });
  const { rows, names, text } = await archive();
  assert.ok(!names.some((name) => /links|sessions|passkeys|person_keys|totp|rooms|themes|attendance/.test(name)));
  assert.ok(!text('columns.csv').includes('lookup'));
  assert.ok(rows('groups').some(({ id }) => id === group));
  assert.deepEqual(
    rows('seats').filter(({ group_id }) => group_id === group),
    [],
  );
  assert.ok(!('lookup' in rows('contacts')[0]!));
});

test('an administrator who sits in a group herself does not take it out with her', async () => {
  await arrange(here, { name: 'Søndagsgruppa', sitting: ['ada', 'petra'], contact: 'petra', handedOver: '2026-11-02' });
  const { rows } = await archive();
  const group = rows('groups').find(({ name }) => name === 'Søndagsgruppa')!;
  assert.deepEqual(
    rows('seats').filter(({ group_id }) => group_id === group['id']),
    [],
  );
});

test('what could be a formula is none in the archive and the workbook', async () => {
  await waits(here, 'paal');
  await here.superuser.query("update venues set name = '=HYPERLINK(1)' where association_id = $1", [houses.lyspunkt.id]);
  const { text } = await archive();
  assert.match(text('csv/venues.csv'), /;'=HYPERLINK\(1\);/);
  assert.match(text('csv/contacts.csv'), /;'\+47\d+;/);
  assert.ok(text('json/venues.json').includes('"=HYPERLINK(1)"'));
});

test('the workbook begins with what each column is, and has one sheet for each table', async () => {
  const response = await (await as(here, 'ada')).get(urls.takeOutWorkbook);
  assert.match(response.headers.get('content-disposition')!, /^attachment; filename="lyspunkt-2026-12-01\.xlsx"$/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const read = readSheet(bytes, { sheets: 60, expandedBytes: 100_000_000 });
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(read.sheet, 'Kolonner');
  assert.deepEqual(read.rows[0]?.slice(0, 3), ['Tabell', 'Kolonne', 'Hva det er']);
  const names = [
    ...Buffer.from(unzipSync(bytes)['xl/workbook.xml']!)
      .toString()
      .matchAll(/sheet name="([^"]*)"/g),
  ].map(([, name]) => name);
  assert.deepEqual(names, ['Kolonner', ...tablesOut.map(({ table }) => table)]);
});

test('it is written down that everything was taken out, and by whom', async () => {
  const seen = "select count(*)::int from history where act = 'association.taken-out' and actor_id = $1";
  assert.ok((await behold<number>(here, seen, [cast.ada.id])) > 0);
});

test('everyone whose data went out can see that it did, and who took it', async () => {
  const page = await (await (await as(here, 'per')).get(urls.meLookedAt)).text();
  assert.match(page, /Alt foreningen eier ble tatt ut/);
  assert.match(page, /Ada/);
  const other = await (await (await as(here, 'stranger')).get(urls.meLookedAt)).text();
  assert.doesNotMatch(other, /Alt foreningen eier ble tatt ut/);
});

test('whoever has not just shown who she is does so first', async () => {
  const ada = await as(here, 'ada');
  here.setClock('2026-12-01T09:30:00+01:00');
  for (const path of [urls.takeOutArchive, urls.takeOutWorkbook]) {
    const response = await ada.get(path);
    assert.equal(response.status, 303);
    assert.match(response.headers.get('location')!, /^\/step-up\?back=/);
  }
  here.setClock('2026-12-01T09:00:00+01:00');
});

test('nobody else takes anything out, and to a stranger the page is not there', async () => {
  for (const who of ['kari', 'birk', 'frida', 'per'] as const)
    assert.equal((await (await as(here, who)).get(urls.takeOutArchive)).status, 404, who);
  assert.equal((await visitor(here).get(urls.takeOut)).status, 303);
});

test('an administrator of another association takes out her own and nothing else', async () => {
  const other = await behold<string>(here, 'select id from people where association_id <> $1 limit 1', [houses.lyspunkt.id]);
  await here.superuser.query(
    "insert into roles (id, association_id, person_id, role, from_day) select gen_random_uuid(), association_id, id, 'administrator', '2026-01-01' from people where id = $1",
    [other],
  );
  const association = await behold<string>(here, 'select association_id from people where id = $1', [other]);
  const { rows } = await archive({ id: other, association });
  for (const table of ['people', 'groups', 'venues', 'history'])
    assert.ok(
      rows(table).every((row) => row['association_id'] === association),
      table,
    );
});

test('access that ends while a file is made ends the file', async () => {
  const ada = await as(here, 'ada');
  const response = await ada.get(urls.takeOutArchive);
  const reader = response.body!.getReader();
  await reader.read();
  await here.superuser.query("update roles set ended_at = now() where person_id = $1 and role = 'administrator'", [cast.ada.id]);
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  }, /may no longer take out/);
  await here.superuser.query("update roles set ended_at = null where person_id = $1 and role = 'administrator'", [cast.ada.id]);
});

test('every table in which something is an association’s goes out, or is left out for a reason', async () => {
  const { rows } = await here.superuser.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'association_id' and t.table_type = 'BASE TABLE'`,
  );
  const known = new Set<string>([...tablesOut.map(({ table }) => table), ...Object.values(leftOut).flat()]);
  assert.ok(rows.length > 40);
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !known.has(name)),
    [],
  );
});

test('no row is missing but those of groups that run themselves, and what only some may see', async () => {
  const { rows } = await archive();
  const short: string[] = [];
  for (const { table, only } of tablesOut) {
    const owner = table === 'associations' ? 'id' : 'association_id';
    const all = await behold<number>(here, `select count(*)::int from ${table} where ${owner} = $1 ${only ? `and ${only}` : ''}`, [
      houses.lyspunkt.id,
    ]);
    if (rows(table).length !== all) short.push(`${table}: ${rows(table).length} of ${all}`);
  }
  assert.deepEqual(
    short.filter((one) => !/^(seats|facilitators|history|triages):/.test(one)),
    [],
    'seats of groups that run themselves, who said what was not for a group, and what was done meanwhile',
  );
});

test('each column is described in each of the four languages, in words of its own', async () => {
  const texts = Object.fromEntries(
    languages.map((language) => [
      language,
      JSON.parse(readFileSync(join(import.meta.dirname, `../../locales/${language}/columns.json`), 'utf8')) as Record<
        string,
        Record<string, string>
      >,
    ]),
  );
  const { text } = await archive();
  const about = JSON.parse(text('columns.json')) as { table: string; column: string }[];
  const missing = languages.flatMap((language) =>
    about
      .filter(({ table, column }) => !texts[language]?.[table]?.[column] && !texts[language]?.['any']?.[column])
      .map(({ table, column }) => `${language} ${table}.${column}`),
  );
  assert.deepEqual(missing, []);
  for (const [language, word] of [
    ['nb', 'Foreningen'],
    ['nn', 'Foreininga'],
    ['da', 'Foreningen'],
    ['en', 'The association'],
  ] as const) {
    await unlimited();
    const files = unzipSync(
      new Uint8Array(await (await (await as(here, 'ada')).get(`${urls.takeOutArchive}?lang=${language}`)).arrayBuffer()),
    );
    const csv = Buffer.from(files['columns.csv']!).toString();
    assert.match(csv, new RegExp(`;association_id;${word}`), language);
  }
});

test('no cell of the workbook is a formula, whatever stands in it', async () => {
  await here.superuser.query(
    "update venues set name = '=cmd|''/c calc''!A1', door = '+1+1', address = '@SUM(A1)' where association_id = $1",
    [houses.lyspunkt.id],
  );
  const response = await (await as(here, 'ada')).get(urls.takeOutWorkbook);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/'));
  assert.equal(sheets.length, tablesOut.length + 1);
  const found = sheets.map(([, bytes]) => Buffer.from(bytes).toString());
  assert.ok(found.some((xml) => xml.includes('=cmd|')));
  assert.ok(
    found.every((xml) => !/<f[ >]|t="str"/.test(xml)),
    'text stands as text',
  );
});
