import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { chapters, houses, models, seat, venues } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { newId } from '../lib/ids.ts';
import { findPlace, type Point } from '../lib/places/index.ts';
import { day } from '../lib/day.ts';
import { hitOffers, search, type Search } from './search.ts';
import { shelfOf } from './index.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
  await seat(house);
});
after(() => house.close());

const TODAY = day('2026-12-01');
const at = (place: string): Point => findPlace(place, 'NO').found!.point;
const find = (wanted: Partial<Search>) => {
  const shelf = shelfOf(house.world, TODAY);
  const found = search(shelf, { words: '', near: null, km: null, chosen: [], page: 1, ...wanted });
  return { ...found, titles: hitOffers(shelf, found.hits).map(({ offer }) => offer.texts.nb?.title ?? offer.texts.da?.title) };
};

async function offer(title: string, more: Record<string, unknown> = {}): Promise<string> {
  const row = {
    id: newId(),
    association_id: houses.lyspunkt.id,
    slug: `s${newId().slice(-12)}`,
    kind: 'open-cafe',
    texts: JSON.stringify({ nb: { title, summary: 'Kom som du er.', more: '' } }),
    ways: ['in-person'],
    published_on: '2026-11-01',
    created_at: house.world.now(),
    changed_at: house.world.now(),
    ...more,
  };
  const names = Object.keys(row);
  await house.superuser.query(
    `insert into offers (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
    Object.values(row),
  );
  return row.id;
}

async function until(holds: () => boolean): Promise<void> {
  const from = performance.now();
  while (!holds() && performance.now() - from < 5_000) await delay(10);
  assert.ok(holds());
}

test('what is written is found, near first, and slips are forgiven', async () => {
  await offer('Kafé Lyspunkt', { venue_id: venues.library.id });
  await offer('Sorggruppe for voksne', {
    kind: 'conversation-group',
    place: 'Oslo',
    latitude: 59.913,
    longitude: 10.746,
    kinds: ['bereaved'],
  });
  await offer('Kontakttelefonen', { kind: 'contact-phone', ways: ['phone'] });
  await house.superuser.query(`update venues set latitude = 60.393, longitude = 5.324 where id = $1`, [venues.library.id]);
  await until(() => find({}).total === 3);
  await until(() => find({ near: at('Bergen') }).titles[0] === 'Kafé Lyspunkt');
  assert.deepEqual(find({ near: at('Oslo') }).titles, ['Sorggruppe for voksne', 'Kafé Lyspunkt']);
  assert.equal(find({ near: at('Oslo') }).anywhereTotal, 1);
  assert.deepEqual(find({ near: at('Oslo'), km: 50 }).titles, ['Sorggruppe for voksne']);
  assert.deepEqual(find({ words: 'sorgruppe' }).titles, ['Sorggruppe for voksne']);
  assert.deepEqual(find({ words: 'xyzzyqvw' }).titles, []);
  assert.deepEqual(find({ words: 'kafe i bergen' }).titles, ['Kafé Lyspunkt']);
  assert.deepEqual(find({ chosen: [['for:bereaved']] }).total, 3);
  assert.deepEqual(find({ chosen: [['kind:contact-phone']] }).titles, ['Kontakttelefonen']);
  assert.deepEqual(find({ chosen: [['wheelchair:yes']] }).titles, ['Kafé Lyspunkt']);
});

test('a change is found at once, also that of a venue, and what has ended is not found', async () => {
  const id = await offer('Turgruppa', { kind: 'activity' });
  await until(() => find({ words: 'turgruppa' }).total === 1);
  await house.superuser.query(`update offers set texts = '{"nb":{"title":"Fjellturen","summary":"","more":""}}' where id = $1`, [id]);
  await until(() => find({ words: 'fjellturen' }).total === 1 && find({ words: 'turgruppa' }).total === 0);
  await house.superuser.query(`update offers set ended_on = '2026-12-01' where id = $1`, [id]);
  await until(() => find({ words: 'fjellturen' }).total === 0);
  await house.superuser.query(`update offers set ended_on = null, valid_until = '2026-12-24' where id = $1`, [id]);
  await until(() => find({ words: 'fjellturen' }).total === 1);
  assert.equal(
    search(shelfOf(house.world, day('2026-12-25')), { words: 'fjellturen', near: null, km: null, chosen: [], page: 1 }).total,
    0,
  );
});

test('a listed group is an offer that tells its town and its days, never its door', async () => {
  const id = newId();
  await house.superuser.query(
    `insert into groups (id, association_id, chapter_id, model_id, venue_id, name, kind, language, size_min, size_max, facilitators_min, minutes_max, first_minutes_max, listed, started_on, composed_at)
     values ($1,$2,$3,$4,$5,'Tirsdagsgruppa','relative','nb',4,8,2,120,120,true,'2026-09-01',now())`,
    [id, houses.lyspunkt.id, chapters.bergen.id, models.lpp.id, venues.library.id],
  );
  await house.superuser.query(
    `insert into series (id, association_id, group_id, starts_on, clock, minutes, zone, rule, created_at, changed_at) values ($1,$2,$3,'2026-09-01','18:00',120,'Europe/Oslo','FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',now(),now())`,
    [newId(), houses.lyspunkt.id, id],
  );
  const found = () => find({ words: 'tirsdagsgruppa', near: at('Bergen') });
  await until(() => hitOffers(shelfOf(house.world, TODAY), found().hits)[0]?.offer.series?.rule !== undefined && found().total === 1);
  const shelf = shelfOf(house.world, TODAY);
  const [hit] = hitOffers(shelf, found().hits);
  assert.equal(hit?.offer.place.place, 'Bergen');
  assert.equal(hit?.offer.place.venue, null);
  assert.equal(hit?.offer.place.address, null);
  assert.equal(hit?.offer.series?.rule, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU');
  assert.equal(find({ words: 'tirsdagsgruppa', chosen: [['day:tue'], ['time:evening'], ['for:relative'], ['language:nb']] }).total, 1);
  assert.equal(hit?.offer.room, true);
  await house.superuser.query('update groups set listed = false where id = $1', [id]);
  await until(() => found().total === 0);
});
