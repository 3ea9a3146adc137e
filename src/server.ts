import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { realNow } from './lib/day.ts';
import { connect, openWorld } from './open.ts';

/** Starts the process; ends it in order on SIGTERM and SIGINT. */
export async function start(environment: NodeJS.ProcessEnv): Promise<{ url: string; close(): Promise<void> }> {
  const config = readConfig(environment);
  const { world, close } = await openWorld(config, realNow, await connect(config, realNow));
  const { app } = createApp(world);
  const server = serve({ fetch: app.fetch, port: config.PORT, hostname: config.HOST });
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const end = async () => {
    await new Promise((resolve) => server.close(resolve));
    await close();
  };
  return { url: config.PUBLIC_URL, close: end };
}

if (process.argv[1] === import.meta.filename) {
  const { url, close } = await start(process.env);
  console.log(url);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close().then(() => process.exit(0)));
}
