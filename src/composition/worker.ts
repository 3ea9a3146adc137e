/** The composing thread: gets an instance, tells the best so far, ends with the answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { composeNow, defaultSeconds, type Answer, type Progress, type Run } from './core.ts';
import type { Instance } from './instance.ts';

export type Order = {
  instance: Instance;
  run: Pick<Run, 'seconds' | 'pins' | 'seed' | 'unlike'>;
  stop: SharedArrayBuffer;
  bestEvery: number;
  /** When it was asked for, on the clock that all threads share: what starting took is not given again. */ asked: number;
};
export type News = { progress: Progress; best?: Answer } | { answer: Answer };

const { instance, run, stop, bestEvery, asked } = workerData as Order,
  flag = new Int32Array(stop);
const gone = (performance.timeOrigin + performance.now() - asked) / 1000,
  seconds = run.seconds ?? defaultSeconds(instance.people.length);
let sent = -Infinity;
const answer = composeNow(instance, {
  ...run,
  seconds: Math.max(0.3 * seconds, seconds - gone),
  mayGoOn: () => Atomics.load(flag, 0) === 0,
  onProgress: (progress, best) => {
    const now = performance.now(),
      due = now - sent > bestEvery;
    if (due) sent = now;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort!.postMessage((due ? { progress, best: best() } : { progress }) satisfies News);
  },
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage({ answer } satisfies News);
