/** Forming groups in the demonstration: when those who start them can, two wishes about company, and a draft for Bergen. */
import { makeDraft } from '../src/board/actions.ts';
import { composing } from '../src/board/work.ts';
import type { World } from '../src/accounts/index.ts';
import { addDays, type Day } from '../src/lib/day.ts';
import type { Tx } from '../src/lib/db.ts';
import { newId } from '../src/lib/ids.ts';
import { placeOf } from '../src/lib/places/index.ts';
import { cast, chapters, houses, models } from './cast.ts';
import { momentOf, type Play, player } from './play.ts';

/** Whoever has led here for years can do more than two groups at once; one has said nothing. */
const said = [
  { called: 'frida', postcode: '5003', slots: ['mon-eve', 'tue-eve', 'wed-eve'], digital: true },
  { called: 'finn', postcode: '5063', slots: ['tue-eve', 'wed-eve', 'thu-eve', 'thu-day'], digital: false },
  { called: 'filip', postcode: '5003', slots: ['tue-day', 'thu-day', 'thu-eve', 'fri-day'], digital: true },
  { called: 'fatima', postcode: '0150', slots: ['mon-eve', 'tue-eve', 'wed-eve', 'thu-eve'], digital: true },
  { called: 'fredrik', postcode: '0557', slots: ['mon-eve', 'tue-eve', 'tue-day', 'thu-eve'], digital: true },
  { called: 'froya', postcode: '7010', slots: ['mon-eve', 'wed-eve', 'thu-day'], digital: true },
] as const;
const MANY = 8;

/** `ids` are those of the helpers who are not of the cast, by their name. */
export async function layBoard(play: Play, tx: Tx, T: Day, ids: ReadonlyMap<string, { id: string }>): Promise<void> {
  const at = momentOf(addDays(T, -30), '10:20');
  for (const { called, postcode, slots, digital } of said) {
    const person = ids.get(called)?.id ?? cast[called as 'frida'].id;
    const { latitude = null, longitude = null } = placeOf('NO', postcode)?.point ?? {};
    const told = { postcode, latitude, longitude, slots: [...slots], digital, max_km: 60, max_groups: MANY };
    await tx
      .insertInto('readiness')
      .values({ person_id: person, association_id: houses.lyspunkt.id, ...told, noted_by: cast.kari.id, noted_at: at })
      .execute();
  }
  await notePairs(tx);
  const asked = { models: [models.lpp.id], venues: [], kinds: [], all: true };
  await play(player('birk'), T, '08:35', (acting) => makeDraft(acting, { chapter: chapters.bergen.id, asked, people: [] }));
}

/** Of those who wait in Bergen: two who would like to sit together, and two who never must. */
async function notePairs(tx: Tx): Promise<void> {
  const rows = await tx
    .selectFrom('enquiries')
    .select('person_id as person')
    .where('chapter_id', '=', chapters.bergen.id)
    .where('stage', '=', 'waiting')
    .where('kind', '=', 'patient')
    .where('person_id', 'is not', null)
    .orderBy('received_on')
    .orderBy('id')
    .limit(4)
    .execute();
  const people = rows.flatMap((row) => row.person ?? []);
  for (const [table, pair] of [
    ['together', people.slice(0, 2)],
    ['apart', people.slice(2, 4)],
  ] as const) {
    const [one_id, other_id] = pair.toSorted();
    if (one_id && other_id)
      await tx
        .insertInto(table)
        .values({ id: newId(), association_id: houses.lyspunkt.id, one_id, other_id, noted_by: cast.birk.id })
        .execute();
  }
}

/** What is asked for in the story is composed once the program runs. */
export async function composeDrafts(world: World, tx: Tx): Promise<void> {
  for (const { id } of await tx.selectFrom('drafts').select('id').where('work', '=', 'waiting').execute())
    await world.enqueue(tx, composing, { draft: id, no: 1 });
}
