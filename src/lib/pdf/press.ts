/**
 * Sets papers as tagged PDF/UA-1, in a process of its own: a batch of letters keeps nobody waiting who only wants a page, and what goes
 * wrong in there, or never ends, is ended without harm to anything else.
 * A template is a Typst file in `folder`; all that varies comes as JSON in `sys.inputs.data`, so that what people have written is never
 * taken for markup. A `{ qr, ecc }` in it becomes a picture of the code, a `{ picture, type }` the path of that picture; one that cannot be
 * drawn becomes null, since a broken logo must not stop a paper.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

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
  close(): void;
};
export type PaperData = { title: string; lang: string; [name: string]: unknown };

export type Order = { id: number; template: string; data: PaperData };
export type Delivery = ({ id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; fault: string }) & { full: boolean };

type Waiting = { resolve(bytes: Buffer<ArrayBuffer>): void; reject(error: Error): void };

/** Nobody may wait in line behind more than this: whoever asks then is told at once. */
const LINE = 40;

/** `patience`: milliseconds after which a paper is given up, and the process with it. */
export function openPress(folder: string, patience = 60_000): Press {
  const waiting = new Map<number, Waiting>();
  let setter: ChildProcess | undefined;
  let last = 0;

  const settle = (delivery: Delivery) => {
    const one = waiting.get(delivery.id);
    waiting.delete(delivery.id);
    if (waiting.size === 0 && setter) hold(setter, false);
    // One that has grown makes way for a new one, when nobody waits.
    if (delivery.full && waiting.size === 0 && setter) {
      stop('it had grown');
      ready();
    }
    if (!one) return;
    if ('fault' in delivery) one.reject(new Unprintable(delivery.fault));
    else one.resolve(Buffer.from(delivery.bytes.buffer, delivery.bytes.byteOffset, delivery.bytes.byteLength));
  };
  const lose = (lost: ChildProcess, why: string) => {
    if (setter !== lost) return;
    setter = undefined;
    for (const id of Array.from(waiting.keys())) settle({ id, fault: why, full: false });
  };
  const stop = (why: string) => {
    const stopped = setter;
    if (!stopped) return;
    lose(stopped, why);
    stopped.kill('SIGKILL');
  };
  const ready = (): ChildProcess => (setter ??= start(folder, settle, lose));

  return {
    print: async (template, data) => {
      if (waiting.size >= LINE) throw new Unprintable('too many papers at once');
      const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer>>();
      const id = (last += 1);
      const late = setTimeout(() => stop('it took too long'), patience);
      waiting.set(id, { resolve, reject });
      const at = ready();
      hold(at, true);
      at.send({ id, template, data } satisfies Order);
      return await promise.finally(() => clearTimeout(late));
    },
    warm: () => void ready(),
    close: () => stop('the press was closed'),
  };
}

/** Given nothing of ours: no settings, no keys, no connection. No loader either, since it is plain TypeScript and starts sooner. */
function start(folder: string, settle: (delivery: Delivery) => void, lose: (lost: ChildProcess, why: string) => void): ChildProcess {
  const made = fork(join(import.meta.dirname, 'setter.ts'), [folder], {
    execArgv: [],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  made.on('message', (delivery) => settle(delivery as Delivery));
  made.on('error', (error) => lose(made, error.message));
  made.on('exit', () => lose(made, 'the setter ended'));
  hold(made, false);
  return made;
}

/** A process that waits for nothing keeps nobody from ending. */
function hold(setter: ChildProcess, keep: boolean): void {
  if (keep) setter.ref();
  else setter.unref();
  const channel = setter.channel as { ref(): void; unref(): void } | null | undefined;
  if (keep) channel?.ref();
  else channel?.unref();
}
