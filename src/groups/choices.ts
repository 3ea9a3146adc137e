/** What a coordinator chooses from when a group is made: models, places, leaders, and those who wait. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { calledOf } from './circle.ts';
import type { Choices } from './compose-page.tsx';
import { modelsOf, venuesOf } from './store.ts';
import { facilitatorsToName } from './leaders.ts';
import { type Waiting, waitingForGroup } from './waiting.ts';

export async function choicesFor(acting: Acting): Promise<Choices> {
  const { tx, actor } = acting;
  const { association, roles } = asPerson(actor);
  const everywhere = roles.some((role) => role.association === association && role.chapter === null && role.role !== 'facilitator');
  const chapters = await tx
    .selectFrom('chapters')
    .select(['id', 'name'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();
  const facilitators = await facilitatorsToName(acting, association);
  const waiting = await waitingForGroup(tx, association);
  const names = await calledOf(
    acting,
    waiting.map((one) => one.person),
  );
  return {
    models: await modelsOf(tx, association),
    venues: await venuesOf(tx, association),
    chapters: chapters.filter(({ id }) => everywhere || roles.some((role) => role.chapter === id)),
    facilitators: [...facilitators.keys()],
    waiting,
    names: new Map([...facilitators, ...names]),
  };
}

export async function waitingWithNames(acting: Acting): Promise<{ waiting: Waiting[]; names: Map<string, string> }> {
  const waiting = await waitingForGroup(acting.tx, asPerson(acting.actor).association);
  const names = await calledOf(
    acting,
    waiting.map((one) => one.person),
  );
  return { waiting, names };
}
