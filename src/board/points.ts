/** What a score is made of, row by row: what a proposal earns and loses, each row in words. */
import { type Group, groupPoints, type Instance, type Point, type PointReason } from '../composition/index.ts';
import type { Translate } from '../lib/language.ts';
import { sayNumber } from '../lib/say.ts';
import { sayPoints } from './say.ts';

/** In the order of the table. `amount`: days, kilometres or years in all. */
export const rowsOfTable = ['seat', 'new-group', 'way', 'age-span', 'alone-sex', 'alone-phase', 'alone-age', 'alone-diagnosis'] as const;
export type TableRow = { reason: PointReason; points: number; count: number; amount: number };

/** Rows that count nothing are left out; their sum is the score. */
export function tableOf(groups: readonly Group[], instance: Instance): TableRow[] {
  const points = groups.filter((group) => group.people.length > 0).flatMap((group) => groupPoints(group, instance));
  return rowsOfTable.flatMap((reason) => rowOf(reason, points) ?? []);
}

/** What an open group lost before anybody joined comes back as points, and is taken off the count. */
function rowOf(reason: PointReason, all: readonly Point[]): TableRow | undefined {
  const points = all.filter((one) => one.reason === reason);
  const signed = (one: Point) => (reason === 'seat' || one.points < 0 ? 1 : -1);
  const row = {
    reason,
    points: points.reduce((sum, one) => sum + one.points, 0),
    count: points.reduce((sum, one) => sum + signed(one), 0),
    amount: points.reduce((sum, one) => sum + signed(one) * (one.amount ?? 0), 0),
  };
  return row.points === 0 && row.count === 0 ? undefined : row;
}

/** "+15 274: fourteen people get a seat, after 1 274 days of waiting in all". */
export function sayTable(t: Translate, rows: readonly TableRow[]): string[] {
  return rows.map(({ reason, points, count, amount }) =>
    t('board:change.line', {
      points: sayPoints(t, points),
      text: t(points > 0 && reason !== 'seat' ? `board:table.less-${reason as 'alone-sex'}` : `board:table.${reason}`, {
        count: Math.abs(count),
        amount: sayNumber(Math.abs(amount), t.language),
      }),
    }),
  );
}
