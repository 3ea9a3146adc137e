/** Two associations with few of one illness each have agreed to form a group together, and the Danish one shows its three. */
import { bandsOf } from '../src/across/card.ts';
import { addDays, type Day } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { placeOf } from '../src/lib/places/index.ts';
import { cast, type Ground, houses } from './cast.ts';
import { chanceFrom } from './chance.ts';
import { type HouseName, madeUp, peopleRows } from './people.ts';
import { momentOf } from './play.ts';
import { putAll } from './rows.ts';

const who: readonly { house: HouseName; postcode: string; days: number; born: number }[] = [
  { house: 'lyspunkt', postcode: '9510', days: 210, born: 1954 },
  { house: 'lyspunkt', postcode: '7030', days: 120, born: 1961 },
  { house: 'broen', postcode: '8900', days: 190, born: 1958 },
  { house: 'broen', postcode: '9000', days: 95, born: 1949 },
  { house: 'broen', postcode: '5000', days: 40, born: 1963 },
];

export async function addAcross({ world, superuser }: Ground, T: Day): Promise<void> {
  const chance = chanceFrom(390);
  const all = who.map(({ house, postcode, days, born }, nth) => {
    const on = addDays(T, -days);
    const { country } = houses[house];
    const { name: place, point } = placeOf(country, postcode)!;
    const person = { ...madeUp(chance, 930 + nth, house, null), since: momentOf(on, '18:40') };
    const told = { kind: 'patient', phase: 'after', languages: ['nb', 'da'], slots: ['wed-eve', 'tue-eve'], postcode } as const;
    const row = { ...told, id: newId(), association_id: houses[house].id, person_id: person.id, received_on: on, birth_year: born };
    return { house, on, person, country, row, at: { place, latitude: point!.latitude, longitude: point!.longitude } };
  });
  const agreement = newId();
  const agreed = momentOf(addDays(T, -20), '10:15');
  await putAll(superuser, {
    ...peopleRows(
      world,
      all.map((one) => one.person),
    ),
    enquiries: all.map(({ row, at }) => ({
      ...row,
      ...at,
      wants: 'group',
      came_by: 'web',
      stage: 'waiting',
      diagnosis: 'net',
      sex: 'f',
      same_sex: false,
      mixed_ok: false,
      digital_ok: true,
      needs: [],
    })),
    triages: all.map(({ row, house, on }) => ({
      id: newId(),
      association_id: row.association_id,
      enquiry_id: row.id,
      outcome: 'group',
      by_id: house === 'broen' ? cast.karen.id : cast.kari.id,
      decided_at: momentOf(addDays(on, 5), '11:30'),
    })),
    agreements: [
      { id: agreement, umbrella_id: houses.umbrella.id, name: 'Nordgruppa', diagnosis: 'net', started_at: agreed, started_by: cast.una.id },
    ],
    agreement_members: [
      { agreement_id: agreement, association_id: houses.lyspunkt.id, agreed_at: agreed, agreed_by: cast.ada.id },
      { agreement_id: agreement, association_id: houses.broen.id, agreed_at: agreed, agreed_by: cast.dorte.id },
    ],
    shared_cards: all
      .filter(({ house }) => house === 'broen')
      .map(({ row, country, on }) => {
        const told = { ...row, mixedOk: false, born: row.birth_year, maxKm: null, digitalOk: true, since: on };
        const { mixedOk: mixed_ok, maxKm: max_km, digitalOk: digital_ok, ...bands } = bandsOf(told, country, T);
        const own = { id: newId(), agreement_id: agreement, association_id: row.association_id, enquiry_id: row.id };
        return { ...own, ...bands, mixed_ok, max_km, digital_ok, shared_at: momentOf(addDays(T, -6), '13:05') };
      }),
    history: all.map(({ row, person, on }) => ({
      id: newId(),
      at: momentOf(on, '18:40'),
      association_id: row.association_id,
      actor_id: person.id,
      actor_role: 'visitor',
      act: 'enquiry.received',
      object_kind: 'enquiry',
      object_id: row.id,
      about_id: person.id,
      request_id: `demo ${on}`,
    })),
  });
}
