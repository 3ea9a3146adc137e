import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Hears a channel of PostgreSQL's NOTIFY on a connection of its own, also after the server was away: `heard` is then called once,
 * since something may have been missed. Calls never overlap; a burst becomes one.
 */
export async function listen(connection: pg.ClientConfig, channel: string, heard: () => Promise<void>): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  let client: pg.Client | undefined;
  const tell = calmly(heard);
  const open = async () => {
    const next = new pg.Client(connection);
    next.on('error', () => {});
    next.on('end', () => void reopen());
    next.on('notification', tell);
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
      if (back) return tell();
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

function calmly(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) return void (again = true);
    running = true;
    await work().catch(() => {});
    running = false;
    if (again) {
      again = false;
      await run();
    }
  };
  return () => void run();
}
