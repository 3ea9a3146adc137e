import type { Tx } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';

/** What an association shows of itself to everyone. */
export type Association = {
  id: string;
  slug: string;
  name: string;
  country: 'NO' | 'DK';
  languages: Language[];
  contactName: string | null;
  phone: string | null;
  email: string | null;
  postalAddress: string | null;
  membershipAsked: boolean;
  /** how long: details after a group has started, people after their last tie */
  keeps: { days: number; months: number };
};

export async function associationBySlug(tx: Tx, slug: string): Promise<Association | undefined> {
  const row = await tx.selectFrom('associations').selectAll().where('slug', '=', slug).executeTakeFirst();
  return (
    row && {
      id: row.id,
      slug: row.slug,
      name: row.name,
      country: row.country,
      languages: row.languages as Language[],
      contactName: row.contact_name,
      phone: row.phone,
      email: row.email,
      postalAddress: row.postal_address,
      membershipAsked: row.membership_asked,
      keeps: { days: row.keep_details_days, months: row.keep_people_months },
    }
  );
}

export type PublicModel = {
  sizeMin: number;
  sizeMax: number;
  facilitators: number;
  accompaniedMax: number | null;
  minutesMax: number;
  rhythm: 'weekly' | 'every-second-week' | 'monthly' | 'free';
};

/** The model most of its groups follow, or its first: the numbers on the page about groups. */
export async function usualModel(tx: Tx, association: string): Promise<PublicModel | undefined> {
  const row = await tx
    .selectFrom('programme_models as m')
    .select(['m.size_min', 'm.size_max', 'm.facilitators_max', 'm.accompanied_max', 'm.minutes_max', 'm.rhythm'])
    .select((select) =>
      select.selectFrom('groups as g').select(select.fn.countAll().as('n')).whereRef('g.model_id', '=', 'm.id').as('groups'),
    )
    .where('m.association_id', '=', association)
    .where('m.retired_on', 'is', null)
    .orderBy('groups', 'desc')
    .orderBy('m.id')
    .executeTakeFirst();
  return (
    row && {
      sizeMin: row.size_min,
      sizeMax: row.size_max,
      facilitators: row.facilitators_max,
      accompaniedMax: row.accompanied_max,
      minutesMax: row.minutes_max,
      rhythm: row.rhythm,
    }
  );
}
