/** Around Førde, where the association has no chapter and no room, five relatives would like a group: two wait, three are counted in. */
import { addDays, type Day } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { placeOf } from '../src/lib/places/index.ts';
import { cast, type Ground, houses } from './cast.ts';
import { chanceFrom } from './chance.ts';
import { madeUp, peopleRows } from './people.ts';
import { momentOf } from './play.ts';
import { putAll } from './rows.ts';

const around = [
  { postcode: '6800', days: 61, waits: true },
  { postcode: '6817', days: 48, waits: true },
  { postcode: '6812', days: 40, waits: false, tell: true },
  { postcode: '6800', days: 27, waits: false },
  { postcode: '6973', days: 13, waits: false, tell: true },
];

export async function addCounted({ world, superuser }: Ground, T: Day): Promise<void> {
  const chance = chanceFrom(6800);
  const association_id = houses.lyspunkt.id;
  const all = around.map(({ postcode, days, waits, tell }, nth) => {
    const on = addDays(T, -days);
    const known = { ...madeUp(chance, 900 + nth, 'lyspunkt', null), language: 'nn' as const, since: momentOf(on, '19:20') };
    const unnamed = { called: '', surname: '', address: null, phone: null, email: tell ? known.email : null };
    const { name: place, point } = placeOf('NO', postcode)!;
    const at = {
      postcode,
      place,
      latitude: point!.latitude,
      longitude: point!.longitude,
      max_km: 40,
      slots: ['tue-eve'],
      kind: 'relative',
    };
    return {
      id: newId(),
      on,
      waits,
      at,
      person: waits ? known : { ...known, ...unnamed, email: tell ? `sunnfjord${nth}@example.org` : null },
    };
  });
  const [waiting, counted] = [all.filter((one) => one.waits), all.filter((one) => !one.waits)];
  const entry = (one: (typeof all)[number], act: string, kind: string, actor: string, role: string, days: number) => ({
    id: newId(),
    at: momentOf(addDays(one.on, days), '19:20'),
    association_id,
    actor_id: actor,
    actor_role: role,
    act,
    object_kind: kind,
    object_id: one.id,
    about_id: one.person.id,
    request_id: `demo ${one.on}`,
  });
  await putAll(superuser, {
    ...peopleRows(
      world,
      all.map((one) => one.person),
    ),
    enquiries: waiting.map(({ id, on, at, person }) => ({
      id,
      association_id,
      person_id: person.id,
      wants: 'group',
      came_by: 'web',
      received_on: on,
      stage: 'waiting',
      languages: ['nb'],
      ...at,
      birth_year: 1958 + (person.called.length % 9),
      sex: 'f',
      needs: [],
      mixed_ok: false,
      same_sex: false,
      digital_ok: false,
    })),
    triages: waiting.map(({ id, on }) => ({
      id: newId(),
      association_id,
      enquiry_id: id,
      outcome: 'group',
      by_id: cast.kari.id,
      decided_at: momentOf(addDays(on, 6), '11:00'),
    })),
    interests: counted.map(({ id, on, at, person }) => ({
      id,
      association_id,
      person_id: person.id,
      language: 'nn',
      to_tell: person.email !== null,
      counted_on: on,
      expires_on: addDays(on, 365),
      ...at,
    })),
    history: [
      ...waiting.map((one) => entry(one, 'enquiry.received', 'enquiry', one.person.id, 'visitor', 0)),
      ...waiting.map((one) => entry(one, 'enquiry.triaged', 'enquiry', cast.kari.id, 'coordinator', 6)),
      ...counted.map((one) => entry(one, 'interest.counted', 'interest', one.person.id, 'visitor', 0)),
    ],
  });
}
