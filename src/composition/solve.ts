/** Prices first, then the search around them; the time is shared between the two. */
import { isJoining, type Group, type Left } from './answer.ts';
import { chance } from './chance.ts';
import { allCompanies } from './companies.ts';
import { reasonsLeft } from './explain.ts';
import { greedy } from './greedy.ts';
import { noPrices, priced, type Priced, type Prices } from './prices.ts';
import type { Problem } from './problem.ts';
import { begin, improve } from './search.ts';
import { emptySeating, groupsOf, pointsOf, seat, sittings, type Seating, type Sitting } from './seating.ts';

export type Found = {
  groups: () => Group[];
  left: () => Left[];
  score: number;
  bound: number;
  placed: number;
  started: number;
  prices: Prices;
};
export type Effort = {
  clock: () => number;
  /** On the clock. */ until: number;
  mayGoOn: () => boolean;
  seed: number;
  unlike: Group[][];
  tell?: (found: Found, share: number) => void;
};

/** Above this many pairs of people and cells the careful coordinator takes longer than the search needs to pass them. */
const FEW_PAIRS = 200_000;
/** A town: its rounds of pricing take a millisecond, and some are always made, however busy the machine is. */
const SMALL_PAIRS = 2000;
const SURE_ROUNDS = 120;
/** And some search: sixteen tries a look, a tenth of a second in all. */
const SURE_LOOKS = 400;
/** Beyond this many people one beginning in ten leads nowhere good: annealed three times, none of fourteen did. */
const A_TOWN = 100;
const TELL_MS = 400;
/** The last of the time is for the reasons. */
const END = 0.97;

export function solve(problem: Problem, effort: Effort): Found {
  const { clock, until } = effort,
    from = clock(),
    span = Math.max(1, until - from),
    share = () => (clock() - from) / span;
  const pairs = problem.cells.reduce((n, c) => n + c.people.length, 0);
  const small = pairs < SMALL_PAIRS,
    large = pairs > FEW_PAIRS;
  const start = large ? emptySeating(problem) : greedy(problem, () => effort.mayGoOn() && (small || share() < 0.3));
  // Where there was no time for care, the quick beginning is still better than nothing.
  if ((large || start.score === 0) && effort.mayGoOn()) begin(start, noPrices(problem), chance(effort.seed));
  const best = bestPrices(
    problem,
    start.score,
    { small, large },
    (most) => effort.mayGoOn() && share() < most,
    (p) => effort.tell?.(foundOf(problem, sittings(start), p), share()),
  );
  const other = effort.unlike.length > 0 ? otherwise(problem, effort.unlike) : problem,
    begun = share();
  let told = clock(),
    looks = 0;
  const timed = () => (share() < END ? (share() - begun) / (END - begun) : 1);
  const done = improve(other === problem ? start : emptySeating(other), best.prices, {
    random: chance(effort.seed),
    rounds: small ? (problem.instance.people.length > A_TOWN ? 3 : 2) : 1,
    ...(large ? { warm: 80, cool: 10 } : {}),
    enough: best.bound - 0.999,
    progress: () => (effort.mayGoOn() ? Math.min(timed(), small ? looks++ / SURE_LOOKS : Infinity) : 1),
    onBetter: (_, seated) => {
      if (clock() - told > TELL_MS) {
        told = clock();
        effort.tell?.(foundOf(problem, seated, best), share());
      }
    },
  });
  return foundOf(problem, done.best, best);
}

/** First with company left out, which is fast; then with care, from where the first prices ended. */
function bestPrices(
  problem: Problem,
  reached: number,
  { small, large }: { small: boolean; large: boolean },
  before: (share: number) => boolean,
  tell: (p: Priced) => void,
): Priced {
  const loose = priced(problem, {
    mayGoOn: () => before(0.25),
    rounds: small ? 150 : 600,
    reached,
    care: 0,
    companies: [],
    pace: large ? 0.8 : 1.2,
  });
  tell(loose);
  if (!small && !before(0.35)) return loose;
  const companies = allCompanies(problem, () => before(small ? 1 : 0.28));
  let sure = small ? SURE_ROUNDS : 0;
  const mayGoOn = () => before(sure-- > 0 ? Infinity : small ? 0.6 : 0.4);
  const tight = priced(problem, { mayGoOn, rounds: large ? 2 : 500, reached, care: 1, companies, pace: 0.6 }, loose.prices);
  return tight.bound < loose.bound ? tight : loose;
}

/** What sitting where one already sits in another proposal costs when something different is asked for. */
const SAME_SEAT = 300;

/** The same problem, in which seats that other proposals have given are worth less. */
function otherwise(problem: Problem, unlike: Group[][]): Problem {
  const number = new Map(problem.instance.people.map((p, n) => [p.id, n])),
    given = new Map<string, Set<number>>();
  for (const g of unlike.flat()) {
    const place = isJoining(g) ? g.open : `${g.venue} ${g.slot}`,
      seats = given.get(place) ?? new Set();
    for (const id of g.people) seats.add(number.get(id) ?? -1);
    given.set(place, seats);
  }
  const cells = problem.cells.map((cell) => {
    const seats = given.get(cell.open >= 0 ? problem.instance.open[cell.open]!.id : `${cell.venue} ${problem.slots[cell.slot]}`);
    return seats ? { ...cell, gain: cell.gain.map((points, k) => points - (seats.has(cell.people[k]!) ? SAME_SEAT : 0)) } : cell;
  });
  return { ...problem, cells };
}

function foundOf(problem: Problem, seated: readonly Sitting[], { bound, prices }: Priced): Found {
  const again = (): Seating => {
    const s = emptySeating(problem);
    for (const g of seated) seat(s, g.cell, g.people, g.facilitators);
    return s;
  };
  return {
    groups: () => groupsOf(problem, seated),
    left: () => reasonsLeft(again()),
    bound,
    prices,
    score: seated.reduce((n, g) => n + pointsOf(problem, problem.cells[g.cell]!, g.people), 0),
    placed: seated.reduce((n, g) => n + g.people.length, 0),
    started: seated.filter((g) => problem.cells[g.cell]!.open < 0).length,
  };
}
