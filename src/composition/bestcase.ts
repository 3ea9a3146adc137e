/**
 * What one cell can earn at most when seats and facilitators cost their prices. Never less than any group that keeps the rules would:
 * counted out where the cell is small, overestimated where it is not.
 */
import { bestCompany, type Companies } from './companies.ts';
import type { Cell } from './cell.ts';
import type { Problem } from './problem.ts';
import type { Prices } from './prices.ts';

/** `care` 0 leaves company out; 1 counts same-sex wishes and the age span everywhere, and whole companies where they are known. */
export type Case = { value: number; people: number[]; facilitators: number[] };
export type Look = { problem: Problem; prices: Prices; care: 0 | 1; companies: (Companies | undefined)[] };

const NOTHING: Case = { value: 0, people: [], facilitators: [] };
let worth = new Float64Array(64);

/** `floor`: a value at or below it interests nobody, and any such value may be told instead. */
export function bestCase(look: Look, c: number, floor: number): Case {
  const { problem, prices } = look,
    cell = problem.cells[c]!,
    { people, gain } = cell,
    person = prices.person;
  if (worth.length < people.length) worth = new Float64Array(2 * people.length);
  for (let k = 0; k < people.length; k++) worth[k] = gain[k]! - person[people[k]!]!;
  let value = cell.lossBefore - cell.cost + top(cell, ANYONE, problem);
  if (value <= floor) return NOTHING;
  const leaders = cheapest(problem, cell, prices);
  value -= leaders.sum;
  if (value <= floor) return NOTHING;
  let chosen = places.slice(0, taken);
  if (look.care === 1) {
    const fixed = cell.lossBefore - cell.cost - leaders.sum,
      known = look.companies[c];
    value = fixed + (known ? bestCompany(known, worth, chosen) : ((chosen = []), carefulTop(problem, cell, floor - fixed, chosen)));
    if (value <= floor) return NOTHING;
  }
  const one = { value, people: chosen.map((k) => people[k]!), facilitators: leaders.ids };
  return cell.room < 0 && cell.open < 0 ? severalGroups(look, cell, one) : one;
}

/** A digital cell holds any number of groups: n groups earn at most n times the best one, and at most what the best people for n groups earn. */
function severalGroups(look: Look, cell: Cell, one: Case): Case {
  const most = Math.floor(Math.min(cell.people.length / cell.min, cell.need > 0 ? cell.facilitators.length / cell.need : Infinity));
  if (most < 2) return one;
  const ranked = Array.from(cell.people, (p, k) => [worth[k]!, p] as const).sort((a, b) => b[0] - a[0]);
  const fees = Array.from(cell.facilitators, (f) => [fee(look.problem, cell, look.prices, f), f] as const).sort((a, b) => a[0] - b[0]);
  let best = one;
  for (let n = 2; n <= most; n++) {
    let loose = -n * cell.cost,
      size = 0;
    while (size < ranked.length && size < n * cell.max && (size < n * cell.min || ranked[size]![0] > 0)) loose += ranked[size++]![0];
    for (let k = 0; k < n * cell.need; k++) loose -= fees[k]![0];
    if (loose <= best.value) break;
    const value = Math.min(loose, n * one.value);
    if (value > best.value)
      best = { value, people: ranked.slice(0, size).map((x) => x[1]), facilitators: fees.slice(0, n * cell.need).map((x) => x[1]) };
  }
  return best;
}

const fee = (problem: Problem, cell: Cell, prices: Prices, f: number): number =>
  prices.facilitator[f]! + prices.slot[f * problem.slots.length + cell.slot]!;

function cheapest(problem: Problem, cell: Cell, prices: Prices): { sum: number; ids: number[] } {
  const ids: number[] = [],
    fees: number[] = [],
    need = cell.need;
  if (need === 0) return { sum: 0, ids };
  for (const f of cell.facilitators) {
    const price = fee(problem, cell, prices, f);
    if (ids.length === need && price >= fees[need - 1]!) continue;
    let k = Math.min(ids.length, need - 1);
    for (; k > 0 && fees[k - 1]! > price; k--) {
      fees[k] = fees[k - 1]!;
      ids[k] = ids[k - 1]!;
    }
    fees[k] = price;
    ids[k] = f;
  }
  return { sum: fees.reduce((s, x) => s + x, 0), ids };
}

/** Who may sit together when same-sex wishes are kept: either nobody who has one, or one sex only. */
const ANYONE = -2,
  WISHLESS = -1;
const places: number[] = [],
  highest = new Float64Array(64);
let taken = 0;

/** The worth of the most worthy people, company left out: at least `min` of them (-Infinity where there are not), then as many as are worth anything. */
function top(cell: Cell, who: number, problem: Problem): number {
  const { people, min, max } = cell,
    { sex } = problem.profiles,
    { sameSex } = problem;
  let n = 0;
  for (let k = 0; k < people.length; k++) {
    const p = people[k]!,
      value = worth[k]!;
    if (n === max ? value <= highest[max - 1]! : n >= min && value <= 0) continue;
    if (who !== ANYONE && (who === WISHLESS ? sameSex[p] === 1 : sex[p] !== who)) continue;
    let at = n < max ? n++ : max - 1;
    for (; at > 0 && highest[at - 1]! < value; at--) {
      highest[at] = highest[at - 1]!;
      places[at] = places[at - 1]!;
    }
    highest[at] = value;
    places[at] = k;
  }
  taken = 0;
  let sum = 0;
  for (; taken < n && (taken < min || highest[taken]! > 0); taken++) sum += highest[taken]!;
  return n < min ? -Infinity : sum;
}

/** As `top`, with same-sex wishes kept and the age span paid for; `chosen` gets the people of the best case. */
function carefulTop(problem: Problem, cell: Cell, floor: number, chosen: number[]): number {
  const { sex } = problem.profiles,
    { sameSex } = problem,
    sexes = new Set<number>([WISHLESS]);
  let best = -Infinity;
  for (const p of cell.people) if (sameSex[p]) sexes.add(sex[p]!);
  for (const who of sexes) {
    const loose = top(cell, who, problem);
    if (loose <= Math.max(best, floor)) continue;
    const value =
      cell.people.length > MOST_BY_AGE
        ? ((bestPlaces = places.slice(0, taken)), loose)
        : withAges(problem, cell, who, Math.max(best, floor));
    if (value <= best) continue;
    best = value;
    chosen.splice(0, chosen.length, ...bestPlaces);
  }
  return best;
}

/** Beyond this many people the ages cost more time than they tell: there are enough people of one age. */
const MOST_BY_AGE = 80;
let bestPlaces: number[] = [];
/** For each age that the youngest could have, people are let in year by year: what the best of them are worth less the span's price. */
function withAges(problem: Problem, cell: Cell, who: number, floor: number): number {
  const { sex, born } = problem.profiles,
    {
      sameSex,
      instance: {
        model: { ageSpan },
      },
    } = problem,
    { min, max } = cell;
  const order = Array.from(cell.people, (_, k) => k)
    .filter((k) => (who === WISHLESS ? sameSex[cell.people[k]!] === 0 : sex[cell.people[k]!] === who))
    .sort((a, b) => born[cell.people[a]!]! - born[cell.people[b]!]!);
  const year = order.map((k) => born[cell.people[k]!]!);
  let low = Infinity,
    high = -Infinity,
    best = -Infinity;
  for (const m of cell.members) {
    low = Math.min(low, born[m]!);
    high = Math.max(high, born[m]!);
  }
  bestPlaces = [];
  for (let first = 0; first < order.length; first++) {
    if (first > 0 && year[first] === year[first - 1]) continue;
    const from = Math.min(low, year[first]!);
    let n = 0;
    for (let k = first; k < order.length; k++) {
      const value = worth[order[k]!]!;
      if (n === max ? value <= highest[max - 1]! : n >= min && value <= 0) continue;
      let at = n < max ? n++ : max - 1;
      for (; at > 0 && highest[at - 1]! < value; at--) {
        highest[at] = highest[at - 1]!;
        places[at] = places[at - 1]!;
      }
      highest[at] = value;
      places[at] = order[k]!;
      if (n < min) continue;
      let sum = -10 * Math.max(0, Math.max(high, year[k]!) - from - ageSpan),
        size = 0;
      for (; size < n && (size < min || highest[size]! > 0); size++) sum += highest[size]!;
      if (sum > best) {
        best = sum;
        if (best > floor) bestPlaces = places.slice(0, size);
      }
    }
  }
  return best;
}
