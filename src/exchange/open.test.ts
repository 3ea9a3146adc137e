import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { getTypesForLanguage } from '@code4recovery/spec';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import ICAL from 'ical.js';
import { as, cast, houses, seat, sessionOf, venues, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { putOffer } from '../../test/offers-ground.fixture.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { SESSION_COOKIE } from '../accounts/index.ts';
import { readSheet } from '../lib/sheet/index.ts';
import { to, urls } from '../urls.ts';
import { described } from './open-paths.ts';
import { csvColumns } from './plain.ts';

let here: TestWorld;
let cafe: string;
let group: string;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
  cafe = await putOffer(here, { skipped: ['2026-12-29'] });
  await putOffer(here, {
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
    starts_on: '2026-12-03',
    venue_id: venues.library.id,
    languages: ['da', 'nn'],
  });
  await putOffer(here, { ways: ['phone'], kind: 'contact-phone', starts_on: null, clock: null, minutes: null, rule: '' });
  group = await arrange(here, { name: 'Tirsdagsgruppa', sitting: ['per', 'pia', 'petra', 'paal', 'peder'], leads: ['frida', 'finn'] });
  await here.superuser.query('update groups set listed = true, venue_id = $2 where id = $1', [group, venues.library.id]);
});
after(() => here.close());

const get = (path: string, headers: Record<string, string> = {}) => here.app.request(`http://localhost${path}`, { headers });
const read = async (path: string) => {
  const response = await get(path);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return (await response.json()) as never;
};
type Listed = { total_items: number; contents: Record<string, never>[] };

const folder = join(import.meta.dirname, '../../../shared/schemas/hsds');
const noSchemas = !existsSync(folder) && 'the published HSDS 3.1 schemas are not beside the project: ../shared/schemas/hsds';

function hsdsValidators(): (name: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'openapi.json')) {
    const { $schema: _draft, ...schema } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    ajv.addSchema({ ...schema, $id: `https://hsds.invalid/${file}` });
  }
  return (name) => ajv.getSchema(`https://hsds.invalid/${name}.json`) ?? assert.fail(`no schema ${name}`);
}

test('everything told as HSDS is valid by the published schemas of 3.1', { skip: noSchemas }, async () => {
  const valid = hsdsValidators();
  const told: [string, string][] = [
    [urls.hsdsOrganizations, 'organization'],
    [urls.hsdsServices, 'service'],
    [urls.hsdsAtLocations, 'service_at_location'],
    [urls.hsdsLocations, 'location'],
    [urls.hsdsSchedules, 'schedule'],
    [urls.hsdsTaxonomies, 'taxonomy'],
    [urls.hsdsTerms, 'taxonomy_term'],
  ];
  for (const [path, name] of told) {
    const { contents } = (await read(path)) as Listed;
    assert.ok(contents.length > 0, path);
    for (const one of contents) assert.ok(valid(name)(one), `${path}: ${JSON.stringify(valid(name).errors)} in ${JSON.stringify(one)}`);
    const single = Object.values(urls).find((pattern) => typeof pattern === 'string' && pattern.startsWith(`${path}/:`)) as
      string | undefined;
    if (single) {
      const whole = await read(single.replace(/:\w+/, String(contents[0]!['id'])));
      assert.ok(valid(name)(whole), `${single}: ${JSON.stringify(valid(name).errors)}`);
    }
  }
});

test('a schedule tells the rhythm as it is, and stops where a meeting is cancelled', async () => {
  const { schedules } = (await read(to(urls.hsdsService, { service: cafe }))) as { schedules: Record<string, string>[] };
  assert.deepEqual(schedules.map(({ dtstart, until, freq, byday, opens_at }) => [dtstart, until, freq, byday, opens_at]).slice(0, 3), [
    ['2026-12-01', '2026-12-22', 'WEEKLY', 'TU', '18:00+01:00'],
    ['2027-01-05', '2027-03-23', 'WEEKLY', 'TU', '18:00+01:00'],
    ['2027-03-30', '2027-10-26', 'WEEKLY', 'TU', '18:00+02:00'],
  ]);
  assert.match(schedules[0]!['notes']!, /^RRULE:FREQ=WEEKLY;BYDAY=TU \(Europe\/Oslo\)$/);
});

/** The rules of the format's README: its JSON schema takes American addresses only. */
test('the Meeting Guide feed holds what is on every week, as the format asks', async () => {
  const meetings = (await read(urls.openGuide)) as Record<string, never>[];
  assert.equal(meetings.length, 1, 'neither every second week nor by agreement');
  const [one] = meetings as unknown as (Record<
    'name' | 'slug' | 'time' | 'end_time' | 'timezone' | 'updated' | 'approximate' | 'address' | 'contact_1_name' | 'entity' | 'url',
    string
  > & { types: string[]; day: number })[];
  assert.ok(one!.name.length <= 255 && /^[a-z0-9-]{1,64}$/.test(one!.slug));
  assert.equal(one!.day, 2);
  assert.match(one!.time, /^([01]\d|2[0-3]):[0-5]\d$/);
  assert.match(one!.end_time, /^([01]\d|2[0-3]):[0-5]\d$/);
  assert.equal(one!.timezone, 'Europe/Oslo');
  assert.match(one!.updated, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  assert.equal(one!.approximate, 'no');
  assert.equal(one!.address, 'Strømgaten 6');
  assert.equal(one!.contact_1_name, 'Kari');
  const known = Object.keys(getTypesForLanguage('en'));
  assert.deepEqual(
    one!.types.filter((type) => !known.includes(type)),
    [],
  );
  assert.ok(one!.types.length > 0 && one!.entity && URL.canParse(one!.url));
});

test('a group tells its town and never its door, in every format', async () => {
  const whole = (await read(to(urls.hsdsService, { service: group }))) as { service_at_locations: { location: Record<string, never> }[] };
  assert.equal(whole.service_at_locations[0]!.location['addresses'], undefined);
  const address = await behold<string>(here, 'select address from venues where id = $1', [venues.library.id]);
  for (const path of [to(urls.hsdsService, { service: group }), urls.hsdsLocations, to(urls.openCalendar, { service: group })]) {
    const text = await (await get(path)).text();
    const own = path === urls.hsdsLocations ? '' : text;
    assert.ok(!own.includes(address), path);
  }
});

test('GeoJSON is a collection of points and of what lies nowhere', async () => {
  const { type, features } = (await read(urls.openGeo)) as {
    type: string;
    features: { id: string; type: string; geometry: { type: string; coordinates: number[] } | null; properties: Record<string, unknown> }[];
  };
  assert.equal(type, 'FeatureCollection');
  for (const { type: kind, geometry, properties } of features) {
    assert.equal(kind, 'Feature');
    assert.ok(properties['title']);
    if (geometry)
      assert.ok(geometry.coordinates.length === 2 && Math.abs(geometry.coordinates[0]!) <= 180 && Math.abs(geometry.coordinates[1]!) <= 90);
  }
  assert.deepEqual(features.find(({ id }) => id === cafe)?.geometry, { type: 'Point', coordinates: [5.33, 60.39] });
  assert.equal(features.find(({ properties }) => properties['kind'] === 'contact-phone')?.geometry, null);
});

test('the table is read again by our own reader, and no cell is a formula', async () => {
  await here.superuser.query(`update offers set texts = '{"nb":{"title":"=1+1","summary":"","more":""}}' where kind = 'contact-phone'`);
  const text = await (await get(urls.openTable)).text();
  assert.match(text, /,'=1\+1,/);
  const sheet = readSheet(Buffer.from(text));
  assert.ok(sheet.ok);
  assert.deepEqual(sheet.rows[0], [...csvColumns]);
  assert.equal(sheet.rows.length, 5);
});

test('JSON-LD names each offer, who provides it and when it is', async () => {
  const graph = (await read(urls.openLinked)) as { '@context': string; '@graph': Record<string, never>[] };
  assert.equal(graph['@context'], 'https://schema.org');
  const one = graph['@graph'].find((service) => service['@id'] === `urn:uuid:${cafe}`) as unknown as Record<string, Record<string, never>>;
  assert.equal(one['provider']!['name'], houses.lyspunkt.name);
  assert.deepEqual((one['subjectOf'] as unknown as { eventSchedule: object }).eventSchedule, {
    '@type': 'Schedule',
    startDate: '2026-12-01',
    startTime: '18:00',
    endTime: '20:00',
    scheduleTimezone: 'Europe/Oslo',
    repeatFrequency: 'P1W',
    byDay: ['https://schema.org/Tuesday'],
    exceptDate: ['2026-12-29'],
  });
});

test('the calendar of an offer is for everyone, with what is cancelled taken out', async () => {
  const response = await get(to(urls.openCalendar, { service: cafe }));
  assert.match(response.headers.get('content-type')!, /^text\/calendar/);
  const [event] = ICAL.Component.fromString(await response.text()).getAllSubcomponents('vevent');
  assert.equal(event!.getFirstPropertyValue('summary'), 'Åpen kafé');
  assert.match(event!.getFirstPropertyValue('rrule')!.toString(), /FREQ=WEEKLY/);
  assert.match(event!.getFirstProperty('exdate')!.toICALString(), /20261229T180000/);
  assert.equal((await get(to(urls.openCalendar, { service: cast.per.id }))).status, 404);
});

test('every path that is described is served with the type that is said, to any website, and answers 304', async () => {
  const { contents } = (await read(urls.hsdsServices)) as Listed;
  const term = ((await read(urls.hsdsTerms)) as Listed).contents[0]!['id'];
  const taxonomy = ((await read(urls.hsdsTaxonomies)) as Listed).contents[0]!['id'];
  const there = ((await read(urls.hsdsAtLocations)) as Listed).contents[0]!['id'];
  const idOf = (path: string) =>
    path.includes('organizations')
      ? houses.lyspunkt.id
      : path.includes('terms')
        ? term
        : path.includes('taxonomies')
          ? taxonomy
          : path.includes('at_locations')
            ? there
            : path.includes('calendars')
              ? cafe
              : contents[0]!['id'];
  for (const [pattern, { answers }] of Object.entries(described)) {
    const path = pattern.replace('{id}', String(idOf(pattern)));
    const response = await get(path, { origin: 'https://example.org' });
    assert.equal(response.status, 200, path);
    assert.ok(
      Object.keys(answers).some((type) => response.headers.get('content-type')?.startsWith(type)),
      `${path}: ${response.headers.get('content-type')}`,
    );
    assert.equal(response.headers.get('access-control-allow-origin'), '*', path);
    assert.match(response.headers.get('link')!, /creativecommons\.org\/licenses\/by\/4\.0\/>; rel="license"/);
    assert.equal(response.headers.get('set-cookie'), null, path);
    const again = await get(path, { 'if-none-match': response.headers.get('etag')! });
    assert.equal(again.status, 304, path);
    assert.equal(await again.text(), '');
  }
  const paths = (await read(urls.openApi)) as unknown as { paths: object };
  const served = here.routes.map(({ pattern }) => pattern).filter((pattern) => pattern.startsWith('/open/') && pattern !== urls.openApi);
  assert.deepEqual(Object.keys(paths.paths).toSorted(), served.map((pattern) => pattern.replace(/:\w+/, '{id}')).toSorted());
});

test('a browser on any site may ask first, with the ETag it has, and learns what it may', async () => {
  const asks = { origin: 'https://example.org', 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' };
  for (const path of [urls.openTable, urls.hsdsServices, to(urls.hsdsService, { service: cafe }), urls.openApi, '/open/nothing']) {
    const response = await here.app.request(`http://localhost${path}`, { method: 'OPTIONS', headers: asks });
    assert.equal(response.status, 204, path);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-allow-credentials'), null);
    assert.equal(response.headers.get('access-control-allow-methods'), 'GET, HEAD, OPTIONS');
    assert.match(response.headers.get('access-control-allow-headers')!, /If-None-Match/);
    assert.ok(Number(response.headers.get('access-control-max-age')) >= 3600);
    assert.equal(await response.text(), '');
  }
  const closed = await here.app.request(`http://localhost${urls.signIn}`, { method: 'OPTIONS', headers: asks });
  assert.equal(closed.headers.get('access-control-allow-origin'), null);
});

test('a head without its body, no other verb, and every no is one a program reads', async () => {
  const head = await here.app.request(`http://localhost${urls.openTable}`, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.ok(head.headers.get('etag'));
  assert.match(head.headers.get('access-control-expose-headers')!, /ETag/);
  assert.equal(await head.text(), '');
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const response = await here.app.request(`http://localhost${urls.hsdsServices}`, { method, headers: { origin: 'https://example.org' } });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS');
  }
  for (const path of ['/open/nothing', to(urls.hsdsService, { service: cast.per.id })]) {
    const response = await get(path);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(((await response.json()) as { error: string }).error, 'not-found');
  }
});

test('no cookie is set, and who is signed in is a visitor like any other', async () => {
  const token = await sessionOf(here, 'kari');
  for (const path of [`${urls.openTable}?lang=da`, `${urls.hsds}?lang=en`, '/open/nothing?lang=nn', `${urls.hsdsServices}?page=0`]) {
    const response = await get(path, { cookie: `${SESSION_COOKIE}=${token}; lang=da`, origin: 'https://example.org' });
    assert.equal(response.headers.get('set-cookie'), null, path);
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
  }
  const [alone, known] = [await get(urls.openTable), await get(urls.openTable, { cookie: `${SESSION_COOKIE}=${token}` })];
  assert.equal(known.headers.get('etag'), alone.headers.get('etag'));
});

test('no other page may be read by other websites', async () => {
  for (const path of [urls.openData, to(urls.association, { association: 'lyspunkt' }), urls.signIn])
    assert.equal((await get(path, { origin: 'https://example.org' })).headers.get('access-control-allow-origin'), null, path);
});

test('pages follow each other, and what cannot be read is said', async () => {
  const first = await get(`${urls.hsdsServices}?per_page=2`);
  const { total_items, contents } = (await first.json()) as Listed;
  assert.equal(contents.length, 2);
  assert.match(first.headers.get('link')!, /<\/open\/hsds\/services\?per_page=2&page=2>; rel="next"/);
  const second = (await read(`${urls.hsdsServices}?per_page=2&page=2`)) as Listed;
  assert.equal(new Set([...contents, ...second.contents].map(({ id }) => id)).size, total_items);
  assert.equal(((await read(`${urls.hsdsServices}?page=99`)) as Listed).contents.length, 0);
  for (const [wrong, parameter] of [
    ['page=0', 'page'],
    ['per_page=5000', 'per_page'],
    ['organization_id=x', 'organization_id'],
    ['modified_after=nei', 'modified_after'],
    ['lang=xx', 'lang'],
    [`page=${'9'.repeat(10_000)}`, 'page'],
  ]) {
    const response = await get(`${urls.hsdsServices}?${wrong}`);
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { parameter: string }).parameter, parameter);
  }
});

test('only one association, or only what is new, when asked', async () => {
  assert.equal(((await read(`${urls.hsdsServices}?organization_id=${cast.per.id}`)) as Listed).total_items, 0);
  assert.equal(((await read(`${urls.hsdsServices}?modified_after=2026-12-24T00:00:00Z`)) as Listed).total_items, 0);
  assert.ok(((await read(`${urls.hsdsServices}?organization_id=${houses.lyspunkt.id}`)) as Listed).total_items >= 4);
});

test('what has ended is gone at once, and what names a person never comes', async () => {
  const gone = await putOffer(here);
  assert.equal((await get(to(urls.hsdsService, { service: gone }))).status, 200);
  await here.superuser.query("update offers set ended_on = '2026-12-01' where id = $1", [gone]);
  assert.equal((await get(to(urls.hsdsService, { service: gone }))).status, 404);
  const named = await putOffer(here, { texts: JSON.stringify({ nb: { title: 'Kafé', summary: 'Spør etter Kari Nordmann.', more: '' } }) });
  assert.equal((await get(to(urls.hsdsService, { service: named }))).status, 404);
  const ids = ((await read(urls.openGeo)) as unknown as { features: { id: string }[] }).features.map(({ id }) => id);
  assert.ok(!ids.includes(named) && !ids.includes(gone));
});

test('a group in which four sit is not handed on', async () => {
  const small = await arrange(here, { name: 'Onsdagsgruppa', sitting: ['per', 'pia', 'petra'], leads: ['frida', 'finn'] });
  await here.superuser.query('update groups set listed = true where id = $1', [small]);
  assert.equal((await get(to(urls.hsdsService, { service: small }))).status, 404);
  assert.equal((await get(to(urls.openCalendar, { service: cafe }))).status, 200, 'what has a page has a calendar');
});

test('nothing of who takes part, or of who works there, is in any answer', async () => {
  const names = (await here.superuser.query('select id from people')).rows.map(({ id }: { id: string }) => id);
  for (const path of [urls.hsdsServices, urls.openTable, urls.openGeo, urls.openLinked, urls.openGuide, urls.hsdsLocations]) {
    const text = await (await get(path)).text();
    assert.deepEqual(
      names.filter((id) => text.includes(id)),
      [],
      path,
    );
  }
});

test('an administrator says no, and nothing of the association is open any more', async () => {
  const ada = await as(here, 'ada');
  const page = await (await ada.get(urls.openDataHouse)).text();
  assert.match(page, /Færre enn fem sitter i gruppa/);
  assert.equal((await ada.post(urls.openDataHouse, { open: 'no' })).status, 303);
  assert.equal(
    await behold<number>(here, "select count(*)::int from history where act = 'association.opened' and actor_id = $1", [cast.ada.id]),
    1,
  );
  assert.equal((await get(to(urls.hsdsService, { service: cafe }))).status, 404);
  assert.equal((await get(to(urls.hsdsOrganization, { organization: houses.lyspunkt.id }))).status, 404);
  assert.equal((await ada.post(urls.openDataHouse, { open: 'yes' })).status, 303);
  assert.equal((await get(to(urls.hsdsService, { service: cafe }))).status, 200);
  for (const who of ['kari', 'frida', 'per'] as const)
    assert.equal((await (await as(here, who)).post(urls.openDataHouse, { open: 'no' })).status, 404);
});

test('the page that explains it is there in four languages', async () => {
  for (const [language, word] of [
    ['nb', 'Åpne data'],
    ['nn', 'Opne data'],
    ['da', 'Åbne data'],
    ['en', 'Open data'],
  ] as const)
    assert.match(await (await visitor(here, language).get(urls.openData)).text(), new RegExp(`<h1[^>]*>${word}`));
});

test('who asks too often is told so', async () => {
  let last = 200;
  for (let n = 0; n < 400 && last !== 429; n += 1) last = (await get(urls.hsds)).status;
  assert.equal(last, 429);
});

test('the document is what OpenAPI 3.1 asks for', () => {
  const redocly = join(import.meta.dirname, '../../node_modules/.bin/redocly');
  const place = mkdtempSync(join(tmpdir(), 'openapi-'));
  return import('./openapi.ts').then(({ openapi }) => {
    writeFileSync(join(place, 'openapi.json'), JSON.stringify(openapi('https://verksted.example')));
    const { status, stdout, stderr } = spawnSync(redocly, ['lint', '--extends=recommended-strict', 'openapi.json'], {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    rmSync(place, { recursive: true });
    assert.equal(status, 0, stdout + stderr);
  });
});
