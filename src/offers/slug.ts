/** The readable end of an address: letters of the three languages as others write them, words joined by hyphens, at most 60 characters. */
export function slugOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll('ø', 'o')
      .replaceAll('æ', 'ae')
      .replaceAll('å', 'a')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || 'x'
  );
}

/** Readable, and no other's in this association: "kafe", "kafe-2". It is `taken` from then on. */
export function freeSlug(title: string, taken: Set<string>): string {
  const base = slugOf(title).padEnd(2, 'x');
  for (let nth = 1; ; nth += 1) {
    const slug = nth === 1 ? base : `${base}-${nth}`;
    if (!taken.has(slug) && taken.add(slug)) return slug;
  }
}

/** A group's address ends with a part of its id, so that it is found under a new name too. */
export const groupSlug = (name: string, id: string): string => `${slugOf(name)}-g${id.slice(-6)}`;
