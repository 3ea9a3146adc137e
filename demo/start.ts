// npm run demo: the demonstration on http://localhost:3000, in a folder of its own. With --again it is made anew.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { open } from '../src/lib/crypto.ts';
import { type Day, daysBetween, realNow, today, zone } from '../src/lib/day.ts';
import { type Connections, connect, openWorld } from '../src/open.ts';
import { endOnSignal, listenOn } from '../src/server.ts';
import { cast, houses, type Member } from './cast.ts';
import { DOOR, doors, withDoor } from './door.tsx';
import { giveSecondStep, secondCode } from './keys.ts';
import { makeDemonstration } from './world.ts';

const root = join(import.meta.dirname, '..');
const folder = process.env['DEMO_FOLDER'] ?? join(root, 'data');
const port = process.env['PORT'] ?? '3000';
const config = readConfig({
  DEMO: 'true',
  LOG: 'faults',
  PORT: port,
  PUBLIC_URL: `http://localhost:${port}`,
  DATA_FOLDER: join(folder, 'demo'),
  KEYS_FOLDER: join(folder, 'demo-keys'),
});
const mark = join(config.DATA_FOLDER, 'made.json');
const day = today(realNow, zone('Europe/Oslo'));
const WEEK = 7;

/** What it was made of: a demonstration of yesterday's program would not fit today's. */
const made = (): string => {
  const digest = createHash('sha256');
  for (const file of globSync(['migrations/*.sql', 'demo/*.ts'], { cwd: root }).sort()) digest.update(readFileSync(join(root, file)));
  return digest.digest('hex');
};

function isGood(): boolean {
  if (process.argv.includes('--again') || !existsSync(mark) || !existsSync(join(config.KEYS_FOLDER, 'keyring.json'))) return false;
  const kept = JSON.parse(readFileSync(mark, 'utf8')) as { day: Day; of: string };
  return kept.of === made() && daysBetween(kept.day, day) < WEEK;
}

async function empty(connections: Connections): Promise<void> {
  rmSync(mark, { force: true });
  const client = new pg.Client({ ...connections.superuser, database: 'postgres' });
  await client.connect();
  await client.query('drop database if exists verksted with (force)');
  await client.query('create database verksted');
  await client.end();
}

mkdirSync(config.DATA_FOLDER, { recursive: true });
const good = isGood();
const connections = await connect(config, realNow);
if (!good) await empty(connections);
const { world, close } = await openWorld(config, realNow, connections);
const superuser = new pg.Pool({ ...connections.superuser, max: 3 });
if (!good) {
  console.log('Making the demonstration …');
  await makeDemonstration({ world, superuser }, day);
  await giveSecondStep(world);
  await world.houses.refresh();
  writeFileSync(mark, JSON.stringify({ day, of: made() }));
}
const running = await listenOn(world, withDoor(world, createApp(world).app), async () => {
  clearInterval(looking);
  await superuser.end();
  await close();
});
welcome();
const looking = setInterval(() => void tellCodes().catch(() => {}), 1_000);
const keyboard = process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined;
keyboard?.on('line', () => console.log(`  second step: ${secondCode(realNow())}`));
endOnSignal(running.close);

const told = new Set<string>();

function welcome(): void {
  const line = (who: string, role: string, email: string) => `  ${who.padEnd(10)}${role.padEnd(24)}${email}`;
  const all = Object.entries(doors).flatMap(([house, names]) => [
    `\n  ${houses[house as 'broen'].name}`,
    ...names.map((name) => {
      const one: Member = cast[name];
      return line(one.called, one.chapter ? `${one.role}, ${one.chapter}` : (one.role ?? 'participant'), one.email ?? `SMS ${one.phone}`);
    }),
  ]);
  console.log(`
Verksted, demonstration. Everyone in it is made up, and nothing leaves this machine.

  The site                ${running.url}
  In as anyone, one press ${running.url}${DOOR}
${all.join('\n')}

  To sign in as people do: ${running.url}/sign-in with an address from the list; the code is then written here.
  The second step of those with a role: the code is written here too${process.stdin.isTTY ? ', and whenever you press Enter' : ''}.
`);
}

/** The codes that wait in the outbox, once each: in a demonstration there is no mail to open. */
async function tellCodes(): Promise<void> {
  const { rows } = await superuser.query<{ id: string; person_id: string; sealed: Buffer }>(
    "select id, person_id, sealed from messages where kind in ('sign-in-link', 'sign-in-code') and state = 'held' and sealed is not null and created_at > $1 order by created_at",
    [new Date(realNow().getTime() - 600_000)],
  );
  for (const { id, person_id, sealed } of rows.filter((row) => !told.has(row.id))) {
    told.add(id);
    const { code } = JSON.parse(open(world.keys.outbox, { table: 'messages', column: 'sealed', row: id, person: person_id }, sealed));
    const one = (Object.values(cast) as Member[]).find((each) => each.id === person_id);
    console.log(`  ${one?.called ?? 'somebody'}: ${code}${one?.role ? `, second step: ${secondCode(realNow())}` : ''}`);
  }
}
