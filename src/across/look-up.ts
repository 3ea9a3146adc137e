/** Names for a page: of associations, of rooms, and of one's own people; never of another's. */
import type { Acting, Visit } from '../accounts/index.ts';
import type { Tx } from '../lib/db.ts';
import { namesOf } from '../people/index.ts';

export const housesOf = ({ world }: Pick<Visit, 'world'>): Map<string, string> =>
  new Map(world.houses.all().map(({ id, name }) => [id, name]));

export type Named = { person: string; called: string };
/** By enquiry, as far as the actor coordinates. */
export async function ownNames(scene: Pick<Acting, 'world' | 'tx'>, enquiries: readonly string[]): Promise<Map<string, Named>> {
  if (enquiries.length === 0) return new Map();
  const rows = await scene.tx
    .selectFrom('enquiries')
    .select(['id', 'person_id as person'])
    .where('id', 'in', [...enquiries])
    .execute();
  const names = await namesOf(
    scene,
    rows.flatMap(({ person }) => person ?? []),
  );
  return new Map(
    rows.flatMap(({ id, person }) => (person && names.has(person) ? [[id, { person, called: names.get(person)!.called }] as const] : [])),
  );
}

export async function calledOf(scene: Pick<Acting, 'world' | 'tx'>, people: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await namesOf(scene, people))].map(([id, { called }]) => [id, called]));
}

export async function nameOfVenue(tx: Tx, id: string): Promise<string> {
  return (await tx.selectFrom('venues').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '';
}

export const modelsFor = async (tx: Tx, association: string): Promise<{ id: string; name: string; sizeMax: number }[]> =>
  await tx
    .selectFrom('programme_models')
    .select(['id', 'name', 'size_max as sizeMax'])
    .where('association_id', '=', association)
    .where('retired_on', 'is', null)
    .where('seated', '=', true)
    .orderBy('name')
    .execute();
