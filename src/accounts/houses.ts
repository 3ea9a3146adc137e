import type { Db } from '../lib/db.ts';
import type { Language, Words } from '../lib/language.ts';
import { to, urls } from '../urls.ts';
import type { House } from './world.ts';

export type Houses = { of(idOrSlug: string | undefined): House | undefined; all(): House[]; refresh(): Promise<void> };

/** The associations, in memory: every page's frame needs one, and they change a few times a year. */
export async function houseKeeper(db: Db): Promise<Houses> {
  let known = new Map<string, House>();
  const refresh = async () => {
    const rows = await db.query
      .selectFrom('associations')
      .select(['id', 'slug', 'name', 'country', 'languages', 'words'])
      .orderBy('name')
      .execute();
    known = new Map(
      rows.flatMap((row) => {
        const house: House = {
          ...row,
          href: to(urls.association, { association: row.slug }),
          languages: row.languages as Language[],
          words: row.words as Partial<Record<Language, Words>>,
        };
        return [
          [row.id, house],
          [row.slug, house],
        ];
      }),
    );
  };
  await refresh();
  return { of: (key) => (key === undefined ? undefined : known.get(key)), all: () => [...new Set(known.values())], refresh };
}
