/** Words, and which of them somebody may have meant. All are folded (fold.ts) before they come here. */
export type NearWords = {
  /** its number, the same each time */
  add(word: string): number;
  find(word: string): number | undefined;
  word(number: number): string;
  /** words that begin with this, or have it within them: "kreft" in "tarmkreft" */
  containing(part: string): number[];
  /** the words written most like it; empty when none is near */
  like(word: string): number[];
};

/** Slips forgiven in a word of so many letters. */
const slipsIn = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

export function nearWords(): NearWords {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  const byTrigram = new Map<string, number[]>();
  const add = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = words.push(word) - 1;
    numbers.set(word, number);
    for (const one of trigrams(word)) {
      const list = byTrigram.get(one);
      if (list) list.push(number);
      else byTrigram.set(one, [number]);
    }
    return number;
  };
  const containing = (part: string): number[] => {
    if (part.length < 3) return words.flatMap((word, number) => (part.length === 2 && word.startsWith(part) ? [number] : []));
    const lists = innerTrigrams(part).map((one) => byTrigram.get(one) ?? []);
    const rarest = lists.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return rarest.filter((number) => (part.length > 3 ? words[number]!.includes(part) : words[number]!.startsWith(part)));
  };
  const like = (word: string): number[] => {
    const slips = slipsIn(word.length);
    if (slips === 0) return [];
    const shared = new Map<number, number>();
    const own = trigrams(word);
    for (const one of own) for (const number of byTrigram.get(one) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1);
    let best = slips;
    let found: number[] = [];
    for (const [number, count] of shared) {
      const other = words[number]!;
      // One slip touches at most three trigrams, two letters changed about four each.
      if (count < Math.min(own.length, other.length + 2) - 4 * slips || Math.abs(other.length - word.length) > slips) continue;
      const distance = slipsBetween(word, other, best);
      if (distance > best) continue;
      if (distance < best) found = [];
      best = distance;
      found.push(number);
    }
    return found;
  };
  return { add, find: (word) => numbers.get(word), word: (number) => words[number]!, containing, like };
}

const trigrams = (word: string): string[] => innerTrigrams(`  ${word} `);
function innerTrigrams(text: string): string[] {
  const all = new Set<string>();
  for (let at = 0; at + 3 <= text.length; at += 1) all.add(text.slice(at, at + 3));
  return [...all];
}

/** Letters to change, add, leave out or swap with the next to make one of the other; more than `most` is told as most + 1. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
