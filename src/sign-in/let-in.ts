import type { Acting, World } from '../accounts/index.ts';
import { lookupIndex } from '../lib/crypto.ts';
import { addMinutes, type Instant } from '../lib/day.ts';
import { contactOf } from './forms.ts';
import { tellChanged } from './notice.ts';
import { keepPaperCodes } from './paper.ts';

type Scene = Pick<Acting, 'tx' | 'now' | 'today' | 'record'> & { world: Pick<World, 'keys' | 'enqueue'> };
export type LetIn = { association: string; code: string; until: Instant };

const MINUTES = 60;

/**
 * For an administrator who has lost her second step and has no other to ask: whoever sits at the server takes it away and gives her one code
 * to sign in with, in each association that she administers and is reached at this contact. She is told, wherever else she is. Needs the jobs role.
 */
export async function letIn(scene: Scene, contact: string): Promise<LetIn[]> {
  const { world, tx, now, today } = scene;
  const reached = contactOf(contact, 'nb');
  if (!reached) return [];
  const administrators = await tx
    .selectFrom('contacts as c')
    .innerJoin('roles as r', 'r.person_id', 'c.person_id')
    .innerJoin('associations as a', 'a.id', 'r.association_id')
    .select(['c.person_id as person', 'a.id as association', 'a.name'])
    .where('c.lookup', '=', lookupIndex(world.keys.index, reached.kind, reached.value))
    .where('r.role', '=', 'administrator')
    .where('r.ended_at', 'is', null)
    .where('r.from_day', '<=', today)
    .where((or) => or.or([or('r.until_day', 'is', null), or('r.until_day', '>=', today)]))
    .execute();
  const until = addMinutes(now, MINUTES);
  const made: LetIn[] = [];
  for (const { person, association, name } of administrators) {
    for (const table of ['passkeys', 'totp_secrets', 'sessions', 'paper_codes'] as const)
      await tx.deleteFrom(table).where('person_id', '=', person).execute();
    const [code] = await keepPaperCodes(scene, { person, association }, 1, until);
    for (const act of ['second-step.reset', 'paper-codes.made'] as const)
      await scene.record({ act, object: ['person', person], about: person, association });
    await tellChanged(scene, { id: person, association });
    made.push({ association: name, code: code!, until });
  }
  return made;
}
