/** A set of small whole numbers, one bit each. */
export type Bits = { words: Uint32Array };

export const noBits = (): Bits => ({ words: new Uint32Array(8) });

export function setBit(bits: Bits, at: number): void {
  const word = at >>> 5;
  if (word >= bits.words.length) {
    const more = new Uint32Array(Math.max(word + 1, bits.words.length * 2));
    more.set(bits.words);
    bits.words = more;
  }
  bits.words[word]! |= 1 << (at & 31);
}

export function clearBit(bits: Bits, at: number): void {
  if (at >>> 5 < bits.words.length) bits.words[at >>> 5]! &= ~(1 << (at & 31));
}

export const hasBit = (bits: Bits, at: number): boolean => ((bits.words[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;

/** Those in all of them. */
export function allOf(sets: readonly Bits[]): Bits {
  const [first, ...others] = sets.toSorted((a, b) => a.words.length - b.words.length);
  const words = first ? first.words.slice() : new Uint32Array(0);
  for (const { words: other } of others) for (let n = 0; n < words.length; n += 1) words[n]! &= other[n]!;
  return { words };
}

/** Those in any of them. */
export function anyOf(sets: readonly Bits[]): Bits {
  const words = new Uint32Array(Math.max(0, ...sets.map((one) => one.words.length)));
  for (const { words: other } of sets) for (let n = 0; n < other.length; n += 1) words[n]! |= other[n]!;
  return { words };
}

export function bitsOf(members: Iterable<number>): Bits {
  const bits = noBits();
  for (const one of members) setBit(bits, one);
  return bits;
}

export function countBits({ words }: Bits): number {
  let count = 0;
  for (let n = 0; n < words.length; n += 1) {
    let word = words[n]!;
    if (word === 0) continue;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}

/** The numbers in it, the smallest first. */
export function* eachBit({ words }: Bits): Generator<number, void> {
  for (let n = 0; n < words.length; n += 1)
    for (let word = words[n]!; word !== 0; word &= word - 1) yield n * 32 + (31 - Math.clz32(word & -word));
}
