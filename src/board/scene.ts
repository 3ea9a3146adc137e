/** A draft with the names of places, groups and colleagues, and with what each card is called: initials, or a number for somebody of another association. */
import { type Acting, associationOf, type Visit } from '../accounts/index.ts';
import { facilitatorsToName } from '../groups/index.ts';
import { namesOf } from '../people/index.ts';
import type { Drafted } from './draft.ts';
import { initialsOf, type Names, type Who } from './say.ts';

/** `homes`: what other associations are called. */
export type Scene = Drafted & { names: Names; who: Who; homes: ReadonlyMap<string, string> };

/** Opens the names of places, groups and colleagues; of those who wait only the initials are made, of those on this page. */
export async function sceneOf(
  visit: Pick<Visit, 'world' | 'tx' | 'actor'> & Acting,
  drafted: Drafted,
  people: readonly string[],
): Promise<Scene> {
  const { tx } = visit;
  const { instance, about } = drafted.gathered;
  const groups = instance.open.map((one) => one.id);
  const named = async (table: 'venues' | 'groups', ids: readonly string[]) =>
    new Map(
      ids.length === 0
        ? []
        : (await tx.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute()).map(({ id, name }) => [id, name]),
    );
  const homes = new Map(visit.world.houses.all().map(({ id, name }) => [id, name]));
  const initials = await initialsFor(visit, people, about, homes);
  return {
    ...drafted,
    names: {
      venues: await named(
        'venues',
        instance.venues.map((one) => one.id),
      ),
      groups: await named('groups', groups),
      leaders: await facilitatorsToName(visit, associationOf(visit.actor)),
    },
    who: (person) => initials.get(person) ?? '?',
    homes,
  };
}

/** "PE" of Per Eksempel; "B3" of the third card, which Broen shows. */
async function initialsFor(
  visit: Acting,
  people: readonly string[],
  about: Drafted['gathered']['about'],
  homes: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const known = people.flatMap((id) => (about.has(id) ? [[id, about.get(id)!] as const] : []));
  const names = await namesOf(
    visit,
    known.flatMap(([, one]) => one.person ?? []),
  );
  return new Map(
    known.map(([id, { person, other }]) => {
      if (other) return [id, `${initialsOf(homes.get(other.association) ?? '')}${other.no}`];
      const name = person === null ? undefined : names.get(person);
      return [id, initialsOf(name?.fullName ?? name?.called ?? '')];
    }),
  );
}

/** Whether somebody of another association is among these: years and kilometres are then known as bands. */
export const hasOthers = ({ gathered }: Pick<Scene, 'gathered'>, people: readonly string[]): boolean =>
  people.some((one) => gathered.about.get(one)?.other);
