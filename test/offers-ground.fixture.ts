import { atLocationIdOf } from '../src/exchange/hsds.ts';
import { taxonomyId, termId } from '../src/exchange/taxonomy.ts';
import { cast, houses } from './cast.ts';
import { newId } from '../src/lib/ids.ts';
import type { TestWorld } from './world.ts';

/** An offer of Lyspunkt that everyone sees, put there directly: a café in Bergen every Tuesday at six unless said. Its id. */
export async function putOffer(test: TestWorld, changed: Record<string, unknown> = {}): Promise<string> {
  const row: Record<string, unknown> = {
    id: newId(),
    association_id: houses.lyspunkt.id,
    slug: `kafe-${newId().slice(-12)}`,
    kind: 'open-cafe',
    texts: JSON.stringify({ nb: { title: 'Åpen kafé', summary: 'Kom som du er.', more: '' } }),
    kinds: ['patient'],
    languages: ['nb'],
    ways: ['in-person'],
    address: 'Strømgaten 6',
    postcode: '5015',
    place: 'Bergen',
    municipality: '4601',
    latitude: 60.39,
    longitude: 5.33,
    municipalities: ['4601'],
    starts_on: '2026-12-01',
    clock: '18:00',
    minutes: 120,
    rule: 'FREQ=WEEKLY;BYDAY=TU',
    drop_in: true,
    contact_name: 'Kari',
    contact_phone: '+4755000000',
    published_on: '2026-10-01',
    confirmed_on: '2026-11-01',
    created_at: test.world.now(),
    created_by: cast.kari.id,
    changed_at: test.world.now(),
    ...changed,
  };
  const names = Object.keys(row);
  const places = names.map((_, n) => `$${n + 1}`);
  await test.superuser.query(`insert into offers (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  return row['id'] as string;
}

/** The ids that open data is asked by: an association, an offer, the offer at its place, a closed list and a word of it. */
export async function openIds(test: TestWorld): Promise<Record<string, string>> {
  const service = await putOffer(test);
  return {
    organization: houses.lyspunkt.id,
    service,
    atLocation: atLocationIdOf({ id: service }),
    taxonomy: taxonomyId('kind'),
    term: termId('kind', 'open-cafe'),
  };
}
