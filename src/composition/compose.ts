/** Composing beside the request thread. The best answer so far can be had at any moment, and it can be stopped at any moment. */
import { Worker } from 'node:worker_threads';
import { defaultSeconds, type Answer, type Progress, type Run } from './core.ts';
import type { Instance } from './instance.ts';
import { looseBound } from './parts.ts';
import type { News, Order } from './worker.ts';

export type Composing = Pick<Run, 'seconds' | 'pins' | 'seed' | 'unlike'> & {
  /** `best` comes at most about once a second, and then holds a whole answer. */
  onProgress?: (progress: Progress, best?: Answer) => void;
  signal?: AbortSignal;
};

const BEST_EVERY_MS = 1000;
/** Whoever presses stop is not kept waiting: a thread that has not answered by then is ended, and the best it has told is given. One that has told nothing yet gets longer. */
const GRACE_MS = 2000,
  LONG_GRACE_MS = 15_000;
/** A thread that neither answers nor stops is ended; the last best answer is then given. */
const patience = (seconds: number): number => 1000 * (10 + 2 * seconds);

export function compose(instance: Instance, { onProgress, signal, ...run }: Composing = {}): Promise<Answer> {
  const stop = new SharedArrayBuffer(4),
    order: Order = { instance, run, stop, bestEvery: BEST_EVERY_MS, asked: performance.timeOrigin + performance.now() };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  // No loader is handed on: the engine is plain TypeScript, and the thread starts sooner.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order, execArgv: [] });
  let best = nothingYet(instance),
    last: Error | undefined;
  let late: NodeJS.Timeout | undefined;
  const halt = () => {
    Atomics.store(new Int32Array(stop), 0, 1);
    late ??= setTimeout(() => {
      if (best.groups.length > 0) void worker.terminate();
      else late = setTimeout(() => void worker.terminate(), LONG_GRACE_MS - GRACE_MS);
    }, GRACE_MS);
  };
  const giveUp = setTimeout(() => void worker.terminate(), patience(run.seconds ?? defaultSeconds(instance.people.length)));
  if (signal?.aborted) halt();
  signal?.addEventListener('abort', halt, { once: true });
  worker.on('message', (news: News) => {
    if ('answer' in news) return resolve(news.answer);
    best = news.best ?? best;
    onProgress?.(news.progress, news.best);
  });
  worker.on('error', (error: Error) => {
    last = error;
  });
  worker.on('exit', () => {
    clearTimeout(giveUp);
    clearTimeout(late);
    signal?.removeEventListener('abort', halt);
    // After an answer these say nothing more.
    if (last) reject(last);
    else resolve({ ...best, ended: signal?.aborted ? 'stopped' : 'time' });
  });
  return promise;
}

function nothingYet(instance: Instance): Answer {
  const left = instance.people.map((p) => ({ person: p.id, reason: 'too-few' as const }));
  return { groups: [], left, score: 0, bound: looseBound(instance), ended: 'time', refused: [], unmet: [] };
}
