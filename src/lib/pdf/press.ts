/**
 * Sets papers as tagged PDF/UA-1, on a thread of its own: a batch of letters keeps nobody waiting who only wants a page.
 * A template is a Typst file in `folder`; all that varies comes as JSON in `sys.inputs.data`, so that what people have written is never
 * taken for markup.
 */
import { Worker } from 'node:worker_threads';

/** Thrown when a paper cannot be set: the template's fault or the machine's, never the reader's. */
export class Unprintable extends Error {}

export type Press = {
  /**
   * The whole file. `data.title` and `data.lang` (a language as in HTML) name the document and how it is read aloud.
   * Throws Unprintable after `patience` at the latest.
   */
  print(template: string, data: PaperData): Promise<Buffer<ArrayBuffer>>;
  /** Makes ready, so that the first to ask waits no longer than the next. */
  warm(): void;
  close(): Promise<void>;
};
export type PaperData = { title: string; lang: string; [name: string]: unknown };

export type Order = { id: number; template: string; data: PaperData };
export type Delivery = { id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; fault: string };
export type Setting = { folder: string };

type Waiting = { resolve(bytes: Buffer<ArrayBuffer>): void; reject(error: Error): void };

/** Nobody may wait in line behind more than this: whoever asks then is told at once. */
const LINE = 40;

/** `patience`: milliseconds after which a paper is given up, and the thread with it. */
export function openPress(folder: string, patience = 60_000): Press {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  const start = (): Worker => {
    const setting: Setting = { folder };
    // No loader is handed on: the thread is plain TypeScript and starts sooner.
    const made = new Worker(new URL('./setter.ts', import.meta.url), { workerData: setting, execArgv: [] });
    made.unref();
    made.on('message', (delivery: Delivery) => settle(delivery));
    made.on('error', (error: Error) => lose(made, error.message));
    made.on('exit', () => lose(made, 'the thread ended'));
    return made;
  };
  const settle = (delivery: Delivery) => {
    const one = waiting.get(delivery.id);
    waiting.delete(delivery.id);
    if (waiting.size === 0) worker?.unref();
    if (!one) return;
    if ('fault' in delivery) one.reject(new Unprintable(delivery.fault));
    else one.resolve(Buffer.from(delivery.bytes.buffer, delivery.bytes.byteOffset, delivery.bytes.byteLength));
  };
  const lose = (lost: Worker, why: string) => {
    if (worker !== lost) return;
    worker = undefined;
    for (const id of [...waiting.keys()]) settle({ id, fault: why });
  };
  const stop = async (why: string) => {
    const stopped = worker;
    if (!stopped) return;
    lose(stopped, why);
    await stopped.terminate();
  };

  return {
    print: (template, data) => {
      if (waiting.size >= LINE) return Promise.reject(new Unprintable('too many papers at once'));
      const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer>>();
      const id = (last += 1);
      const late = setTimeout(() => void stop('it took too long'), patience);
      const done = () => clearTimeout(late);
      waiting.set(id, { resolve, reject });
      worker ??= start();
      worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ id, template, data } satisfies Order);
      return promise.finally(done);
    },
    warm: () => void (worker ??= start()),
    close: () => stop('the press was closed'),
  };
}
