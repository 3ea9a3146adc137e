/** Prices first, then the search around them; the time is shared between the two. */
import type { Group, Left } from './answer.ts';
import { chance } from './chance.ts';
import { allCompanies } from './companies.ts';
import { reasonsLeft } from './explain.ts';
import { greedy } from './greedy.ts';
import { priced, type Priced, type Prices } from './prices.ts';
import type { Problem } from './problem.ts';
import { improve } from './search.ts';
import { emptySeating, groupsOf, seat, sittings, type Seating, type Sitting } from './seating.ts';

export type Found = { groups: () => Group[]; left: () => Left[]; score: number; bound: number; placed: number; started: number; prices: Prices };
export type Effort = {
  clock: () => number; /** On the clock. */ until: number; mayGoOn: () => boolean; seed: number; unlike: Group[][];
  tell?: (found: Found, share: number) => void;
};

/** Above this many pairs of people and cells the careful coordinator takes longer than the search needs to pass them. */
const FEW_PAIRS = 200_000;
const TELL_MS = 400;

export function solve(problem: Problem, effort: Effort): Found {
  const { clock, until } = effort, from = clock(), span = Math.max(1, until - from), share = () => (clock() - from) / span;
  const pairs = problem.cells.reduce((n, c) => n + c.people.length, 0);
  const start = pairs <= FEW_PAIRS ? greedy(problem, () => effort.mayGoOn() && share() < 0.3) : emptySeating(problem);
  const found = (seated: readonly Sitting[], score: number, p: Priced): Found => foundOf(problem, seated, score, p);
  const loose = priced(problem, { mayGoOn: () => effort.mayGoOn() && share() < 0.2, rounds: 600, reached: start.score, care: 0, companies: [] });
  effort.tell?.(found(sittings(start), start.score, loose), share());
  const companies = allCompanies(problem, () => effort.mayGoOn() && share() < 0.25);
  const tight = priced(problem, { mayGoOn: () => effort.mayGoOn() && share() < 0.4, rounds: 500, reached: start.score, care: 1, companies, pace: 0.6 }, loose.prices);
  const best = tight.bound < loose.bound ? tight : { ...tight, bound: loose.bound };
  let told = clock();
  const begun = share(), done = improve(start, best.prices, {
    random: chance(effort.seed), rounds: pairs < 2000 ? 2 : 1, enough: best.bound - 0.999,
    progress: () => (effort.mayGoOn() ? (share() - begun) / (0.97 - begun) : 1),
    onBetter: (score, seated) => { if (clock() - told > TELL_MS) { told = clock(); effort.tell?.(found(seated, score, best), share()); } },
  });
  return found(done.best, done.score, best);
}

function foundOf(problem: Problem, seated: readonly Sitting[], score: number, { bound, prices }: Priced): Found {
  const again = (): Seating => {
    const s = emptySeating(problem);
    for (const g of seated) seat(s, g.cell, g.people, g.facilitators);
    return s;
  };
  return {
    groups: () => groupsOf(problem, seated), left: () => reasonsLeft(again()), score, bound, prices,
    placed: seated.reduce((n, g) => n + g.people.length, 0), started: seated.filter((g) => problem.cells[g.cell]!.open < 0).length,
  };
}
