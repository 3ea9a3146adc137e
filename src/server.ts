import { createServer } from 'node:http';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { frontDoor, type World } from './accounts/index.ts';
import { foundingCode, houseIsEmpty } from './house/index.ts';
import { realNow, today, zone } from './lib/day.ts';
import { transaction } from './lib/db.ts';
import { connect, openWorld } from './open.ts';

/** Starts the process; ends it in order on SIGTERM and SIGINT. */
export async function start(environment: NodeJS.ProcessEnv): Promise<Running> {
  const config = readConfig(environment);
  const { world, close } = await openWorld(config, realNow, await connect(config, realNow));
  world.press.warm();
  return await listenOn(world, createApp(world).app, close);
}

export type Running = { url: string; world: World; close(): Promise<void> };

/** Milliseconds and bytes a slow or greedy client is given. An upload over a bad line takes its time. */
export const PATIENCE = { headersTimeout: 10_000, requestTimeout: 120_000, keepAliveTimeout: 15_000, maxHeaderSize: 16_384 };

/** Answers on the port of the settings; `close` takes no more requests, then ends the rest. */
export async function listenOn(world: World, app: Hono, close: () => Promise<void>): Promise<Running> {
  const { config } = world;
  const server = createServer(PATIENCE, frontDoor(world, app));
  await new Promise<void>((resolve, reject) => server.listen(config.PORT, config.HOST, resolve).once('error', reject));
  const end = async () => {
    await new Promise((resolve) => server.close(resolve));
    await close();
  };
  return { url: config.PUBLIC_URL, world, close: end };
}

/** The one-time code that founds an association, while nobody has. */
async function codeForFounding(world: World): Promise<string | undefined> {
  const context = { person: null, today: today(world.now, zone('Europe/Oslo')) };
  return (await transaction(world.db, context, (tx) => houseIsEmpty({ tx }))) ? foundingCode(world.keys) : undefined;
}

export function endOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close().then(() => process.exit(0)));
}

if (process.argv[1] === import.meta.filename) {
  const { url, world, close } = await start(process.env);
  console.log(url);
  const code = await codeForFounding(world);
  if (code) console.log(`Nobody lives here yet. Open the address above and use this one-time code: ${code}`);
  endOnSignal(close);
}
