import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { as, cast, type Client, houses, seat, visitor } from '../../test/cast.ts';
import { behold } from '../../test/groups.ts';
import { putOffer } from '../../test/offers-ground.fixture.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { makeXlsx } from '../../test/xlsx.ts';
import { day } from '../lib/day.ts';
import { urls } from '../urls.ts';
import { circlesAmong } from './from-json.ts';
import { directoryColumns } from './from-sheet.ts';
import { readRaw } from './raw.ts';
import { openDirectory, rawsIn } from './read-directory.ts';

let here: TestWorld;
let ada: Client;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
  ada = await as(here, 'ada');
});
beforeEach(() => here.superuser.query('delete from offers'));
after(() => here.close());

const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
const count = (table: string) => behold<number>(here, `select count(*)::int from ${table}`);

function readDirectory(bytes: Buffer) {
  const opened = openDirectory(bytes);
  if (typeof opened === 'string') return opened;
  const columns = opened.format === 'sheet' ? directoryColumns(opened.table).mapping : {};
  return rawsIn(opened, columns).map((raw) => readRaw(raw, { country: 'NO', today: day('2026-12-01') }));
}

async function upload(file: string | Uint8Array, by = ada, name = 'liste.csv', whom = 'own'): Promise<Response> {
  const form = new FormData();
  form.set('whom', whom);
  form.set('file', new File([typeof file === 'string' ? file : new Uint8Array(file)], name));
  return by.post(urls.bringIn, form);
}
const mainOf = async (response: Response) => {
  const html = await response.text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main'));
};
/** Uploads, agrees with what the columns are taken to be, and gives the address of the preview and what stands on it. */
async function begin(file: string | Uint8Array, by = ada, whom = 'own'): Promise<{ path: string; page: string }> {
  const response = await upload(file, by, 'liste.csv', whom);
  assert.equal(response.status, 303, await response.clone().text());
  const columns = response.headers.get('location')!;
  const shown = await by.get(columns);
  if (shown.status === 200) assert.equal((await by.post(columns, chosenOn(await shown.text()))).status, 303);
  const path = columns.replace(/\/columns$/, '');
  return { path, page: await mainOf(await by.get(path)) };
}
/** What a form of choices shows, as it would be sent. */
const chosenOn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<select[^>]* name="((?:column|name)-\d+)"[^>]*>(.*?)<\/select>/gs)].map(([, name, options]) => [
      name!,
      /<option value="([^"]*)"[^>]*selected/.exec(options!)?.[1] ?? '',
    ]),
  );
const refusedWith = async (file: string | Uint8Array): Promise<string> => {
  const before = [await count('offers'), await count('imports')];
  const response = await upload(file);
  assert.equal(response.status, 422);
  assert.deepEqual([await count('offers'), await count('imports')], before, 'nothing is half stored');
  return mainOf(response);
};

const sheet = `Våre tilbud 2026;;;;;;;;
Navn;Beskrivelse;Adresse;Postnr;Telefon;Kontakt;Startdato;Klokkeslett;RRULE;Styreleder
Tirsdagskafé;Kaffe og prat;Strømgaten 6;5015;55 00 00 00;Kari Nordmann;1.12.2026;18;FREQ=WEEKLY;Ola
Turgruppe;;;5003;;;;;;
turgruppe;;;5003;;;;;;
=HYPERLINK("http://example.org");;;5003;;;;;;
<script>alert(1)</script>;;;5003;;;;;;
Uten sted;;;;;;;;;
Feil kode;;;9999;;;;;;
Samtaler med Anne Hansen;;;5003;;;;;;
Feil rytme;;;5003;;;1.12.2026;18;FREQ=SECONDLY;
`;

test('a spreadsheet is looked through, stored as a whole, and may come again', async () => {
  const { path, page } = await begin(sheet);
  assert.equal(await count('offers'), 0, 'nothing is stored before it has been seen');
  for (const text of [
    'To er nye',
    'Ett står to ganger i fila',
    'Seks rader kan ikke leses',
    'er en formel',
    'er kode, ikke tekst',
    'Det mangler sted',
    'er ikke et postnummer',
    'ved fullt navn',
    'kan vi ikke holde',
    'bare fornavnet',
    'Styreleder',
  ])
    assert.ok(page.includes(text), text);
  assert.ok(!page.includes('<script>alert'));
  assert.equal((await ada.post(`${path}/store`, {})).status, 303);
  const stored = await rows('select * from offers order by slug');
  assert.deepEqual(
    stored.map(({ slug, postcode, place, contact_name, contact_phone, rule, published_on }) => [
      slug,
      postcode,
      place,
      contact_name,
      contact_phone,
      rule,
      published_on,
    ]),
    [
      ['tirsdagskafe', '5015', 'Bergen', 'Kari', '+4755000000', 'FREQ=WEEKLY;BYDAY=TU', null],
      ['turgruppe', '5003', 'Bergen', null, null, '', null],
    ],
  );
  assert.equal(
    await behold<number>(here, "select count(*)::int from history where act = 'directory.brought-in' and actor_id = $1", [cast.ada.id]),
    1,
  );
  const [{ sealed_rows }] = await rows('select sealed_rows from imports where stored_at is not null order by created_at desc limit 1');
  assert.equal(sealed_rows.length, 0, 'the list itself is not kept');
  assert.equal((await ada.post(`${path}/store`, {})).status, 303);
  const again = await begin(sheet);
  assert.ok(again.page.includes('To er her allerede'));
  assert.ok(again.page.includes('ingenting nytt å lagre'));
  assert.equal(await count('offers'), 2);
});

test('columns are guessed, put right, and known the next time; a choice that cannot be is answered', async () => {
  const odd = 'Aktivitet;Hvor da;Vekt\nTurgruppe;5003;12\nKafé;5015;13\n';
  const columns = (await upload(odd)).headers.get('location')!;
  const page = await mainOf(await ada.get(columns));
  assert.ok(page.includes('Turgruppe · Kafé') && page.includes('5003 · 5015'), 'examples to put it right by');
  assert.ok(page.includes('Gjettet ut fra det som står i kolonnen') && page.includes('Ikke gjenkjent'));
  const none = await ada.post(columns, { 'column-0': 'ignore', 'column-1': 'title', 'column-2': 'title' });
  assert.equal(none.status, 422);
  const slips = await none.text();
  assert.ok(slips.includes('Velg minst én kolonne for hvor det er') && slips.includes('Flere kolonner er satt til «Navn på tilbudet»'));
  assert.match(slips, /<option value="title"[^>]*selected/, 'what was chosen is not lost');
  assert.equal((await ada.post(columns, { 'column-0': 'title', 'column-1': 'postcode', 'column-2': 'password' })).status, 303);
  assert.ok((await mainOf(await ada.get(columns.replace('/columns', '')))).includes('To er nye'));
  const right = { 'column-0': 'title', 'column-1': 'postcode', 'column-2': 'key' };
  assert.equal((await ada.post(columns, right)).status, 303);
  const next = await upload('Aktivitet;Hvor da;Vekt\nSang;5018;14\n');
  assert.deepEqual(chosenOn(await (await ada.get(next.headers.get('location')!)).text()), right, 'remembered');
  assert.equal(
    (await behold<number>(here, "select count(*)::int from history where act = 'directory.corrected' and actor_id = $1", [cast.ada.id])) >
      1,
    true,
  );
  assert.equal(await behold<number>(here, 'select count(*)::int from import_mappings where association_id <> $1', [houses.lyspunkt.id]), 0);
});

test('a row of another association is not brought in by this one', async () => {
  const { page } = await begin(
    `Forening;Navn;Postnr\n${houses.broen.name};Kafé;5003\n${houses.lyspunkt.name};Tur;5003\nLyspunkt Bergen;Sang;5003\n`,
  );
  assert.ok(page.includes('To er nye') && page.includes('Det hører til en annen forening'), page);
});

test('a workbook reads as a CSV file does, and is shown at once only when asked', async () => {
  const { path } = await begin(
    makeXlsx([
      {
        name: 'Ark1',
        rows: [
          ['Tittel', 'Sted'],
          ['Åpen kafé', 'Bergen'],
        ],
      },
    ]),
  );
  await ada.post(`${path}/store`, { publish: 'yes' });
  assert.deepEqual(
    (await rows('select slug, published_on::text from offers')).map((row) => [row.slug, row.published_on]),
    [['apen-kafe', '2026-12-01']],
  );
});

test('what went out as open data comes in again: the same offers, and twice is none', async () => {
  await putOffer(here, { skipped: ['2026-12-29'] });
  await putOffer(here, {
    rule: 'FREQ=MONTHLY;BYDAY=-1TH',
    starts_on: '2026-12-31',
    slug: 'siste-torsdag',
    texts: JSON.stringify({ nb: { title: 'Siste torsdag', summary: 'Møt andre.', more: 'Mer her.' } }),
  });
  const services = ((await (await visitor(here).get(urls.hsdsServices)).json()) as { contents: { id: string }[] }).contents;
  const whole = await Promise.all(services.map(async ({ id }) => (await visitor(here).get(`${urls.hsdsServices}/${id}`)).json()));
  const csv = await (await visitor(here).get(urls.openTable)).text();
  for (const file of [JSON.stringify(whole), JSON.stringify({ contents: whole }), csv])
    assert.ok((await begin(file)).page.includes('To er her allerede'));
  await here.superuser.query('delete from offers');
  const { path, page } = await begin(JSON.stringify(whole));
  assert.ok(page.includes('To er nye'), page);
  await ada.post(`${path}/store`, {});
  assert.deepEqual(
    (
      await rows(
        'select texts, rule, clock::text, minutes, starts_on::text, kind, kinds, postcode, contact_name, drop_in from offers order by rule',
      )
    ).map((row) => [
      row.texts.nb.title,
      row.rule,
      row.clock,
      row.minutes,
      row.starts_on,
      row.kind,
      row.kinds,
      row.postcode,
      row.contact_name,
    ]),
    [
      ['Siste torsdag', 'FREQ=MONTHLY;BYDAY=-1TH', '18:00:00', 120, '2026-12-31', 'open-cafe', ['patient'], '5015', 'Kari'],
      ['Åpen kafé', 'FREQ=WEEKLY;BYDAY=TU', '18:00:00', 120, '2026-12-01', 'open-cafe', ['patient'], '5015', 'Kari'],
    ],
  );
});

test('HSDS as tables beside each other is put together by its ids', () => {
  const tables = {
    organizations: [{ id: 'o1', name: 'Lyspunkt', description: '' }],
    services: [
      { id: 's1', organization_id: 'o1', name: 'Kafé', description: 'Kom.', status: 'active' },
      { id: 's2', organization_id: 'o1', name: 'Gammel', status: 'defunct' },
    ],
    service_at_locations: [{ id: 'a1', service_id: 's1', location_id: 'l1' }],
    locations: [{ id: 'l1', location_type: 'physical', name: 'Biblioteket' }],
    addresses: [{ id: 'd1', location_id: 'l1', address_1: 'Strømgaten 6', city: 'Bergen', postal_code: '5015', country: 'NO' }],
    schedules: [
      {
        id: 'c1',
        service_id: 's1',
        freq: 'WEEKLY',
        byday: 'TU,TH',
        dtstart: '2026-12-01',
        opens_at: '18:00+01:00',
        closes_at: '19:30+01:00',
      },
    ],
    phones: [{ id: 'p1', service_id: 's1', number: '+4755000000' }],
  };
  const read = readDirectory(Buffer.from(JSON.stringify(tables)));
  assert.ok(typeof read !== 'string');
  const [cafe, old] = read;
  assert.deepEqual(cafe?.because, []);
  assert.deepEqual(
    [cafe?.draft.address, cafe?.draft.postcode, cafe?.draft.contact.phone, cafe?.draft.series],
    ['Strømgaten 6', '5015', '+4755000000', { startsOn: '2026-12-01', clock: '18:00', minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=TU,TH' }],
  );
  assert.deepEqual(
    old?.because.map(({ reason }) => reason),
    ['ended'],
  );
});

test('organizations that are each other’s parents are a circle, said of each row and never gone round in', async () => {
  const organizations = [
    { id: 'a', name: 'A', parent_organization_id: 'b', services: [{ id: '1', name: 'Kafé A', status: 'active' }] },
    { id: 'b', name: 'B', parent_organization_id: 'a', services: [] },
    { id: 'c', name: 'C', parent_organization_id: 'c', services: [{ id: '3', name: 'Kafé C', status: 'active' }] },
    {
      id: 'd',
      name: 'D',
      services: [
        {
          id: '4',
          name: 'Kafé D',
          status: 'active',
          service_at_locations: [{ location: { location_type: 'physical', addresses: [{ city: 'Bergen', postal_code: '5003' }] } }],
        },
      ],
    },
  ];
  const { page } = await begin(JSON.stringify(organizations));
  assert.ok(page.includes('Ett er nytt') && page.includes('To rader kan ikke leses') && page.includes('viser i ring'), page);
  const long = Array.from({ length: 50_000 }, (_, n) => ({ id: String(n), parent_organization_id: String((n + 1) % 50_000) }));
  assert.equal(circlesAmong(long).size, 50_000);
});

test('a Meeting Guide feed with a broken row is read but for that row', async () => {
  const feed = [
    {
      name: 'Tirsdag',
      slug: 'tirsdag',
      day: 2,
      time: '18:00',
      end_time: '19:30',
      address: 'Strømgaten 6',
      city: 'Bergen',
      postal_code: '5015',
      types: ['O', 'X', 'NO'],
      updated: '2026-01-01 10:00:00',
    },
    'ikke et møte',
    { name: 'Feil tid', slug: 'feil', day: 3, time: '25:00', city: 'Bergen' },
    { name: 'På skjerm', slug: 'skjerm', day: [1, 3], time: '10:00', conference_url: 'https://example.org/x' },
    { slug: 'uten-navn', day: 1, time: '10:00', city: 'Bergen' },
  ];
  const { path, page } = await begin(JSON.stringify(feed));
  assert.ok(page.includes('To er nye') && page.includes('Tre rader kan ikke leses') && page.includes('er ikke et klokkeslett'), page);
  await ada.post(`${path}/store`, {});
  const stored = await rows(
    'select slug, rule, minutes, ways, wheelchair, drop_in, languages, source, source_key from offers order by slug',
  );
  assert.deepEqual(
    stored.map((row) => Object.values(row)),
    [
      ['pa-skjerm', 'FREQ=WEEKLY;BYDAY=MO,WE', 120, ['digital'], null, false, [], 'meeting-guide', 'skjerm'],
      ['tirsdag', 'FREQ=WEEKLY;BYDAY=TU', 90, ['in-person'], true, true, ['nb'], 'meeting-guide', 'tirsdag'],
    ],
  );
});

test('what is no directory is answered clearly, and leaves nothing', async () => {
  assert.match(await refusedWith('{"services": [}'), /ser ut som JSON/);
  assert.match(await refusedWith(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), /ingen tilbud i fila|ser ut som JSON/);
  assert.match(await refusedWith('{"hello": 1}'), /ingen tilbud i fila/);
  assert.match(await refusedWith('[]'), /ingen tilbud i fila/);
  assert.match(await refusedWith(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])), /bilde/);
  assert.match(await refusedWith('Navn;Sted\n' + 'Kafé;Bergen\n'.repeat(2_001)), /mer enn 2|flere filer|2.000/);
  assert.match(
    await refusedWith(JSON.stringify(Array.from({ length: 2_001 }, (_, n) => ({ name: 'x', slug: String(n) })))),
    /mer enn 2000/,
  );
  assert.match(await refusedWith(`[{"name":"${'x'.repeat(5_100_000)}"}]`), /større enn 5 MB/);
});

test('fifty megabytes are refused at the door', async () => {
  const response = await upload(Buffer.alloc(50_000_000, 'x'));
  assert.equal(response.status, 413);
  assert.match(await response.text(), /<h1/);
  assert.equal(await count('offers'), 0);
});

test('when one row cannot be stored, none is', async () => {
  const { path } = await begin('Navn;Sted\nFørste;Bergen\nAndre;Bergen\n');
  await here.superuser.query("alter table offers add constraint no_second check (slug <> 'andre')");
  const response = await ada.post(`${path}/store`, {});
  assert.equal(response.status, 500);
  assert.equal(await count('offers'), 0);
  await here.superuser.query('alter table offers drop constraint no_second');
  assert.equal((await ada.post(`${path}/store`, {})).status, 303);
  assert.equal(await count('offers'), 2);
});

test('a list is its owner’s alone, for a day', async () => {
  const { path } = await begin('Navn;Sted\nKafé;Bergen\n');
  for (const who of ['kari', 'stranger'] as const) {
    assert.equal((await (await as(here, who)).get(path)).status, 404, who);
    assert.equal((await (await as(here, who)).post(`${path}/store`, {})).status, 404, who);
  }
  assert.equal((await visitor(here).get(path)).status, 303);
  here.setClock('2026-12-02T09:01:00+01:00');
  assert.equal((await (await as(here, 'ada')).get(path)).status, 404);
  here.setClock('2026-12-01T09:00:00+01:00');
  assert.equal(await behold<number>(here, 'select count(*)::int from offers where association_id <> $1', [houses.lyspunkt.id]), 0);
});

test('property: whatever stands in a JSON file, it is read or refused, never run and never thrown at', () => {
  const field = fc.constantFrom(
    'name',
    'slug',
    'status',
    'day',
    'time',
    'services',
    'schedules',
    'freq',
    'byday',
    'dtstart',
    'opens_at',
    'addresses',
    'postal_code',
    'parent_organization_id',
    'id',
    'url',
    'types',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.constantFrom('active', 'WEEKLY', 'TU', '18:00', '5003', '=1+1', '<b>'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(field, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(fc.oneof(fc.array(value!, { maxLength: 6 }), value!), (made) => {
      const read = readDirectory(Buffer.from(JSON.stringify(made)));
      if (typeof read === 'string') return;
      for (const { because, draft } of read)
        if (because.length === 0) assert.ok(draft.title && draft.ways.length > 0 && !/^[=+\-@]|<[a-z]/i.test(draft.title));
    }),
    { numRuns: 300 },
  );
});
