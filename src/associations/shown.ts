/** What an association shows of itself beside its name: logo, site, what it is about, and how many members on which day. */
import { createHash } from 'node:crypto';
import { type Acting, associationOf } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { choices, form, optionalDay, optionalInteger, optionalText } from '../lib/forms.ts';
import type { Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Area, areas } from './areas.ts';
import { readPicture } from './picture.ts';

export const shownForm = form({
  website: optionalText(300),
  areas: choices(areas),
  members: optionalInteger(0, 10_000_000),
  countedOn: optionalDay(),
});
export type Shown = { website: string | null; areas: Area[]; members: number | null; countedOn: Day | null; logo: boolean };

export async function shownOf({ tx, actor }: Acting): Promise<Shown> {
  const id = associationOf(actor);
  const house = await tx.selectFrom('associations').select(['website', 'areas']).where('id', '=', id).executeTakeFirstOrThrow();
  const last = await tx
    .selectFrom('member_counts')
    .select(['members', 'counted_on'])
    .where('association_id', '=', id)
    .orderBy('counted_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  const logo = await tx.selectFrom('logos').select('hash').where('association_id', '=', id).executeTakeFirst();
  const counted = { members: last?.members ?? null, countedOn: last?.counted_on ?? null };
  return { website: house.website, areas: house.areas as Area[], ...counted, logo: logo !== undefined };
}

type Changed = Omit<Shown, 'logo'> & { picture: Buffer | null };
type Wrong = Partial<Record<'website' | 'countedOn' | 'logo', { code: string }>>;

/** Keeps it all, or says what is wrong and keeps nothing. A count of a day is kept once; another day is another count. */
export async function changeShown(acting: Acting, changed: Changed): Promise<Wrong | null> {
  const { tx, actor, now } = acting;
  const id = associationOf(actor);
  const picture = changed.picture ? readPicture(changed.picture) : undefined;
  const wrong: Wrong = {};
  if (changed.website && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(changed.website)) wrong.website = { code: 'not-a-website' };
  if (changed.members !== null && !changed.countedOn) wrong.countedOn = { code: 'required' };
  if (changed.countedOn && changed.countedOn > acting.today) wrong.countedOn = { code: 'not-yet' };
  if (changed.picture && !picture) wrong.logo = { code: 'not-a-picture' };
  if (Object.keys(wrong).length > 0) return wrong;
  await tx.updateTable('associations').set({ website: changed.website, areas: changed.areas }).where('id', '=', id).execute();
  if (changed.members !== null && changed.countedOn) {
    const noted = { members: changed.members, noted_by: actor.kind === 'person' ? actor.id : null, noted_at: now };
    await tx
      .insertInto('member_counts')
      .values({ id: newId(), association_id: id, counted_on: changed.countedOn, ...noted })
      .onConflict((same) => same.columns(['association_id', 'counted_on']).doUpdateSet(noted))
      .execute();
  }
  if (picture) {
    const hash = createHash('sha256').update(picture.bytes).digest('base64url').slice(0, 16);
    const row = { ...picture, hash, set_at: now };
    await tx
      .insertInto('logos')
      .values({ association_id: id, ...row })
      .onConflict((same) => same.column('association_id').doUpdateSet(row))
      .execute();
  }
  await acting.record({ act: 'association.changed', object: ['association', id] });
  return null;
}

export const logoOf = (tx: Tx, slug: string) =>
  tx
    .selectFrom('logos')
    .innerJoin('associations', 'associations.id', 'logos.association_id')
    .select(['logos.type', 'logos.bytes', 'logos.hash'])
    .where('associations.slug', '=', slug)
    .executeTakeFirst();
