import { record } from '../history/index.ts';
import { today as dayToday, zone } from '../lib/day.ts';
import { type Db, transaction } from '../lib/db.ts';
import type { Acting } from './visit.ts';
import type { World } from './world.ts';

const ZONE = zone('Europe/Oslo');

/** The system doing what nobody asks for at the moment: one transaction of the jobs role, which sees everything. History says "system". */
export async function atWork<T>(world: World, jobs: Db, request: string, work: (acting: Acting) => Promise<T>): Promise<T> {
  const now = world.now();
  const today = dayToday(world.now, ZONE);
  return await transaction(jobs, { person: null, today }, (tx) => {
    const write: Acting['record'] = (entry) => record(tx, { association: null, ...entry, at: now, actor: null, role: 'system', request });
    return work({ world, tx, actor: { kind: 'visitor' }, now, today, requestId: request, record: write });
  });
}
