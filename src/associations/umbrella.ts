/** An umbrella organisation: its associations, and sums on a day that has been. Never people. */
import { addDays, type Day, dayFrom, partsOf } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';
import { textInForce } from './texts.ts';

/** As offers/ has them, which lies below; each has its word in every language. */
export type OfferKind = string;
/** Rounded to five. Null: too few to say. */
export type Figures = { groups: number; people: number } | null;
export type Member = {
  id: string;
  slug: string;
  name: string;
  contactName: string | null;
  phone: string | null;
  figures: Figures;
  about: string;
  logo: boolean;
  offers: number;
  /** what kinds there are among them */
  kinds: OfferKind[];
  members: { count: number; on: Day } | null;
};
export type Umbrella = { id: string; slug: string; name: string; members: Member[]; total: Figures; on: Day; today: Day };

/** The last day of the last half-year: a closed period, so that the figures of a day stay what they were. */
export function lastHalfYear(today: Day): Day {
  const { year, month } = partsOf(today);
  return addDays(dayFrom(year, month < 7 ? 1 : 7, 1), -1);
}

export async function umbrellaBy(
  tx: Tx,
  where: { slug: string } | { id: string },
  today: Day,
  language: Language = 'nb',
): Promise<Umbrella | undefined> {
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
  const shown = await shownBy(tx, umbrella.id);
  const figures: Member[] = [];
  for (const one of members) {
    const about = (await textInForce(tx, one.id, 'about', language))?.lines[0] ?? '';
    figures.push({ ...one, figures: told(one.id), about, ...shown(one.id) });
  }
  // Beside a sum, one cell that is left out could be worked out.
  const isGivenAway = figures.filter((one) => one.figures === null).length === 1;
  return { ...umbrella, members: figures, total: isGivenAway ? null : told(null), on, today };
}

/** What each association says of itself to everyone, and how much it lists: no sums of people are made here. */
async function shownBy(tx: Tx, umbrella: string): Promise<(association: string) => Pick<Member, 'logo' | 'offers' | 'kinds' | 'members'>> {
  const { rows } = await sql<{
    id: string;
    logo: boolean;
    offers: number;
    kinds: OfferKind[];
    members: number | null;
    counted_on: Day | null;
  }>`
    select a.id, exists (select from logos l where l.association_id = a.id) as logo,
      (select count(*)::int from listed_offers o where o.association_id = a.id) as offers,
      array(select distinct o.kind::text from listed_offers o where o.association_id = a.id order by 1) as kinds, c.members, c.counted_on
    from associations a left join lateral (
      select members, counted_on from member_counts m where m.association_id = a.id order by counted_on desc limit 1) c on true
    where a.umbrella_id = ${umbrella}`.execute(tx);
  return (association) => {
    const row = rows.find(({ id }) => id === association);
    const counted = row?.counted_on && row.members !== null ? { count: row.members, on: row.counted_on } : null;
    return { logo: row?.logo ?? false, offers: row?.offers ?? 0, kinds: row?.kinds ?? [], members: counted };
  };
}
