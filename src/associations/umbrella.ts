/** An umbrella organisation: its associations, and sums on a day that has been. Never people. */
import { addDays, type Day, dayFrom, partsOf } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';

/** Rounded to five. Null: too few to say. */
export type Figures = { groups: number; people: number } | null;
export type Member = { id: string; slug: string; name: string; contactName: string | null; phone: string | null; figures: Figures };
export type Umbrella = { id: string; slug: string; name: string; members: Member[]; total: Figures; on: Day };

/** The last day of the last half-year: a closed period, so that the figures of a day stay what they were. */
export function lastHalfYear(today: Day): Day {
  const { year, month } = partsOf(today);
  return addDays(dayFrom(year, month < 7 ? 1 : 7, 1), -1);
}

export async function umbrellaBy(tx: Tx, where: { slug: string } | { id: string }, today: Day): Promise<Umbrella | undefined> {
  const [column, value] = 'slug' in where ? (['slug', where.slug] as const) : (['id', where.id] as const);
  const umbrella = await tx.selectFrom('umbrellas').selectAll().where(column, '=', value).executeTakeFirst();
  if (!umbrella) return undefined;
  const on = lastHalfYear(today);
  const { rows } = await sql<{ association: string | null; groups: number; people: number }>`
    select * from app.umbrella_figures(${umbrella.id}, ${on})`.execute(tx);
  const told = (association: string | null): Figures => {
    const row = rows.find((one) => one.association === association);
    return row ? { groups: row.groups, people: row.people } : null;
  };
  const members = await tx
    .selectFrom('associations')
    .select(['id', 'slug', 'name', 'contact_name as contactName', 'phone'])
    .where('umbrella_id', '=', umbrella.id)
    .orderBy('name')
    .execute();
  const figures = members.map((one) => ({ ...one, figures: told(one.id) }));
  // Beside a sum, one cell that is left out could be worked out.
  const isGivenAway = figures.filter((one) => one.figures === null).length === 1;
  return { ...umbrella, members: figures, total: isGivenAway ? null : told(null), on };
}
