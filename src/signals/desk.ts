/** Where a group could start, for the first page: one or two by name, more of them as one line. */
import { type Acting, associationOf } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import type { Translate } from '../lib/language.ts';
import { urls } from '../urls.ts';
import { signalsNow } from './ground.ts';
import { saySignal, wayOf } from './say.ts';

export type SignalDue = { text: string; since: Day; act: string; href: string };
const NAMED = 2;
/** Where so many wait, the page is opened when somebody wants to know; the first page waits for nothing. */
const MOST_AT_ONCE = 250;

export async function signalsDue(acting: Acting, t: Translate): Promise<SignalDue[]> {
  if (await isLarge(acting)) return [];
  const { signals } = await signalsNow(acting);
  // Where there is a room already, the coordinator has her eye on it; what she cannot see is where there is none.
  const order = signals.toSorted((a, b) => Number(b.lacking === 'venue') - Number(a.lacking === 'venue'));
  if (order.length > NAMED) {
    const since = order.map((one) => one.since).reduce((first, one) => (one < first ? one : first));
    return [{ text: t('signals:several', { count: order.length }), since, act: t('signals:act.see'), href: urls.signals }];
  }
  return order.map((one) => {
    const { act, href } = wayOf(one);
    return { text: saySignal(t, one), since: one.since, act: t(`signals:act.${act}`), href };
  });
}

async function isLarge({ tx, actor }: Acting): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select from enquiries
    where association_id = ${associationOf(actor)} and stage = 'waiting' limit ${MOST_AT_ONCE + 1}) as first`.execute(tx);
  return (rows[0]?.count ?? 0) > MOST_AT_ONCE;
}
