import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { as, cast, type Client, houses, seat, visitor } from './cast.ts';
import { openTestWorld, type TestWorld } from './world.ts';
import { makeLink } from '../src/accounts/index.ts';
import { day } from '../src/lib/day.ts';
import { transaction } from '../src/lib/db.ts';
import { to, urls } from '../src/urls.ts';

let here: TestWorld;
let kari: Client;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  kari = await as(here, 'kari');
});
after(() => here.close());

const origin = 'http://localhost';
const staged = async () => (await here.superuser.query('select count(*)::int as n from imports')).rows[0].n as number;

async function upload(bytes: Uint8Array, name: string): Promise<Response> {
  const form = new FormData();
  form.set('file', new File([bytes as never], name));
  return await kari.post(urls.importNew, form);
}

for (const [who, offers] of [
  ['per', /Send meg en ny lenke/i],
  ['pia', /ny lenk/i],
  ['poul', /nyt link/i],
  ['petra', /new link/i],
] as const) {
  test(`a link that has expired says so and offers a new one, to ${who} in ${cast[who].language}`, async () => {
    const one = cast[who];
    const token = await transaction(here.world.db, { person: one.id, today: day('2026-12-01') }, (tx) =>
      makeLink(tx, here.world.now(), {
        association: houses[one.house].id,
        person: one.id,
        purpose: 'absence',
        object: one.id,
        expires: new Date('2026-11-30T09:00:00Z'),
      }),
    );
    const reply = await here.app.request(origin + to(urls.link.absence, { token }));
    const page = await reply.text();
    assert.equal(reply.status, 410);
    assert.match(page, new RegExp(`<html lang="${one.language}"`));
    assert.match(page, offers);
    assert.match(page, new RegExp(`action="${to(urls.link.renew, { token })}"`));
    assert.equal((await visitor(here).post(to(urls.link.renew, { token }))).status, 200);
    const { rows } = await here.superuser.query(`select kind from messages where person_id = $1`, [one.id]);
    assert.deepEqual(rows, [{ kind: 'link-renewed' }]);
  });
}

test('a link that has been used says so and offers a new one', async () => {
  const token = await transaction(here.world.db, { person: cast.per.id, today: day('2026-12-01') }, async (tx) => {
    const expires = new Date('2027-01-30T09:00:00Z');
    const link = { association: houses.lyspunkt.id, person: cast.per.id, purpose: 'seat' as const, object: cast.per.id, expires };
    return await makeLink(tx, here.world.now(), link);
  });
  await here.superuser.query('update links set used_at = now() where person_id = $1', [cast.per.id]);
  for (const reply of [await visitor(here).get(to(urls.link.seat, { token })), await visitor(here).post(to(urls.link.seat, { token }))]) {
    const page = await reply.text();
    assert.equal(reply.status, 410);
    assert.match(page, /brukt/);
    assert.match(page, new RegExp(`action="${to(urls.link.renew, { token })}"`));
  }
});

test('a list of 20 MB is refused before it is read', async () => {
  const there = await staged();
  const reply = await upload(Buffer.alloc(20_000_000, 'Ola;40000001\n'), 'stor.csv');
  assert.equal(reply.status, 413);
  assert.match(await reply.text(), /<h1>/);
  assert.equal(await staged(), there);
});

test('what is too long is refused in the language of whoever sent it', async () => {
  const reply = await (await as(here, 'pia')).post(urls.meSettings, { called: 'x'.repeat(300_000) });
  assert.equal(reply.status, 413);
  assert.match(await reply.text(), /<html lang="nn"/);
});

test('an address that leads nowhere says so in the language that was chosen here', async () => {
  const reply = await here.app.request('http://localhost/a/b/c/d/e', { headers: { cookie: '__Host-lang=da', 'accept-language': 'en' } });
  assert.match(await reply.text(), /<html lang="da"/);
});

test('a workbook that unpacks to more than it may is refused with a reason', async () => {
  const sheet = new Uint8Array(300_000_000);
  const bomb = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/worksheets/sheet1.xml': sheet }, { level: 9 });
  assert.ok(bomb.length < 2_000_000);
  const reply = await upload(bomb, 'venteliste.xlsx');
  assert.equal(reply.status, 422);
  assert.match(await reply.text(), /ds-error-summary/);
});

test('a photograph, a program and noise are refused with a reason, whatever they call themselves', async () => {
  const there = await staged();
  const photo = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), deflateSync(Buffer.alloc(5000, 7))]);
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256));
  for (const [bytes, name] of [
    [photo, 'liste.csv'],
    [Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(400)]), 'liste.csv'],
    [noise, 'liste.xlsx'],
    [Buffer.from('PK\x03\x04 and then nothing'), 'liste.xlsx'],
  ] as const) {
    const reply = await upload(bytes, name);
    assert.equal(reply.status, 422, name);
    assert.match(await reply.text(), /ds-error-summary/);
  }
  assert.equal(await staged(), there);
});

test('each file that is no list is refused with its own reason, in the language of whoever sends it, and nothing is stored', async () => {
  const there = await staged();
  const photo = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), deflateSync(Buffer.alloc(5000, 7))]);
  const halfUtf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Navn;Telefon', 'utf16le'), Buffer.from([0x00, 0xd8, 0x41])]);
  const dos = Buffer.from('Navn;Sted\nBj\x9brn L\x91rum;Troms\x9b\nP\x86l;Bod\x9b\n', 'latin1');
  const files: [Uint8Array, string, RegExp][] = [
    [photo, 'liste.csv', /bilde/i],
    [halfUtf16, 'liste.csv', /Bokstavene i filen/],
    [dos, 'liste.csv', /Bokstavene i filen/],
    [Buffer.alloc(0), 'liste.csv', /Velg en fil/],
  ];
  for (const [bytes, name, reason] of files) {
    const reply = await upload(bytes, name);
    const page = await reply.text();
    assert.equal(reply.status, 422, String(reason));
    assert.match(page.slice(page.indexOf('ds-error-summary')), reason);
  }
  const karen = await as(here, 'karen');
  const form = new FormData();
  form.set('file', new File([photo], 'liste.csv'));
  assert.match(await (await karen.post(urls.importNew, form)).text(), /<html lang="da"[^]*billede/);
  assert.equal(await staged(), there);
});

test('a list is read in every encoding that spreadsheets write', async () => {
  const text = 'Navn;Telefon\nÅse Ærlig;40006001\nBjørn Øye;40006002\n';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(text, 'latin1'), utf16]) {
    const reply = await upload(bytes, 'liste.csv');
    assert.equal(reply.status, 303);
    assert.match(await (await kari.get(reply.headers.get('location')!)).text(), /Åse Ærlig · Bjørn Øye/);
  }
});

/** Each is sent as it stands, signed in or not; whatever the answer, the program itself has not failed. */
const nonsense: [string, RequestInit][] = [
  ['/', { headers: { 'accept-language': ';;;q=,*,\u00e6,nb;q=9'.repeat(200) } }],
  ['/?lang=%00', {}],
  ['/lyspunkt?lang[]=nb&lang=zz', {}],
  ['/', { headers: { cookie: `__Host-verksted=${'x'.repeat(4000)}; __Host-lang=%E0%A4%A; __Host-notice=%%%;;;=` } }],
  ['/desk', { headers: { cookie: '__Host-verksted=a.b.c; __Host-verksted=; verksted' } }],
  ['/', { headers: { cookie: '__Host-notice=__proto__; __Host-lang=constructor' } }],
  ['/%', {}],
  ['/%E0%A4%A', {}],
  ['/lyspunkt/enquire/constructor', {}],
  ['/__proto__', {}],
  [`/${'a/'.repeat(2000)}`, {}],
  ['/groups/not-an-id', {}],
  ['/groups/00000000-0000-0000-0000-000000000000', {}],
  ["/enquiries/' or 1=1 --", {}],
  ['/enquiries/%00', {}],
  ['/a/%00', {}],
  ['/e/..%2f..%2fetc', {}],
  ['/link/x/renew', { method: 'POST' }],
  ['/enquiries?page=-1&page=1e99&show[]=x', {}],
  ['/enquiries?page=99999999999999999999', {}],
  ['/waiting-list?kind=x&area=%00&slot=..&language=%F0', {}],
  ['/house/history?from=31.2.2026&page=NaN', {}],
  ['/language/zz?back=//example.com', {}],
  ['/language/nb?back=%00', {}],
  ['/sign-in', { method: 'POST', body: '{"contact":{"$ne":null}}', headers: { 'content-type': 'application/json' } }],
  ['/sign-in', { method: 'POST', body: 'contact=%00%ff%fe', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['/sign-in', { method: 'POST', body: '--x\r\nbroken', headers: { 'content-type': 'multipart/form-data; boundary=y' } }],
  ['/sign-in', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
  ['/sign-in', { method: 'POST' }],
  ['/lyspunkt/enquire/group', { method: 'POST', body: '<a/>', headers: { 'content-type': 'application/xml' } }],
  [
    '/lyspunkt/enquire/group',
    { method: 'POST', body: `called=${'a'.repeat(200_000)}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  [
    '/lyspunkt/enquire/group',
    {
      method: 'POST',
      body: 'called=a\u0000b&phone=40000000&adult=yes&consent=yes',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
  [
    '/lyspunkt/enquire/group',
    {
      method: 'POST',
      body: `${'a[b]'.repeat(5000)}=1&__proto__=2&constructor=3`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
  ['/sms/inbound/x', { method: 'POST', body: 'from=%00', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['/sign-in/passkey/options', { method: 'POST', body: '['.repeat(100_000), headers: { 'content-type': 'application/json' } }],
  ['/sign-in/passkey', { method: 'POST', body: '{"id":1}', headers: { 'content-type': 'application/json' } }],
  ['/', { method: 'PROPFIND' }],
  ['/desk', { method: 'DELETE' }],
];

test('nonsense in addresses, headers, cookies and bodies is answered, and never with a failure of the program', async () => {
  const failed: string[] = [];
  for (const [path, init] of nonsense) {
    const headers = new Headers({ origin });
    for (const [name, value] of Object.entries((init.headers ?? {}) as Record<string, string>))
      headers.set(name, value.replace(/[^\x20-\xff]/g, ''));
    const reply = await Promise.resolve(here.app.request(origin + path, { ...init, headers })).catch((error: Error) => error);
    const said = reply instanceof Response ? reply.status : reply.message;
    if (typeof said === 'string' || said >= 500) failed.push(`${init.method ?? 'GET'} ${path.slice(0, 60)} ${said}`);
  }
  assert.deepEqual(failed, []);
});

test('the same nonsense from somebody who is signed in', async () => {
  const failed: string[] = [];
  for (const [path, { method }] of nonsense) {
    const reply = await (method === 'POST' ? kari.post(path, { called: 'a\u0000b', page: '\u0000', outcome: '\ud800' }) : kari.get(path));
    if (reply.status >= 500) failed.push(`${method ?? 'GET'} ${path.slice(0, 60)} ${reply.status}`);
  }
  assert.deepEqual(failed, []);
});
