/** When those who start groups can: told to the coordinator, and used by every proposal. */
import { asPerson, idOf, type Routes, type Visit } from '../accounts/index.ts';
import { facilitatorsToName } from '../groups/index.ts';
import { placeOf } from '../lib/places/index.ts';
import { namesOf } from '../people/index.ts';
import { errorsOf } from '../ui/index.ts';
import { urls } from '../urls.ts';
import { readinessForm } from './forms.ts';
import { leadersFor } from './leaders.ts';
import { ReadinessListPage, ReadinessPage } from './readiness-pages.tsx';

export function readinessRoutes(routes: Routes): void {
  routes.get(urls.readinessList, { may: 'board.use' }, async (visit) => {
    const leaders = await leadersHere(visit);
    const own = await namesOf(visit, [...leaders.keys()]);
    const said = await visit.tx.selectFrom('readiness').select(['person_id as person', 'slots', 'max_groups as most']).execute();
    return visit.page(
      <ReadinessListPage
        rows={[...leaders].map(([person, name]) => ({
          person,
          name,
          said: said.find((one) => one.person === person) ?? null,
          isOwn: own.has(person),
        }))}
      />,
    );
  });

  routes.get(urls.readiness, { may: 'board.use' }, async (visit) => {
    const { leader: person } = visit.params;
    const name = await nameOf(visit, person);
    const row = await visit.tx.selectFrom('readiness').selectAll().where('person_id', '=', person).executeTakeFirst();
    const values = row ? { ...row, digital: row.digital ? 'yes' : '', max_km: row.max_km ?? '' } : { digital: 'yes', max_groups: 2 };
    return visit.page(<ReadinessPage person={person} name={name} values={values} />);
  });

  routes.post(urls.readiness, { may: 'board.use' }, async (visit) => {
    const { leader: person } = visit.params;
    const name = await nameOf(visit, person);
    const read = await visit.form(readinessForm);
    const again = (errors: Record<string, string>) =>
      visit.page(<ReadinessPage person={person} name={name} values={read.typed} errors={errors} />, 422);
    if (!read.ok) return again(errorsOf(visit.t, read.slips));
    const { association } = asPerson(visit.actor);
    const { postcode, ...told } = read.value;
    const place = postcode ? placeOf(visit.world.houses.of(association)!.country, postcode) : undefined;
    if (postcode && !place) return again({ postcode: visit.t('board:ready.unknown-postcode') });
    const row = {
      ...told,
      postcode,
      latitude: place?.point?.latitude ?? null,
      longitude: place?.point?.longitude ?? null,
      noted_by: idOf(visit.actor)!,
      noted_at: visit.now,
    };
    await visit.tx
      .insertInto('readiness')
      .values({ person_id: person, association_id: association, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute();
    await visit.record({ act: 'readiness.noted', object: ['person', person], about: person });
    return visit.redirect(urls.readinessList, 'board:ready.saved');
  });
}

/** Those who may start a group here, by name. */
async function leadersHere(visit: Visit): Promise<Map<string, string>> {
  const { association, roles } = asPerson(visit.actor);
  const whole = roles.some((role) => role.association === association && role.chapter === null);
  const chapter = whole ? null : (roles.find((role) => role.chapter !== null)?.chapter ?? null);
  const { leaders } = await leadersFor(visit.tx, { association, chapter }, visit.today, 'NO');
  const names = await facilitatorsToName(visit, association);
  return new Map(leaders.flatMap(({ id }): [string, string][] => (names.has(id) ? [[id, names.get(id)!]] : [])));
}

/** Whoever is another chapter's is asked there: here she is named, and no more is noted of her. */
async function nameOf(visit: Visit, person: string): Promise<string> {
  if (!(await leadersHere(visit)).has(person)) return visit.missing();
  return (await namesOf(visit, [person])).get(person)?.called ?? visit.missing();
}
