/**
 * The composition problem as one mixed-integer model for HiGHS, as a comparison: every person, place and facilitator at once. Company is
 * left out of its objective, so its dual bound is a bound for the whole problem, and its answer is scored with company afterwards.
 * Runs as a thread of its own, for it cannot be interrupted.
 */
import { createRequire } from 'node:module';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Instance } from '../src/composition/index.ts';
import type { Cell } from '../src/composition/cell.ts';
import { problemOf, type Problem } from '../src/composition/problem.ts';
import { groupsOf, type Sitting } from '../src/composition/seating.ts';
import { answerScore } from '../src/composition/score.ts';

export type Whole = { score: number; bound: number; seconds: number; ended: string };
type Term = [column: number, value: number];
type Loaded = (typeof import('highs'))['default'] extends (...a: never[]) => Promise<infer H> ? H : never;

/** HiGHS does not always stop on time: after half a minute more the thread is ended. */
export function wholeModel(instance: Instance, seconds: number): Promise<Whole> {
  const { promise, resolve } = Promise.withResolvers<Whole>(),
    nothing = { score: 0, bound: Infinity, seconds: seconds + 30, ended: 'did not stop' };
  const worker = new Worker(new URL(import.meta.url), { workerData: { instance, seconds } }),
    late = setTimeout(() => void worker.terminate(), 1000 * (seconds + 30));
  worker.on('message', resolve);
  worker.on('error', (error) => resolve({ ...nothing, ended: error.message.slice(0, 40) }));
  worker.on('exit', () => {
    clearTimeout(late);
    resolve(nothing);
  });
  return promise;
}

function model(problem: Problem, highs: Loaded) {
  const cost: number[] = [],
    whole: number[] = [],
    low: number[] = [],
    high: number[] = [],
    rows: Term[][] = [];
  const column = (points: number) => {
    cost.push(points);
    whole.push(1);
    return cost.length - 1;
  };
  const row = (terms: Term[], from: number, to: number) => {
    if (terms.length > 0) {
      rows.push(terms);
      low.push(from);
      high.push(to);
    }
  };
  const perPerson: Term[][] = problem.instance.people.map(() => []),
    perLeader: Term[][] = problem.instance.facilitators.map(() => []),
    perRoom = new Map<number, Term[]>(),
    busy = new Map<string, Term[]>(),
    NO = -highs.infinity;
  const seats = problem.cells.flatMap((cell, c) =>
    Array.from({ length: copies(cell) }, () => {
      const opens = column(-cell.cost),
        people = Array.from(cell.people, (p, k) => [column(cell.gain[k]!), p] as const),
        leaders = Array.from(cell.facilitators, (f) => [column(0), f] as const);
      row([...people.map(([x]): Term => [x, 1]), [opens, -cell.max]], NO, 0);
      row([...people.map(([x]): Term => [x, 1]), [opens, -cell.min]], 0, highs.infinity);
      for (const [x, p] of people) {
        row(
          [
            [x, 1],
            [opens, -1],
          ],
          NO,
          0,
        );
        perPerson[p]!.push([x, 1]);
      }
      if (cell.need > 0) row([...leaders.map(([y]): Term => [y, 1]), [opens, -cell.need]], 0, 0);
      for (const [y, f] of leaders) {
        row(
          [
            [y, 1],
            [opens, -1],
          ],
          NO,
          0,
        );
        perLeader[f]!.push([y, 1]);
        const key = `${f} ${cell.slot}`;
        busy.set(key, [...(busy.get(key) ?? []), [y, 1]]);
      }
      wishes(problem, cell, people, opens, row, NO);
      if (cell.room >= 0) perRoom.set(cell.room, [...(perRoom.get(cell.room) ?? []), [opens, 1]]);
      return { c, opens, people, leaders };
    }),
  );
  for (const terms of perPerson) row(terms, NO, 1);
  perLeader.forEach((terms, f) => row(terms, NO, problem.capacity[f]!));
  for (const terms of [...perRoom.values(), ...busy.values()]) if (terms.length > 1) row(terms, NO, 1);
  return { seats, data: { cost, whole, low, high, rows } };
}

/** A digital room holds any number of groups; more than four in one slot, kind and language are not offered here. */
const copies = (cell: Cell): number =>
  cell.open >= 0 || cell.room >= 0
    ? 1
    : Math.max(1, Math.min(4, Math.floor(cell.people.length / cell.min), Math.floor(cell.facilitators.length / Math.max(1, cell.need))));

function wishes(
  problem: Problem,
  cell: Cell,
  people: (readonly [number, number])[],
  opens: number,
  row: (t: Term[], a: number, b: number) => void,
  no: number,
): void {
  const { sex } = problem.profiles;
  people.forEach(([x, p], n) => {
    for (const [y, q] of people.slice(n + 1))
      if (problem.apart.get(p)?.has(q))
        row(
          [
            [x, 1],
            [y, 1],
          ],
          no,
          1,
        );
    if (!problem.sameSex[p]) return;
    if (Array.from(cell.members).some((m) => sex[m] !== sex[p])) return row([[x, 1]], no, 0);
    const others = people.filter(([, q]) => sex[q] !== sex[p]);
    if (others.length > 0) row([...others.map(([y]): Term => [y, 1]), [x, cell.max], [opens, -cell.max]], no, 0);
  });
}

async function solveWhole(instance: Instance, seconds: number): Promise<Whole> {
  const highs = await (createRequire(import.meta.url)('highs') as () => Promise<Loaded>)(),
    problem = problemOf(instance),
    { seats, data } = model(problem, highs),
    begun = performance.now();
  const starts = [0];
  for (const terms of data.rows) starts.push(starts.at(-1)! + terms.length);
  const solver = highs.createModel({
    numCols: data.cost.length,
    numRows: data.rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: data.cost,
    colLower: data.cost.map(() => 0),
    colUpper: data.cost.map(() => 1),
    rowLower: data.low,
    rowUpper: data.high,
    integrality: Int32Array.from(data.whole),
    matrix: {
      format: 'csr',
      numRows: data.rows.length,
      numCols: data.cost.length,
      starts,
      indices: data.rows.flatMap((t) => t.map(([c]) => c)),
      values: data.rows.flatMap((t) => t.map(([, v]) => v)),
    },
  });
  solver.options.set({ output_flag: false, time_limit: seconds });
  solver.run();
  const took = (performance.now() - begun) / 1000,
    bound = Number(solver.info.get('mip_dual_bound')),
    x = solver.getSolution().colValue;
  const is = (column: number) => x.length > 0 && x[column]! > 0.5;
  const seated = seats
    .filter((s) => is(s.opens) && s.people.some(([k]) => is(k)))
    .map((s): Sitting => ({
      cell: s.c,
      people: s.people.flatMap(([k, p]) => (is(k) ? [p] : [])),
      facilitators: s.leaders.flatMap(([k, f]) => (is(k) ? [f] : [])),
      points: 0,
    }));
  const optimal = solver.getModelStatus() === highs.constants.modelStatus.optimal;
  // What open groups' members lose already may be won back: the model leaves company out, its bound must not.
  const back = problem.cells.reduce((sum, cell) => sum + cell.lossBefore, 0);
  return {
    score: answerScore(groupsOf(problem, seated), instance),
    bound: bound + back,
    seconds: took,
    ended: optimal ? 'optimal' : 'time',
  };
}

if (!isMainThread && workerData && typeof workerData === 'object' && 'seconds' in workerData && parentPort) {
  const { instance, seconds } = workerData as { instance: Instance; seconds: number };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort.postMessage(await solveWhole(instance, seconds));
}
