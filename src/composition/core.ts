/** One instance from beginning to end, in one thread. `compose.ts` runs it beside the request thread. */
import type { Group, Left } from './answer.ts';
import type { Instance } from './instance.ts';
import { looseBound, partsOf } from './parts.ts';
import { applyPins, withPins, type Pinned, type Pins } from './pins.ts';
import { boundAt } from './prices.ts';
import { problemOf } from './problem.ts';
import type { Broken } from './rules.ts';
import { answerScore } from './score.ts';
import { solve, type Found } from './solve.ts';

export type Answer = {
  groups: Group[];
  left: Left[];
  score: number;
  /** No answer can score more; proven. */
  bound: number;
  ended: 'best-possible' | 'time' | 'stopped';
  /** Pins that could not be kept because they contradict a rule, and the pinned groups that never got enough people. */
  refused: Broken[];
  unmet: number[];
};
export type Progress = { /** 0 to 1. */ share: number; score: number; bound: number; placed: number; groups: number };
export type Run = {
  /** Seconds of wall-clock; `defaultSeconds` where absent. */
  seconds?: number;
  pins?: Pins;
  seed?: number;
  /** Proposals that this one is to differ from. */
  unlike?: Group[][];
  /** Milliseconds from any beginning. */
  clock?: () => number;
  mayGoOn?: () => boolean;
  /** `best` makes the best answer so far; it may be asked for only while being told. */
  onProgress?: (progress: Progress, best: () => Answer) => void;
};

/** What is given where nobody says: a good second for sixty people, four for two hundred, a minute and a half at most. */
export const defaultSeconds = (people: number): number => Math.min(90, 0.35 + people * 0.018);

export function composeNow(instance: Instance, run: Run = {}): Answer {
  const clock = run.clock ?? (() => performance.now()),
    seconds = run.seconds ?? defaultSeconds(instance.people.length);
  const pinned = applyPins(instance, run.pins ?? {}),
    mayGoOn = run.mayGoOn ?? (() => true),
    until = clock() + 1000 * seconds;
  const answer = (found: Found, bound: number): Answer => answerOf(instance, pinned, found, bound, !mayGoOn());
  const tell = (found: Found, share: number) =>
    run.onProgress?.(
      {
        share,
        score: found.score + pinned.points,
        bound: whole(instance, found.bound + pinned.points),
        placed: found.placed,
        groups: found.started,
      },
      () => answer(found, found.bound),
    );
  const parts = partsOf(pinned.rest);
  if (parts.length > 1) return answer(inParts(pinned, parts, { clock, until, mayGoOn, tell, run }), looseBound(pinned.loose));
  const found = solve(problemOf(pinned.rest, pinned.together), {
    clock,
    until,
    mayGoOn,
    tell,
    seed: run.seed ?? 1,
    unlike: run.unlike ?? [],
  });
  const bound = pinned.standing.length > 0 ? boundAt(problemOf(pinned.loose), found.prices) : found.bound;
  return answer(found, bound);
}

type Effort = { clock: () => number; until: number; mayGoOn: () => boolean; tell: (found: Found, share: number) => void; run: Run };
/** Part by part, each with its share of the time that is left; the bound is that of the whole. */
function inParts(pinned: Pinned, parts: Instance[], { clock, until, mayGoOn, tell, run }: Effort): Found {
  const bound = looseBound(pinned.loose),
    all: Found = {
      groups: () => [],
      left: () => [],
      score: 0,
      bound,
      placed: 0,
      started: 0,
      prices: { person: new Float64Array(0), facilitator: new Float64Array(0), slot: new Float64Array(0) },
    };
  const groups: Group[] = [],
    left: Left[] = [];
  parts.forEach((part, n) => {
    const begin = clock(),
      enough = mayGoOn() && begin < until;
    const found = enough
      ? solve(problemOf(part, pinned.together), {
          clock,
          until: begin + (until - begin) / (parts.length - n),
          mayGoOn,
          seed: run.seed ?? 1,
          unlike: run.unlike ?? [],
        })
      : undefined;
    if (!found) {
      left.push(...part.people.map((p) => ({ person: p.id, reason: 'too-few' as const })));
      return;
    }
    groups.push(...found.groups());
    left.push(...found.left());
    Object.assign(all, {
      groups: () => groups,
      left: () => left,
      score: all.score + found.score,
      placed: all.placed + found.placed,
      started: all.started + found.started,
    });
    if (n + 1 < parts.length)
      tell(
        {
          ...all,
          left: () => [
            ...left,
            ...parts.slice(n + 1).flatMap((later) => later.people.map((p) => ({ person: p.id, reason: 'too-few' as const }))),
          ],
        },
        (n + 1) / parts.length,
      );
  });
  return all;
}

function answerOf(instance: Instance, pinned: Pinned, found: Found, bound: number, stopped: boolean): Answer {
  const { groups, unmet } = withPins(pinned, found.groups(), instance),
    score = answerScore(groups, instance);
  const seated = new Set(groups.flatMap((g) => g.people)),
    known = new Map(found.left().map((l) => [l.person, l]));
  const left = instance.people.filter((p) => !seated.has(p.id)).map((p): Left => known.get(p.id) ?? { person: p.id, reason: 'too-few' });
  const most = Math.max(score, whole(instance, bound + pinned.points));
  return {
    groups,
    left,
    score,
    bound: most,
    ended: score >= most ? 'best-possible' : stopped ? 'stopped' : 'time',
    refused: pinned.refused,
    unmet,
  };
}

/** Scores are whole points as long as the free age span is whole years: a bound between two is rounded down, with room for the last digits. */
function whole(instance: Instance, bound: number): number {
  return Number.isInteger(instance.model.ageSpan) ? Math.floor(bound + 1e-3) : bound + 1e-3;
}
