/**
 * How good the composer is, and how fast: `npm run bench -- composition [--no-highs] [--only 60,200]`.
 * Instances come from the generator beside the repository where there is one, otherwise from the project's own.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { compose, parseInstance, type Instance } from '../src/composition/index.ts';
import { greedy } from '../src/composition/greedy.ts';
import { madeInstance } from '../src/composition/instances.fixture.ts';
import { problemOf } from '../src/composition/problem.ts';
import { wholeModel, type Whole } from './whole-model.ts';

type Set = { people: number; region?: string; seeds: number[]; least: { bound: number; greedy: number; seconds: number }; highs: number };
const SETS: Set[] = [
  { people: 60, seeds: [1, 2, 3, 4, 5], least: { bound: 0.97, greedy: 0, seconds: 2 }, highs: 0 },
  { people: 60, region: 'bergen', seeds: [1, 2, 3, 4, 5], least: { bound: 0.97, greedy: 0, seconds: 2 }, highs: 0 },
  { people: 60, region: 'oslo', seeds: [1, 2, 3, 4, 5], least: { bound: 0.97, greedy: 0, seconds: 2 }, highs: 0 },
  { people: 200, seeds: [1, 2, 3, 4, 5], least: { bound: 0.95, greedy: 1.2, seconds: 5 }, highs: 60 },
  { people: 1000, seeds: [1, 2, 3], least: { bound: 0.92, greedy: 1.2, seconds: 20 }, highs: 120 },
  { people: 10000, seeds: [1, 2], least: { bound: 0, greedy: 1.2, seconds: 120 }, highs: 0 },
];

const beside = new URL('../../shared/composition/generate.mjs', import.meta.url);

export function instanceOf(people: number, seed: number, region?: string): Instance {
  if (!existsSync(beside))
    return madeInstance(seed, {
      people,
      towns: region ? 1 : Math.max(2, Math.round(people / 25)),
      rooms: Math.max(4, Math.round(people / 20)),
      facilitators: Math.round(people * 0.3),
      open: Math.floor(people / 60),
      model: { min: 4, max: 8, facilitators: 2, ageSpan: 15 },
    });
  const args = ['--people', String(people), '--seed', String(seed), ...(region ? ['--region', region] : [])];
  const parsed = parseInstance(
    JSON.parse(execFileSync(process.execPath, [fileURLToPath(beside), ...args], { encoding: 'utf8', maxBuffer: 1 << 30 })),
  );
  if (!parsed.ok) throw new Error(parsed.errors.join('\n'));
  return parsed.instance;
}

type Row = { people: number; seconds: number; kept: boolean };
async function measure(set: Set, seed: number, withHighs: boolean): Promise<Row> {
  const instance = instanceOf(set.people, seed, set.region),
    from = performance.now();
  const answer = await compose(instance),
    seconds = (performance.now() - from) / 1000,
    memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const careful = greedy(problemOf(instance)).score,
    toBound = answer.bound > 0 ? answer.score / answer.bound : 1,
    toGreedy = careful > 0 ? answer.score / careful : 1,
    possible = careful > 0 ? answer.bound / careful : 1;
  const whole = withHighs && set.highs > 0 ? await wholeModel(instance, set.highs) : undefined;
  const kept = toBound >= set.least.bound && toGreedy >= set.least.greedy && seconds <= set.least.seconds && memory <= 1024;
  console.log(
    [
      `${set.people} ${set.region ?? ''}`.padEnd(12),
      String(seed).padStart(2),
      String(answer.score).padStart(9),
      String(answer.bound).padStart(9),
      `${(100 * toBound).toFixed(1)} %`.padStart(8),
      String(careful).padStart(9),
      toGreedy.toFixed(3).padStart(7),
      possible.toFixed(3).padStart(8),
      seconds.toFixed(1).padStart(7),
      String(memory).padStart(6),
      kept ? ' kept  ' : ' MISSED',
      tell(whole),
    ].join(' '),
  );
  return { people: set.people, seconds, kept };
}

const tell = (w?: Whole): string =>
  w ? `${w.score} of ${Number.isFinite(w.bound) ? Math.floor(w.bound) : '?'} in ${w.seconds.toFixed(0)} s (${w.ended})` : '-';

/** The slope of log time over log people: 1 is linear. */
function exponent(rows: Row[]): number {
  const points = rows.map((r) => [Math.log(r.people), Math.log(r.seconds)] as const),
    n = points.length,
    mx = points.reduce((s, p) => s + p[0], 0) / n,
    my = points.reduce((s, p) => s + p[1], 0) / n;
  return points.reduce((s, [x, y]) => s + (x - mx) * (y - my), 0) / points.reduce((s, [x]) => s + (x - mx) ** 2, 0);
}

/** Time until 95 % of the score that a long run reaches: what the time limit does not decide. */
async function timeToGood(people: number): Promise<Row> {
  const instance = instanceOf(people, 1),
    seen: [number, number][] = [],
    from = performance.now();
  const answer = await compose(instance, { onProgress: (p) => seen.push([(performance.now() - from) / 1000, p.score]) });
  const seconds = seen.find(([, score]) => score >= 0.95 * answer.score)?.[0] ?? (performance.now() - from) / 1000;
  console.log(`${people} people: 95 % of the final score after ${seconds.toFixed(1)} s`);
  return { people, seconds, kept: true };
}

export async function run(args: string[]): Promise<void> {
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1]!.split(',').map(Number) : undefined,
    rows: Row[] = [];
  console.log(
    `Composition. Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}, one composing thread. ${existsSync(beside) ? 'Instances of the generator beside the repository.' : "The project's own instances."}`,
  );
  console.log('instance   seed     score     bound   of it    greedy  × greedy possible seconds     MB  bar    HiGHS on the whole model');
  for (const set of SETS)
    for (const seed of set.seeds) if (!only || only.includes(set.people)) rows.push(await measure(set, seed, !args.includes('--no-highs')));
  if (only) return;
  console.log(
    `Time grows with people to the power ${exponent(rows.filter((r) => r.seconds > 0.2)).toFixed(2)} (whole runs, instances solved at once left out)`,
  );
  const good = [];
  for (const people of [200, 1000, 3000, 10000]) good.push(await timeToGood(people));
  console.log(`Time to 95 % of the final score grows to the power ${exponent(good).toFixed(2)}`);
  console.log(
    `${rows.filter((r) => r.kept).length} of ${rows.length} bars kept. "possible": the bound over greedy, more no method can reach.`,
  );
}

if (import.meta.main) await run(process.argv.slice(2));
