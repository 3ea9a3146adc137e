/** Finding by id. Each list is indexed once and remembered as long as it lives: lists of an instance are never changed in place. */
const remembered = new WeakMap<object, Map<string, unknown>>();

export function byId<T extends { id: string }>(list: readonly T[]): Map<string, T> {
  const known = remembered.get(list);
  if (known) return known as Map<string, T>;
  const made = new Map(list.map((item) => [item.id, item]));
  remembered.set(list, made);
  return made;
}
