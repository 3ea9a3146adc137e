import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Hears a channel of PostgreSQL's NOTIFY on a connection of its own. `heard` is given what was told since the last time, or null where
 * something may have been missed: the server was away, or `heard` threw. Calls never overlap; a burst becomes one.
 */
export async function listen(connection: pg.ClientConfig, channel: string, heard: Heard): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  let client: pg.Client | undefined;
  const tell = calmly(heard, ending.signal);
  const open = async () => {
    const next = new pg.Client(connection);
    next.on('error', () => {});
    next.on('end', () => void reopen());
    next.on('notification', ({ payload }) => tell(payload ?? ''));
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  };
  const reopen = async () => {
    for (let wait = 100; !ending.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      await delay(wait);
      const back = await open().then(
        () => true,
        () => false,
      );
      if (back) return tell(null);
    }
  };
  await open();
  return {
    stop: async () => {
      ending.abort();
      await client?.end();
    },
  };
}

type Heard = (told: readonly string[] | null) => Promise<void>;
const AGAIN_AFTER = 500;

function calmly(work: Heard, ended: AbortSignal): (payload: string | null) => void {
  let running = false;
  let told: string[] = [];
  let missed = false;
  const run = async (): Promise<void> => {
    running = true;
    while ((missed || told.length > 0) && !ended.aborted) {
      const given = missed ? null : [...new Set(told)];
      [told, missed] = [[], false];
      const done = await work(given).then(
        () => true,
        () => false,
      );
      if (done) continue;
      missed = true;
      await delay(AGAIN_AFTER, undefined, { signal: ended, ref: false }).catch(() => {});
    }
    running = false;
  };
  return (payload) => {
    if (payload === null) missed = true;
    else told.push(payload);
    if (!running) void run();
  };
}
