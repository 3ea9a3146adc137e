/** What the signals are worked out from: those who wait, those counted in, rooms and facilitators, as far as the actor sees. */
import { type Acting, associationOf, type Person as Actor } from '../accounts/index.ts';
import { gather, slots, spoken } from '../board/index.ts';
import type { Person } from '../composition/index.ts';
import { type Interest, interestsIn } from '../interest/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { signalsOf, type Seeker, type Signal } from './signal.ts';

/** Of so many at most, the oldest first: where more wait, the board is asked. */
export const MOST_SEEKERS = 1_000;

export type Told = { signals: Signal[]; model: string | null; interests: Map<string, Interest> };

export async function signalsNow(acting: Acting): Promise<Told> {
  const { tx, actor, today } = acting;
  const association = associationOf(actor);
  const model = await usualModel(tx, association);
  const interests = await interestsIn(tx, association, today, MOST_SEEKERS);
  const byId = new Map(interests.map((one) => [one.id, one]));
  const waiting = await placesOf(tx, association);
  if (!model || waiting.size + byId.size === 0) return { signals: [], model, interests: byId };
  const found = await gather(acting, { association, chapter: ownChapter(actor as Actor), model, only: [...waiting.keys()] });
  if (!found) return { signals: [], model, interests: byId };
  const { people, venues, facilitators } = found.instance;
  const seekers = [
    ...people.flatMap((person): Seeker[] => {
      const at = waiting.get(person.id);
      return at ? [{ person, ...at, counted: false, saidWhen: true }] : [];
    }),
    ...interests.flatMap(seekerOf),
  ];
  return { signals: signalsOf({ seekers, venues, facilitators, slots, model: found.instance.model }), model, interests: byId };
}

/** Null: she coordinates the whole association. */
export function ownChapter({ roles }: Actor): string | null {
  const works = roles.filter(({ role }) => role === 'administrator' || role === 'coordinator');
  return works.some(({ chapter }) => chapter === null) ? null : (works[0]?.chapter ?? null);
}

function seekerOf(one: Interest): Seeker[] {
  const { id, kind, language, postcode, place, latitude: lat, longitude: lon, maxKm, countedOn: since } = one;
  if (lat === null || lon === null) return [];
  const saidWhen = one.slots.length > 0;
  const unsaid = { mixedOk: false, born: 1960, sex: 'x', phase: '', diagnosis: '', digitalOk: false, apart: [], sameSex: false } as const;
  const said = { id, kind, lat, lon, maxKm, since, languages: [spoken(language)], slots: saidWhen ? one.slots : [...slots] };
  const person: Person = { ...unsaid, ...said, apart: [] };
  return [{ person, place: place ?? postcode, postcode, counted: true, saidWhen }];
}

/** Those who wait and have said where they live, by enquiry. */
async function placesOf(tx: Tx, association: string): Promise<Map<string, { place: string; postcode: string }>> {
  const rows = await tx
    .selectFrom('enquiries')
    .select(['id', 'place', 'postcode'])
    .where('association_id', '=', association)
    .where('stage', '=', sql.lit('waiting'))
    .where('postcode', 'is not', null)
    .where('latitude', 'is not', null)
    .orderBy('received_on')
    .orderBy('id')
    .limit(MOST_SEEKERS)
    .execute();
  return new Map(rows.map(({ id, place, postcode }) => [id, { place: place ?? postcode!, postcode: postcode! }]));
}

/** The kind of group that the association has most of. */
async function usualModel(tx: Tx, association: string): Promise<string | null> {
  const row = await tx
    .selectFrom('programme_models as m')
    .select('m.id')
    .where('m.association_id', '=', association)
    .where('m.retired_on', 'is', null)
    .where('m.seated', '=', true)
    .orderBy((order) => order.selectFrom('groups as g').select(order.fn.countAll().as('n')).whereRef('g.model_id', '=', 'm.id'), 'desc')
    .orderBy('m.id')
    .executeTakeFirst();
  return row?.id ?? null;
}
