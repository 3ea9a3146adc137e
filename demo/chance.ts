/** The same each time: the demonstration is no game of chance. */
export type Chance = { below(n: number): number; of<T>(all: readonly T[]): T; holds(share: number): boolean };

export function chanceFrom(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, of: (all) => all[below(all.length)]!, holds: (share) => next() < share };
}
