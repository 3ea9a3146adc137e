import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type Client, seat, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { makeLink } from '../accounts/index.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { urls } from '../urls.ts';

let world: TestWorld;
let kari: Client;
before(async () => {
  world = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(world);
  kari = await as(world, 'kari');
});
after(() => world.close());

const rows = async (text: string, values: unknown[] = []) => (await world.superuser.query(text, values)).rows;
const mainOf = async (response: Response | Promise<Response>): Promise<string> => {
  const html = await (await response).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main'));
};

const list = `Venteliste selvhjelpsgrupper;;;;;;;;
Navn;Telefon;E-post;Postnr;Født;Rolle;Kan;Henvendt;Merknad
Sissel d'Angelo;400 06 001;;5003;1959;etterlatt;man kveld, fre kveld;2026-10-05;Vil helst snakke med noen på telefon først
Grete Johansen;004740006002;grete@example.no;7500;1955;Pårør.;tor kveld;2.1.2026;Har med seg førerhund
Grete Johansen;40006002;;7500;1955;Pårør.;;2.1.2026;
Per Uten;;;5003;1960;Pas.;;;
Ung Person;40006004;;5003;2012;Pas.;;;
=HYPERLINK("http://example.org");40006005;;5003;1960;Pas.;;;
Nils Ærlig;400 06 006;nils@example.no;;1949;Pas.;;31.02.2026;
Åse Ny;400 06 007;;0150;1971;Pas.;;1.11.2026;
;;;;;;;;
Sum;8;;;;;;;
`;
/** As a spreadsheet program in this country exports it. */
const windows1252 = (text: string): Buffer => Buffer.from(text, 'latin1');

async function upload(bytes: Buffer, by = kari, name = 'liste.csv'): Promise<Response> {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  return by.post(urls.importNew, form);
}

/** Uploads, takes the columns as they were guessed, and gives the address of the list. */
async function begin(bytes: Buffer, by = kari): Promise<string> {
  const columns = (await upload(bytes, by)).headers.get('location')!;
  const form = await mainOf(by.get(columns));
  const chosen = [...form.matchAll(/<select[^>]*name="(column-\d+)".*?<\/select>/gs)].map(([select, name]) => [
    name!,
    /<option value="(\w+)" selected/.exec(select!)?.[1] ?? 'ignore',
  ]);
  const response = await by.post(columns, Object.fromEntries(chosen));
  assert.equal(response.status, 303);
  return response.headers.get('location')!;
}

test('a list is read, looked through, and stored as a whole, with a way for each to see and withdraw', async () => {
  const path = await begin(windows1252(list));
  assert.equal((await rows('select from enquiries')).length, 0, 'nothing is stored before it has been seen');
  const preview = await mainOf(kari.get(path));
  for (const text of [
    'Tre er nye',
    'Én står to ganger i fila',
    'Fire rader kan ikke leses',
    "Sissel d'Angelo",
    'Datoen 31.02.2026 finnes ikke',
    'under 18 år',
    'Navnet er en formel',
    'Én tom linje er hoppet over',
    'Én linje med sum',
  ])
    assert.ok(preview.includes(text), text);
  assert.match(preview, /name="wish"[^>]*value="4"/);
  const stored = await kari.post(`${path}/store`, { wish: ['4'], tell: 'yes' });
  assert.equal(stored.headers.get('location'), urls.imports);
  const enquiries = await rows('select * from enquiries order by received_on');
  assert.deepEqual(
    enquiries.map((one) => [one.received_on, one.stage, one.came_by, one.kind, one.place]),
    [
      ['2026-01-02', 'new', 'import', 'relative', 'Stjørdal'],
      ['2026-10-05', 'new', 'import', 'bereaved', 'Bergen'],
      ['2026-11-01', 'new', 'import', 'patient', 'Oslo'],
    ],
  );
  assert.deepEqual(enquiries[1].slots, ['mon-eve', 'fri-eve']);
  assert.deepEqual(enquiries[1].needs, ['talk-first']);
  assert.deepEqual(
    enquiries.map((one) => one.wish !== null),
    [true, false, false],
  );
  assert.equal((await rows(`select from consents where given_by = 'import'`)).length, 3);
  const told = await rows(`select link_purpose from messages where kind = 'list-kept'`);
  assert.deepEqual(
    told.map((one) => one.link_purpose),
    Array(3).fill('import-consent'),
  );
  assert.equal((await rows(`select from history where act = 'waiting-list.imported'`)).length, 1);
  assert.match(await mainOf(kari.get(urls.inbox)), /Grete vil være med i en gruppe/);
  const [staged] = await rows('select * from imports order by created_at desc limit 1');
  assert.deepEqual([staged.stored_count, staged.sealed_rows.length, staged.key_wrapped.length], [3, 0, 0]);
});

test('the same list again finds everyone here, and sending it twice stores nobody twice', async () => {
  const count = async () => (await rows('select from enquiries')).length;
  const there = await count();
  const path = await begin(windows1252(list));
  assert.match(await mainOf(kari.get(path)), /Tre er her fra før.*Det er ingen nye å lagre/s);
  await kari.post(`${path}/store`, {});
  assert.equal(await count(), there);
  const fresh = windows1252(
    list
      .replaceAll('400 06 00', '400 16 00')
      .replaceAll('4000600', '4001600')
      .replaceAll('grete@', 'gry@')
      .replaceAll(/195\d|1971/g, '1944'),
  );
  const paths = [await begin(fresh), await begin(fresh)];
  await Promise.all([...paths, ...paths].map((one) => kari.post(`${one}/store`, {})));
  assert.equal(await count(), there + 3);
});

test('how the columns were corrected is remembered for the next list like it', async () => {
  const odd = (n: number) => windows1252(`Hvem;Hvor;X\nOla Odde;400 26 00${n};9.9.2026\nKari Odde;400 27 00${n};10.9.2026\n`);
  const columns = (await upload(odd(1))).headers.get('location')!;
  const wrong = await kari.post(columns, { 'column-0': 'name', 'column-1': 'name', 'column-2': 'since' });
  assert.equal(wrong.status, 422);
  const main = await mainOf(wrong);
  assert.match(main, /Velg minst én kolonne å nå folk med/);
  assert.match(main, /name="column-2".*?<option value="since" selected/s);
  assert.equal((await kari.post(columns, { 'column-0': 'name', 'column-1': 'phone', 'column-2': 'since' })).status, 303);
  const next = (await upload(odd(2))).headers.get('location')!;
  assert.match(await mainOf(kari.get(next)), /name="column-2".*?<option value="since" selected/s);
});

test('what is done with a list before it is stored is written down, and so is each look at the examples', async () => {
  const written = async (id: string) =>
    (
      await rows(`select act from history where object_kind = 'import' and object_id = $1 and actor_id = $2 order by at, id`, [
        id,
        cast.kari.id,
      ])
    ).map(({ act }) => act);
  const columns = (await upload(windows1252('Hvem;Hvor\nOdd Opptegnet;400 56 001\n'))).headers.get('location')!;
  const id = columns.split('/').at(-2)!;
  assert.deepEqual(await written(id), ['waiting-list.uploaded']);
  assert.match(await mainOf(kari.get(columns)), /Odd Opptegnet/);
  assert.deepEqual(await written(id), ['waiting-list.uploaded', 'list.looked-at']);
  const slipped = await kari.post(columns, { 'column-0': 'name', 'column-1': 'name' });
  assert.equal(slipped.status, 422);
  assert.match(await mainOf(slipped), /Odd Opptegnet/);
  assert.deepEqual(await written(id), ['waiting-list.uploaded', 'list.looked-at', 'list.looked-at']);
  await kari.post(columns, { 'column-0': 'name', 'column-1': 'phone' });
  assert.equal((await written(id)).at(-1), 'waiting-list.corrected');
});

test('what is no list is refused with a reason, and nothing is kept of it', async () => {
  const there = (await rows('select from imports')).length;
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200)]);
  assert.match(await mainOf(upload(png)), /Dette er et bilde/);
  assert.match(await mainOf(upload(Buffer.from('hei'))), /Vi finner ingen tabell/);
  assert.match(await mainOf(upload(Buffer.alloc(0))), /Velg en fil først/);
  assert.match(await mainOf(upload(Buffer.from(`Navn;Telefon\n${'Ola Odde;40006001\n'.repeat(2_001)}`))), /flere enn/);
  assert.equal((await upload(Buffer.alloc(7_000_000, 65))).status, 413);
  assert.equal((await rows('select from imports')).length, there);
});

test('a list that waits is sealed, its owner’s alone, and gone after a day', async () => {
  const path = await begin(windows1252(list.replaceAll('400 06', '400 36')));
  const [staged] = await rows('select * from imports order by created_at desc limit 1');
  assert.doesNotMatch(staged.sealed_rows.toString('latin1'), /Sissel|Angelo/);
  for (const name of ['ada', 'birk', 'stranger', 'frida'] as const) {
    const them = await as(world, name);
    for (const end of ['', '/columns']) assert.equal((await them.get(path + end)).status, 404, `${name} ${end}`);
    assert.equal((await them.post(`${path}/store`, {})).status, 404, name);
    assert.equal((await them.post(`${path}/columns`, { 'column-0': 'name', 'column-1': 'phone' })).status, 404, name);
  }
  assert.equal((await visitor(world).get(path)).status, 303);
  world.setClock('2026-12-02T09:00:01+01:00');
  assert.equal((await kari.get(path)).status, 404);
  assert.equal((await kari.post(`${path}/store`, {})).status, 404);
  world.setClock('2026-12-01T09:00:00+01:00');
});

test('a chapter coordinator takes a list into her own chapter', async () => {
  const birk = await as(world, 'birk');
  const path = await begin(
    windows1252(
      list
        .replaceAll('400 06', '400 46')
        .replaceAll('4000600', '4004600')
        .replaceAll(/195\d|1971/g, '1931'),
    ),
    birk,
  );
  assert.equal((await birk.post(`${path}/store`, {})).status, 303);
  const [{ count }] = await rows(
    `select count(*)::int from enquiries e join chapters c on c.id = e.chapter_id where c.slug = 'bergen' and e.birth_year = 1931`,
  );
  assert.equal(count, 3);
});

test('one from a list follows the link, sees what is kept, and has it erased', async () => {
  const [enquiry] = await rows(`select * from enquiries where came_by = 'import' order by id limit 1`);
  const link = {
    association: enquiry.association_id,
    person: enquiry.person_id,
    purpose: 'import-consent' as const,
    object: enquiry.id,
    expires: new Date('2027-06-01'),
  };
  const token = await transaction(world.world.db, { person: enquiry.person_id, today: day('2026-12-01') }, (tx) =>
    makeLink(tx, world.world.now(), link),
  );
  assert.match(await mainOf(visitor(world).get(`/e/${token}`)), /Det du har fortalt/);
  assert.match((await visitor(world).post(`/e/${token}/withdraw`)).headers.get('location') ?? '', /^\/receipt\//);
  assert.deepEqual(await rows('select from people where id = $1', [enquiry.person_id]), []);
});

test('the same person on the lists of two chapters is here twice, unknown to both coordinators, and seen by whoever coordinates all', async () => {
  const one = Buffer.from('Navn;Telefon;Postnr\nTora Toavdelinger;400 06 099;5003\n');
  const store = async (who: 'birk' | 'tuva') => {
    const by = await as(world, who);
    const list = await begin(one, by);
    const seen = await mainOf(by.get(list));
    assert.match(seen, /Tora Toavdelinger/);
    assert.equal((await by.post(`${list}/store`, { tell: '' })).status, 303);
    return by;
  };
  const birk = await store('birk');
  const tuva = await store('tuva');
  const found =
    await rows(`select e.id, c.slug from enquiries e join contacts k on k.person_id = e.person_id left join chapters c on c.id = e.chapter_id
    where k.lookup = (select lookup from contacts order by created_at desc, id desc limit 1) order by c.slug`);
  assert.deepEqual(
    found.map(({ slug }) => slug),
    ['bergen', 'trondheim'],
  );
  const alike = /kan nås på samme|samme telefon|samme måte/i;
  for (const { id } of found) assert.match(await mainOf(kari.get(`/enquiries/${id}`)), alike);
  assert.doesNotMatch(await mainOf(birk.get(`/enquiries/${found[0].id}`)), alike);
  assert.equal((await tuva.get(`/enquiries/${found[0].id}`)).status, 404);
  assert.match(await mainOf(kari.get(await begin(one))), /er her/);
});
