import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type Client, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { waits } from '../../test/groups.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let kari: Client;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  kari = await as(here, 'kari');
});
after(() => here.close());

const kept = async () => (await here.superuser.query('select * from form_drafts')).rows;
const typed = {
  called: 'Sigrid på telefon',
  phone: '400 07 001',
  wants: 'talk',
  cameBy: 'phone',
  days: ['mon', 'tue'],
  wish: 'Ringe etter fire',
};
const page = async (path: string, by = kari) => await (await by.get(path)).text();

test('what was typed and not sent is there the next day, for her alone, and nobody reads it at rest', async () => {
  const saved = await kari.post(urls.meUnsent, { ...typed, 'unsent-form': urls.enquiryNew });
  assert.equal(saved.headers.get('location'), urls.enquiryNew);
  here.setClock('2026-12-02T09:00:00+01:00');
  const again = await page(urls.enquiryNew);
  assert.match(again, /kladden din fra/);
  assert.match(again, /value="Sigrid på telefon"/);
  assert.match(again, /value="talk"[^>]*checked/);
  assert.match(again, /Ringe etter fire/);
  for (const day of ['mon', 'tue']) assert.match(again, new RegExp(`value="${day}"[^>]*checked`));
  assert.doesNotMatch(await page(urls.enquiryNew, await as(here, 'ada')), /Sigrid/);
  const rows = await kept();
  assert.equal(rows.length, 1);
  assert.doesNotMatch(rows[0].sealed.toString('utf8'), /Sigrid/);
});

test('saved again it takes the place of the one that was; thrown away it is gone', async () => {
  const quiet = await kari.post(urls.meUnsent, { called: 'Siri', 'unsent-form': urls.enquiryNew, 'unsent-quiet': 'yes' });
  assert.equal(quiet.status, 204);
  const again = await page(urls.enquiryNew);
  assert.match(again, /value="Siri"/);
  assert.doesNotMatch(again, /Sigrid/);
  assert.equal((await kept()).length, 1);
  await kari.post(urls.meUnsent, { called: 'Siri', 'unsent-form': urls.enquiryNew, 'unsent-drop': 'yes' });
  assert.doesNotMatch(await page(urls.enquiryNew), /Siri|kladden din/);
  assert.deepEqual(await kept(), []);
});

test('what has been sent is no draft any more, and what was refused still is', async () => {
  await kari.post(urls.meUnsent, { ...typed, 'unsent-form': urls.enquiryNew });
  assert.equal((await kari.post(urls.enquiryNew, { called: 'Sigrid' })).status, 422);
  assert.equal((await kept()).length, 1);
  const sent = await kari.post(urls.enquiryNew, { ...typed, language: 'nb', reachBy: 'sms', adult: 'yes', consent: 'yes' });
  assert.equal(sent.status, 303);
  assert.deepEqual(await kept(), []);
});

test('the form of a room is long enough to be kept as well', async () => {
  const room = to(urls.venue, { venue: 'new' });
  const ada = await as(here, 'ada');
  assert.match(await page(room, ada), /Lagre som kladd/);
  await ada.post(urls.meUnsent, { name: 'Prøvesalen', door: 'Blå dør', slots: ['mon-eve', 'tue-eve'], 'unsent-form': room });
  const again = await page(room, ada);
  assert.match(again, /value="Prøvesalen"[^]*value="Blå dør"/);
  assert.match(again, /value="tue-eve"[^>]*checked/);
  assert.equal((await ada.post(room, { name: 'Prøvesalen', door: 'Blå dør' })).status, 303);
  assert.deepEqual(await kept(), []);
});

test('a draft about somebody goes when they are erased', async () => {
  const enquiry = await waits(here, 'paal');
  const form = to(urls.enquiryDetails, { enquiry });
  await kari.post(urls.meUnsent, { called: 'Pål', 'unsent-form': form });
  assert.equal((await kept()).length, 1);
  await (await as(here, 'paal')).post(urls.meErase);
  assert.deepEqual(await kept(), []);
});

test('a draft leads nowhere else, and twenty are kept at most', async () => {
  for (const form of ['https://example.org/', '//example.org', '', `/${'a'.repeat(300)}`])
    assert.equal((await kari.post(urls.meUnsent, { 'unsent-form': form })).status, 404, form);
  for (let nth = 0; nth < 22; nth += 1) await kari.post(urls.meUnsent, { called: 'x', 'unsent-form': `/enquiries/${nth}` });
  assert.equal((await kept()).length, 20);
  assert.ok((await kept()).every((row) => row.person_id === cast.kari.id));
});
