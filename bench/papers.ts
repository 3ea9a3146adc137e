/**
 * What goes on paper, asked for as a coordinator does: a brochure once warm, and a batch of 500 letters from database to file.
 * Bars: a brochure 300 ms, 500 letters 10 s. `npm run bench -- papers [--letters 500 --rounds 20]`
 */
import { readFileSync, readdirSync } from 'node:fs';
import { as, houses, seat } from '../test/cast.ts';
import { behold } from '../test/groups.ts';
import { openTestWorld, type TestWorld } from '../test/world.ts';
import { transaction } from '../src/lib/db.ts';
import { day } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { papers } from '../src/papers/index.ts';
import { addPerson } from '../src/people/index.ts';
import { to, urls } from '../src/urls.ts';

const TODAY = day('2026-12-01');
const BARS = { brochure: 300, letters: 10_000 };

export async function run(args: string[]): Promise<void> {
  const option = (name: string, usual: number) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : usual);
  const here = await openTestWorld();
  try {
    await seat(here);
    await write(here, option('--letters', 500));
    await brochures(here, option('--rounds', 20));
    await letters(here, option('--letters', 500));
  } finally {
    await here.close();
  }
}

/** Each is of a run of its own, as it is when a brochure is made: nothing is remembered of the one before but how to set. */
async function brochures(here: TestWorld, rounds: number): Promise<void> {
  const kari = await as(here, 'kari');
  const makeRun = async (n: number) => {
    const fields = { subject: houses.lyspunkt.id, language: ['nb', 'nn', 'en'][n % 3]!, place: `Venterommet ${n}` };
    return (await kari.post(urls.runNew, fields)).headers.get('location')!.split('/').at(-1)!;
  };
  const runs: string[] = [];
  for (let n = 0; n <= rounds; n += 1) runs.push(await makeRun(n));
  const ask = async (n: number, paper: string) =>
    await timed(async () => (await kari.get(to(urls.runPaper, { run: runs[n]!, paper }))).arrayBuffer());
  console.log(`the first paper of all, the press not warm: ${ms(await ask(rounds, 'folded'))}`);
  for (const paper of papers) {
    await ask(rounds, paper);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await ask(round, paper));
    const sorted = times.toSorted((one, other) => one - other);
    const [middle, worst] = [sorted[Math.floor(rounds / 2)]!, sorted.at(-1)!];
    console.log(`${paper}: ${ms(middle)} in the middle, ${ms(worst)} at most; bar ${BARS.brochure} ms ${said(worst <= BARS.brochure)}`);
  }
}

async function letters(here: TestWorld, count: number): Promise<void> {
  const kari = await as(here, 'kari');
  for (const round of [1, 2, 3]) {
    const gathered = await kari.post(urls.letters);
    const batch = gathered.headers.get('location')!.split('/').at(-1)!;
    let bytes = 0;
    const time = await timed(async () => {
      bytes = (await (await kari.get(to(urls.letterBatchPaper, { batch }))).arrayBuffer()).byteLength;
    });
    const size = `${(bytes / 1e6).toFixed(1)} MB, ${memory()}`;
    console.log(`${count} letters (${round}): ${ms(time)}, ${size}; bar ${BARS.letters} ms ${said(time <= BARS.letters)}`);
    await kari.post(to(urls.letterBatchBack, { batch }));
  }
  const left = await behold<number>(here, "select count(*)::int from messages where channel = 'letter' and state = 'waiting'");
  if (left !== count) throw new Error(`${left} of ${count} letters wait again`);
}

/** So many people with nothing but an address, each with an invitation that waits. */
async function write({ world, superuser }: TestWorld, count: number): Promise<void> {
  const association = houses.lyspunkt.id;
  const variables = JSON.stringify({ day: '2026-12-15', clock: '18:00', untilDay: '2026-12-11' });
  const kari = await behold<string>(
    { superuser } as TestWorld,
    "select person_id from roles where role = 'coordinator' and chapter_id is null limit 1",
  );
  const people: string[] = [];
  await transaction(world.db, { person: kari, today: TODAY }, async (tx) => {
    for (let n = 0; n < count; n += 1)
      people.push(
        await addPerson(
          { world, tx, now: world.now() },
          {
            association,
            chapter: null,
            called: `Åse ${n}`,
            fullName: `Åse Eksempel Nummer${n}`,
            language: (['nb', 'nn', 'en'] as const)[n % 3]!,
            reachBy: 'post',
            contacts: { address: `Eksempelveien ${n}\n5003 Bergen` },
            consent: { version: '1', by: 'paper' },
          },
        ),
      );
  });
  for (const [n, person] of people.entries())
    await superuser.query(
      `insert into messages (id, association_id, person_id, channel, kind, variables, link_purpose, link_object, link_days, created_at, send_after)
       values ($1, $2, $3, 'letter', $4, $5, 'invitation', $6, 14, now(), now())`,
      [newId(), association, person, n % 5 === 0 ? 'pledge-to-sign' : 'seat-invited', variables, newId()],
    );
}

async function timed(what: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await what();
  return performance.now() - from;
}

/** Of this process, and of the largest that it started: the press. */
function memory(): string {
  const sizeOf = (pid: string | number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isPress(pid));
  return `${Math.round(sizeOf(process.pid))} MB here, ${Math.round(Math.max(0, ...children.map(sizeOf)))} MB in the press`;
}

function isPress(pid: string): boolean {
  try {
    const ours = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(process.pid);
    return ours && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('setter.ts');
  } catch {
    return false; // it has ended meanwhile
  }
}

const ms = (time: number) => `${Math.round(time)} ms`;
const said = (kept: boolean) => (kept ? '(kept)' : '(MISSED)');
