import { type Acting, associationOf, Missing } from '../accounts/index.ts';
import type { Language } from '../lib/language.ts';

export type Host = {
  id: string;
  slug: string;
  country: 'NO' | 'DK';
  languages: readonly Language[];
  phone: string | null;
  /** how the association writes Norwegian */
  norwegian: 'nb' | 'nn';
};

/** The association this is about: the one in the address, else the actor's own. */
export async function hostOf({ world, tx, actor }: Pick<Acting, 'world' | 'tx' | 'actor'>, slug?: string): Promise<Host> {
  const house = world.houses.of(slug ?? associationOf(actor));
  if (!house || (slug !== undefined && house.slug !== slug)) throw new Missing();
  const row = await tx.selectFrom('associations').select('phone').where('id', '=', house.id).executeTakeFirst();
  const { id, country, languages } = house;
  return { id, slug: house.slug, country, languages, phone: row?.phone ?? null, norwegian: languages[0] === 'nn' ? 'nn' : 'nb' };
}

/** The language to write to someone in: the one used here, where the association has it. */
export const writtenIn = (host: Host, language: Language): Language =>
  host.languages.includes(language) ? language : (host.languages[0] ?? 'nb');
