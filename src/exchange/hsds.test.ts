import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { houses, seat } from '../../test/cast.ts';
import { putOffer } from '../../test/offers-ground.fixture.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { described } from './open-paths.ts';
import { taxonomyId, termId } from './taxonomy.ts';

let here: TestWorld;
let cafe: string;
let phone: string;
let copenhagen: string;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
  cafe = await putOffer(here, { areas: ['breast'] });
  phone = await putOffer(here, {
    kind: 'contact-phone',
    ways: ['phone'],
    municipalities: [],
    texts: JSON.stringify({ nb: { title: 'Samtale på telefon', summary: 'Ring oss om kveldene.', more: '' } }),
    changed_at: '2026-12-05T10:00:00Z',
  });
  copenhagen = await putOffer(here, {
    association_id: houses.broen.id,
    postcode: '2100',
    place: 'København Ø',
    municipality: '101',
    municipalities: ['101'],
    latitude: 55.7,
    longitude: 12.57,
    contact_phone: null,
  });
  for (let tries = 0; tries < 200 && (await ids(`${urls.hsdsServices}?search=ring`)).length === 0; tries += 1) await delay(20);
});
after(() => here.close());

const get = (path: string) => here.app.request(`http://localhost${path}`);
type Thing = { id: string } & Record<string, unknown>;
async function contents(path: string): Promise<Thing[]> {
  const response = await get(path);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return ((await response.json()) as { contents: Thing[] }).contents;
}
const ids = async (path: string) => (await contents(path)).map(({ id }) => id);
const same = (found: readonly string[], wanted: readonly string[], why: string) =>
  assert.deepEqual(found.toSorted(), wanted.toSorted(), why);

test('services are found by words, by what they are, and by both', async () => {
  const asked = (query: string) => ids(`${urls.hsdsServices}?${query}`);
  same(await asked('search=telefon'), [phone], 'a word');
  same(await asked('search=telefn'), [phone], 'a slip of the pen');
  same(await asked('search=flyging'), [], 'what nobody offers');
  same(await asked(`taxonomy_term_id=${termId('kind', 'contact-phone')}`), [phone], 'a word of a list');
  same(await asked(`taxonomy_term_id=${termId('area', 'breast')}`), [cafe], 'an area');
  same(await asked(`taxonomy_id=${taxonomyId('area')}`), [cafe], 'any area');
  same(await asked(`taxonomy_term_id=${termId('kind', 'contact-phone')}&search=kaf%C3%A9`), [], 'both must hold');
  same(await asked('modified_after=2026-12-05T10:00:00Z'), [phone], 'on that moment or after');
  same(await asked(`taxonomy_term_id=${houses.lyspunkt.id}`), [], 'the id of something else');
});

test('a postal code gives what is for those who live there, and with metres what is near', async () => {
  const asked = (query: string) => ids(`${urls.hsdsAtLocations}?full=false&${query}`);
  const of = async (id: string) => (await contents(urls.hsdsAtLocations)).find(({ service_id }) => service_id === id)!.id;
  same(await asked('postcode=5003'), [await of(cafe), await of(phone)], 'Bergen, and what is for everyone');
  same(await asked('postcode=5003&proximity=20000'), [await of(cafe)], 'what has a place nearby');
  same(await asked('postcode=2100&proximity=5000'), [await of(copenhagen)], 'a Danish code is asked of Danish offers');
  assert.equal((await get(`${urls.hsdsAtLocations}?postcode=0000`)).status, 400);
  assert.equal((await get(`${urls.hsdsAtLocations}?proximity=500`)).status, 400, 'near what?');
});

test('in full all that hangs on each comes with it, in little only its id and when it was changed', async () => {
  const [whole] = await contents(`${urls.hsdsServices}?full=true&search=telefon`);
  assert.equal((whole!['organization'] as Thing).id, houses.lyspunkt.id);
  assert.ok(Array.isArray(whole!['attributes']) && (whole!['service_at_locations'] as Thing[]).length === 1);
  const little = await contents(`${urls.hsdsServices}?minimal=true&per_page=1`);
  assert.equal(little.length, 3, 'all at once');
  assert.deepEqual(Object.keys(little[0]!), ['id', 'modified_date']);
  assert.equal(little.find(({ id }) => id === phone)!['modified_date'], '2026-12-05T10:00:00.000Z');
});

test('an association comes alone, or with what it offers', async () => {
  const [alone] = await contents(`${urls.hsdsOrganizations}?search=lyspunkt`);
  assert.equal(alone!.id, houses.lyspunkt.id);
  assert.equal(alone!['services'], undefined);
  const whole = (await (await get(`${to(urls.hsdsOrganization, { organization: houses.lyspunkt.id })}?full_service=true`)).json()) as Thing;
  const services = whole['services'] as Thing[];
  same(
    services.map(({ id }) => id),
    [cafe, phone],
    'what it offers',
  );
  assert.ok(services.every((one) => one['service_at_locations']));
  const plain = (await (await get(`${to(urls.hsdsOrganization, { organization: houses.lyspunkt.id })}?full=true`)).json()) as Thing;
  assert.ok((plain['services'] as Thing[]).every((one) => one['service_at_locations'] === undefined));
  same(await ids(`${urls.hsdsOrganizations}?taxonomy_term_id=${termId('area', 'breast')}`), [houses.lyspunkt.id], 'those that offer it');
});

test('line by line there are no pages, and every line is one of them', async () => {
  for (const path of [
    urls.hsdsServices,
    urls.hsdsAtLocations,
    urls.hsdsOrganizations,
    urls.hsdsLocations,
    urls.hsdsSchedules,
    urls.hsdsTerms,
  ]) {
    const response = await get(`${path}?format=ndjson&per_page=1`);
    assert.match(response.headers.get('content-type')!, /^application\/x-ndjson/, path);
    const told = (await response.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Thing).id);
    same(told, await ids(path), path);
  }
  assert.equal((await get(`${urls.hsdsServices}?format=xml`)).status, 400);
});

test('words of the closed lists are found by the list they are in, and by what they are called', async () => {
  const kinds = await contents(`${urls.hsdsTerms}?taxonomy_id=${taxonomyId('kind')}&top_only=true`);
  assert.ok(kinds.length > 3 && kinds.every((one) => one['taxonomy_id'] === taxonomyId('kind')));
  const found = await contents(`${urls.hsdsTerms}?search=brystkreft&lang=nb`);
  same(
    found.map(({ id }) => id),
    [termId('area', 'breast')],
    'in the language that was asked for',
  );
  same(await ids(`${urls.hsdsTerms}?parent_id=${termId('kind', 'activity')}`), [], 'none is below another');
});

test('every parameter the document names is understood, and an unreadable one is named', async () => {
  const unreadable: Record<string, string> = {
    page: '0',
    per_page: '-1',
    organization_id: 'x',
    modified_after: 'i går',
    lang: 'xx',
    search: 'x'.repeat(10_000),
    taxonomy_term_id: '1',
    taxonomy_id: '1',
    postcode: 'abcd',
    proximity: 'nær',
    minimal: 'ja',
    full: '1',
    full_service: 'x',
    format: 'xml',
    top_only: 'x',
    parent_id: 'x',
  };
  for (const [path, { params }] of Object.entries(described))
    for (const name of params.filter((one) => one !== 'id')) {
      const at = path.replace('{id}', path.includes('organizations') ? houses.lyspunkt.id : cafe);
      const response = await get(`${at}?${name}=${encodeURIComponent(unreadable[name] ?? assert.fail(name))}`);
      assert.equal(response.status, 400, `${path} ${name}`);
      assert.equal(((await response.json()) as { parameter: string }).parameter, name);
    }
});

const folder = join(import.meta.dirname, '../../../shared/schemas/hsds');
const noSchemas = !existsSync(folder) && 'the published HSDS 3.1 schemas are not beside the project: ../shared/schemas/hsds';

function validators(): (name: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'openapi.json')) {
    const { $schema: _draft, ...schema } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    ajv.addSchema({ ...schema, $id: `https://hsds.invalid/${file}` });
  }
  return (name) => ajv.getSchema(`https://hsds.invalid/${name}.json`) ?? assert.fail(`no schema ${name}`);
}

test('in full and line by line everything is valid by the published schemas of 3.1', { skip: noSchemas }, async () => {
  const valid = validators();
  const told: [string, string][] = [
    [`${urls.hsdsServices}?full=true`, 'service'],
    [`${urls.hsdsAtLocations}?full=true`, 'service_at_location'],
    [`${urls.hsdsOrganizations}?full=true`, 'organization'],
    [`${urls.hsdsOrganizations}?full_service=true`, 'organization'],
  ];
  for (const [path, name] of told)
    for (const one of await contents(path)) {
      assert.ok(valid(name)(one), `${path}: ${JSON.stringify(valid(name).errors)} in ${JSON.stringify(one)}`);
      for (const service of (one['services'] ?? []) as Thing[])
        assert.ok(valid('service')(service), `${path}: ${JSON.stringify(valid('service').errors)}`);
    }
});

test('the official document of 3.1 asks for no parameter of a path that is not understood here', { skip: noSchemas }, () => {
  const official = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8')) as {
    paths: Record<string, { get?: { parameters?: { name?: string; $ref?: string }[] } }>;
  };
  for (const [path, { get: reading }] of Object.entries(official.paths)) {
    const ours = described[`/open/hsds${path === '/' ? '' : path}`];
    assert.ok(ours, `${path} is not served`);
    const wanted = (reading?.parameters ?? []).map((one) => one.name ?? one.$ref!.split('/').at(-1)!);
    assert.deepEqual(
      wanted.filter((name) => !(ours.params as readonly string[]).includes(name)),
      [],
      path,
    );
  }
});
