import { associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { happened, headOf, type HistoryFilter, type HistoryKind, historyKinds } from '../history/index.ts';
import { addDays, parseDay, startOfDay, zone } from '../lib/day.ts';
import { isId } from '../lib/ids.ts';
import { namesOf } from '../people/index.ts';
import { urls } from '../urls.ts';
import { HistoryPage } from './history-page.tsx';

const PAGE = 50;
const OSLO = zone('Europe/Oslo');

/** What has happened in the association. Looking at it is written down too. */
export function historyRoutes(routes: Routes): void {
  routes.get(urls.history, { may: 'history.see' }, async (visit) => {
    const { query, tx, today } = visit;
    const typed = query.get('day')?.trim().slice(0, 40) ?? '';
    const last = parseDay(typed);
    const filter: HistoryFilter = {
      association: associationOf(visit.actor),
      kind: historyKinds.find((one) => one === query.get('kind')) ?? null,
      person: idIn(query.get('person')),
      until: last ? startOfDay(addDays(last, 1), OSLO) : null,
      after: idIn(query.get('after')),
    };
    const found = await happened(tx, filter, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const shown = {
      names: await namesIn(visit, [...rows.flatMap((row) => [row.actor, row.about]), filter.person]),
      groups: await groupsIn(visit, [...new Set(rows.flatMap((row) => row.group ?? []))]),
      head: await headOf(tx),
    };
    await visit.record({ act: 'list.looked-at', object: ['history', null], abouts: [...shown.names.keys()] });
    const chosen: { kind: HistoryKind | null; person: string | null; day: string } = {
      kind: filter.kind,
      person: filter.person,
      day: typed,
    };
    return visit.page(
      <HistoryPage rows={rows} {...shown} chosen={chosen} after={filter.after} hasMore={found.length > PAGE} today={today} />,
    );
  });
}

const idIn = (text: string | null): string | null => (text !== null && isId(text) ? text : null);

async function namesIn(visit: Visit, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const names = await namesOf(
    visit,
    ids.flatMap((id) => id ?? []),
  );
  return new Map([...names].map(([id, name]) => [id, name.fullName ?? name.called]));
}

async function groupsIn({ tx }: Visit, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('groups').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
