import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { as, cast, type Client, houses, seat, visitor } from '../../test/cast.ts';
import { behold } from '../../test/groups.ts';
import { putOffer } from '../../test/offers-ground.fixture.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { fold } from '../lib/fold.ts';
import { to, urls } from '../urls.ts';
import { homeOf } from './homes.ts';

let here: TestWorld;
let una: Client;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
  una = await as(here, 'una');
});
beforeEach(() => here.superuser.query('delete from suggestions; delete from offers; delete from import_mappings'));
after(() => here.close());

const count = (what: string, values: unknown[] = []) => behold<number>(here, `select count(*)::int from ${what}`, values);
const list = `Forening;Navn;Postnr;Telefon
Foreningen Lyspunkt;Kafé;5003;55000000
Broen;Gåtur;8900;
lyspnukt;Sang;5015;
Noe helt annet;Maling;5003;
;Uten eier;5003;
`;

async function upload(text: string, by = una, whom: string = houses.umbrella.id): Promise<Response> {
  const form = new FormData();
  form.set('whom', whom);
  form.set('file', new File([text], 'liste.csv'));
  return by.post(urls.bringIn, form);
}
/** The address of the list, its columns agreed to. */
async function begin(text: string): Promise<string> {
  const response = await upload(text);
  assert.equal(response.status, 303, await response.clone().text());
  const columns = response.headers.get('location')!;
  const html = await (await una.get(columns)).text();
  if (html.includes('name="column-0"')) assert.equal((await una.post(columns, chosenOn(html, 'column'))).status, 303);
  return columns.replace(/\/columns$/, '');
}
const chosenOn = (html: string, what: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(new RegExp(`<select[^>]* name="(${what}-\\d+)"[^>]*>(.*?)</select>`, 'gs'))].map(([, name, options]) => [
      name!,
      /<option value="([^"]*)"[^>]*selected/.exec(options!)?.[1] ?? '',
    ]),
  );
const pageAt = async (path: string, by = una) => {
  const html = await (await by.get(path)).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main'));
};

test('a name is understood by itself, by its address, by what is like it, and never by two', () => {
  const homes = [
    { id: '1', slug: 'lyspunkt', name: 'Foreningen Lyspunkt', country: 'NO' as const },
    { id: '2', slug: 'broen', name: 'Foreningen Broen', country: 'DK' as const },
  ];
  const home = (name: string, meant = {}) => homeOf(name, homes, meant)?.id ?? null;
  assert.deepEqual(
    ['FORENINGEN  LYSPUNKT', 'broen', 'Lyspunkt', 'foreningen lyspnukt'].map((name) => home(name)),
    ['1', '2', '1', '1'],
  );
  assert.deepEqual(
    ['Foreningen', '', 'Annet', 'constructor', '__proto__'].map((name) => home(name)),
    [null, null, null, null, null],
  );
  assert.equal(home('Annet', { annet: '2' }), '2');
  assert.equal(home('Broen', { [fold('Broen')]: 'none' }), null);
  assert.equal(home('Broen', { [fold('Broen')]: 'somebody else' }), null);
});

test('an officer sorts a list to the associations, puts it right, and each is asked; nothing is shown before it says yes', async () => {
  const path = await begin(list);
  const page = await pageAt(path);
  for (const text of ['Foreningen Lyspunkt', 'Foreningen Broen', 'Noe helt annet', 'Uten navn på forening', 'Vi vet ikke hvilken forening'])
    assert.ok(page.includes(text), text);
  const names = chosenOn(page, 'name');
  assert.deepEqual(names, {
    'name-0': houses.lyspunkt.id,
    'name-1': houses.broen.id,
    'name-2': 'none',
    'name-3': 'none',
    'name-4': 'none',
  });
  assert.equal((await una.post(`${path}/names`, { ...names, 'name-2': houses.lyspunkt.id })).status, 303);
  assert.ok((await pageAt(path)).includes('Tre er nye'));
  assert.equal((await una.post(`${path}/store`, { publish: 'yes' })).status, 303);
  assert.equal(await count('offers'), 0);
  assert.deepEqual(
    [
      await count('suggestions where association_id = $1', [houses.lyspunkt.id]),
      await count('suggestions where association_id = $1', [houses.broen.id]),
    ],
    [2, 1],
  );
  assert.equal(await count("history where act = 'offers.suggested' and association_id = $1", [houses.broen.id]), 1);
  assert.equal((await una.post(`${path}/store`, {})).status, 303);
  const again = await pageAt(await begin(list));
  assert.ok(
    again.includes('Tre er her allerede') && again.includes('ingenting nytt'),
    'the names are remembered, and nothing is asked twice',
  );
  assert.equal(await count('suggestions'), 3);
});

test('an HSDS list with organizations is sorted by their names', async () => {
  const organizations = [
    { id: 'a', name: houses.lyspunkt.name, services: [] },
    { id: 'b', name: 'Broen', services: [] },
  ];
  const service = (id: string, organization_id: string, postal_code: string, city: string) => ({
    id,
    organization_id,
    name: `Kafé ${id}`,
    status: 'active',
    service_at_locations: [{ location: { location_type: 'physical', addresses: [{ city, postal_code }] } }],
  });
  const path = await begin(
    JSON.stringify({ organizations, services: [service('1', 'a', '5003', 'Bergen'), service('2', 'b', '8900', 'Randers')] }),
  );
  await una.post(`${path}/store`, {});
  assert.deepEqual(
    (await here.superuser.query('select association_id, source, source_key from suggestions order by source_key')).rows.map((row) =>
      Object.values(row),
    ),
    [
      [houses.lyspunkt.id, 'hsds', '1'],
      [houses.broen.id, 'hsds', '2'],
    ],
  );
});

test('those who coordinate the association see what is suggested, and one tap shows it, keeps it or says no', async () => {
  await una.post(
    `${await begin('Forening;Navn;Postnr\nLyspunkt;Kafé;5003\nLyspunkt;Tur;5003\nLyspunkt;Sang;5003\nBroen;Løb;8900\n')}/store`,
    {},
  );
  const kari = await as(here, 'kari');
  assert.match(await (await kari.get(urls.desk)).text(), /Fellesskapet Eksempel foreslår tre tilbud/);
  const page = await pageAt(urls.suggestions, kari);
  assert.ok(page.includes('Kafé') && page.includes('Sang') && !page.includes('Løb'));
  const id = (title: string) => behold<string>(here, "select id from suggestions where offer ->> 'title' = $1", [title]);
  const [cafe, walk, song, run] = [await id('Kafé'), await id('Tur'), await id('Sang'), await id('Løb')];
  const answer = (suggestion: string, said: string, by = kari) => by.post(to(urls.suggestion, { suggestion }), { answer: said });
  for (const who of ['birk', 'stranger', 'frida', 'una'] as const)
    assert.equal((await answer(cafe, 'published', await as(here, who))).status, 404, who);
  assert.equal((await answer(run, 'published')).status, 404, 'what is suggested to another');
  assert.equal((await answer(cafe, 'published')).status, 303);
  assert.equal((await answer(walk, 'kept')).status, 303);
  assert.equal((await answer(song, 'declined')).status, 303);
  assert.equal((await answer(song, 'published')).status, 404, 'answered once');
  assert.deepEqual(
    (await here.superuser.query('select slug, published_on::text, created_by from offers order by slug')).rows.map((row) =>
      Object.values(row),
    ),
    [
      ['kafe', '2026-12-01', cast.kari.id],
      ['tur', null, cast.kari.id],
    ],
  );
  assert.equal(await count("suggestions where answer is not null and offer <> '{}'"), 0, 'what was read is not kept');
  assert.equal(await count("history where act = 'suggestion.answered' and actor_id = $1", [cast.kari.id]), 3);
  const again = await pageAt(
    await begin('Forening;Navn;Postnr\nLyspunkt;Kafé;5003\nLyspunkt;Tur;5003\nLyspunkt;Sang;5003\nBroen;Løb;8900\n'),
  );
  assert.ok(again.includes('Fire er her allerede'), 'also what was said no to is not asked again');
});

test('what has come another way meanwhile is not made twice', async () => {
  await una.post(`${await begin('Forening;Navn;Postnr\nLyspunkt;Åpen kafé;5015\n')}/store`, {});
  await putOffer(here, { starts_on: null, clock: null, minutes: null, rule: '' });
  const kari = await as(here, 'kari');
  const id = await behold<string>(here, 'select id from suggestions');
  const response = await kari.post(to(urls.suggestion, { suggestion: id }), { answer: 'published' });
  assert.equal(response.status, 303);
  assert.equal(await count('offers'), 1);
});

test('an officer brings in for her umbrella alone, an administrator for her own association alone', async () => {
  assert.equal((await upload(list, una, 'own')).status, 404);
  const ada = await as(here, 'ada');
  assert.equal((await upload(list, ada)).status, 404);
  assert.equal((await upload(list, una, cast.ada.id)).status, 404);
  const form = new FormData();
  form.set('file', new File([list], 'liste.csv'));
  assert.equal((await una.post(urls.bringIn, form)).status, 422);
  const path = await begin(list);
  for (const who of ['ada', 'kari', 'stranger'] as const) {
    const client = await as(here, who);
    assert.equal((await client.get(path)).status, 404, who);
    assert.equal((await client.post(`${path}/names`, {})).status, 404, who);
  }
  assert.equal((await visitor(here).get(urls.bringIn)).status, 303);
  await here.superuser.query("update roles set ended_at = now() where person_id = $1 and role = 'umbrella-officer'", [cast.una.id]);
  assert.equal((await una.post(`${path}/store`, {})).status, 404, 'whoever is no officer any more');
  await here.superuser.query("update roles set ended_at = null where person_id = $1 and role = 'umbrella-officer'", [cast.una.id]);
});

test('an officer sees no draft of an association, not even that there is one', async () => {
  await putOffer(here, { starts_on: null, clock: null, minutes: null, rule: '', published_on: null });
  const page = await pageAt(await begin('Forening;Navn;Postnr\nLyspunkt;Åpen kafé;5015\n'));
  assert.ok(page.includes('Ett er nytt'));
});

test('an association outside the umbrella is asked nothing', async () => {
  await here.superuser.query('update associations set umbrella_id = null where id = $1', [houses.broen.id]);
  const page = await pageAt(await begin('Forening;Navn;Postnr\nBroen;Løb;8900\nLyspunkt;Tur;5003\n'));
  assert.ok(page.includes('Ett er nytt') && page.includes('Vi vet ikke hvilken forening'));
  await here.superuser.query('update associations set umbrella_id = $2 where id = $1', [houses.broen.id, houses.umbrella.id]);
});
