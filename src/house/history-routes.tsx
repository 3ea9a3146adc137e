import { associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { type Act, headOf } from '../history/index.ts';
import { addDays, startOfDay, wallOf, zone } from '../lib/day.ts';
import { form, optionalChoice, optionalDay, optionalId, readForm } from '../lib/forms.ts';
import { namesOf } from '../people/index.ts';
import { urls } from '../urls.ts';
import { type Happened, HistoryPage, shown } from './history-page.tsx';

const ZONE = zone('Europe/Oslo');
const PAGE = 50;
const query = form({ show: optionalChoice(shown), day: optionalDay(), before: optionalId() });

export function historyRoutes(routes: Routes): void {
  routes.get(urls.history, { may: 'history.see' }, async (visit) => {
    const read = readForm(query, visit.query);
    const wanted = read.ok ? read.value : { show: null, day: null, before: null };
    const rows = await rowsOf(visit, wanted);
    const entries = await named(visit, rows.slice(0, PAGE));
    await visit.record({ act: 'list.looked-at', object: ['history', null] });
    const older = rows.length > PAGE ? entries.at(-1)!.id : null;
    return visit.page(<HistoryPage entries={entries} older={older} head={await headOf(visit.tx)} values={read.typed} />);
  });
}

type Wanted = { show: (typeof shown)[number] | null; day: Parameters<typeof addDays>[0] | null; before: string | null };

/** One row more than a page, to know whether there are older ones. Ids of version 7 are in the order of time. */
async function rowsOf({ tx, actor }: Visit, { show, day, before }: Wanted) {
  const looks = ['person.looked-at', 'list.looked-at'];
  let rows = tx
    .selectFrom('history')
    .select(['id', 'at', 'act', 'actor_id', 'actor_role', 'about_id'])
    .where('association_id', '=', associationOf(actor));
  if (show === 'looks') rows = rows.where('act', 'in', looks);
  if (show === 'changes') rows = rows.where('act', 'not in', looks);
  if (day) rows = rows.where('at', '<', startOfDay(addDays(day, 1), ZONE));
  if (before) rows = rows.where('id', '<', before);
  return await rows
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
}

async function named(visit: Visit, rows: Awaited<ReturnType<typeof rowsOf>>): Promise<Happened[]> {
  const names = await namesOf(
    visit,
    rows.flatMap((row) => [row.actor_id, row.about_id]).filter((id) => id !== null),
  );
  const called = (id: string | null) => (id && names.get(id)?.called) || null;
  return rows.map(({ id, at, act, actor_id, actor_role, about_id }) => {
    const about = called(about_id);
    return {
      id,
      ...wallOf(at, ZONE),
      act: act as Act,
      role: actor_role,
      who: called(actor_id),
      about: about && about_id ? { id: about_id, name: about } : null,
    };
  });
}
