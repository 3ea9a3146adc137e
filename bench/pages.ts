/**
 * Pages a second and how long they take, each beside (a) a bare Node server that sends the same bytes and (b) the page's own SQL run
 * directly with the same pool; with the demonstration world at 1× and at 100×. `npm run bench [-- pages --times 1,10 --seconds 3]`
 */
import { createServer, type Server } from 'node:http';
import { frontDoor } from '../src/accounts/index.ts';
import { openLoader, request } from './loader.ts';
import { replay, statementsOf } from './replay.ts';
import { openBenchHouse, type BenchHouse, type Subject } from './house.ts';

type Row = {
  subject: string;
  times: number;
  kind: Subject['kind'];
  perSecond: number;
  p50: number;
  p99: number;
  bare: number;
  sql: number;
};

const CONCURRENCY = 8;

export async function run(args: string[]): Promise<void> {
  const option = (name: string, usual: string) => (args.includes(name) ? args[args.indexOf(name) + 1]! : usual);
  const seconds = Number(option('--seconds', '4'));
  const rows: Row[] = [];
  for (const times of option('--times', '1,100').split(',').map(Number)) rows.push(...(await measureHouse(times, seconds)));
  print(rows);
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `\nResident memory of this process, load of both worlds behind it: ${memory} MB (bar 300 MB: ${memory <= 300 ? 'kept' : 'missed'})`,
  );
}

async function measureHouse(times: number, seconds: number): Promise<Row[]> {
  const from = performance.now();
  const house = await openBenchHouse(times);
  console.log(`${times}×: ${house.people} people, ${house.groups} groups, ready after ${((performance.now() - from) / 1000).toFixed(0)} s`);
  const server = createServer(frontDoor(house.world, house.app));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loader = openLoader();
  const rows: Row[] = [];
  for (const subject of house.subjects) rows.push(await measure(house, subject, portOf(server), loader, seconds, times));
  loader.close();
  server.close();
  await house.close();
  return rows;
}

async function measure(
  house: BenchHouse,
  subject: Subject,
  port: number,
  loader: ReturnType<typeof openLoader>,
  seconds: number,
  times: number,
): Promise<Row> {
  const requests = subject.requests.map((one) => request(one.method, one.path, one.headers, one.body));
  const job = { requests, concurrency: CONCURRENCY, status: subject.status };
  await loader.load({ ...job, port, seconds: 1 });
  const page = await loader.load({ ...job, port, seconds });
  if (page.wrong > 0) throw new Error(`${subject.name}: ${page.wrong} of ${page.answers} answers were not ${subject.status.join(' or ')}`);
  const one = subject.requests[0]!;
  const ask = () => house.ask(one);
  const answer = await ask();
  const bytes = Buffer.from(await answer.arrayBuffer());
  const bare = await bareServer(bytes, answer);
  const plain = await loader.load({ ...job, status: [answer.status], port: portOf(bare), seconds });
  bare.close();
  const sql =
    subject.kind === 'cached' ? 0 : await replay(house.db, await statementsOf(house.db, ask), { concurrency: CONCURRENCY, seconds });
  return {
    subject: subject.name,
    times,
    kind: subject.kind,
    perSecond: page.perSecond,
    p50: page.p50,
    p99: page.p99,
    bare: plain.perSecond,
    sql,
  };
}

async function bareServer(bytes: Buffer, answer: Response): Promise<Server> {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'transfer-encoding'));
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(answer.status, { ...headers, 'content-length': bytes.length });
    outgoing.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server) => (server.address() as { port: number }).port;

function print(rows: Row[]): void {
  console.log(
    `\n${'page'.padEnd(24)} ${'×'.padStart(4)} ${'pages/s'.padStart(8)} ${'p50 ms'.padStart(7)} ${'p99 ms'.padStart(7)} ${'bare/s'.padStart(8)} ${'of (a)'.padStart(7)} ${'SQL/s'.padStart(8)} ${'of (b)'.padStart(7)}  bars`,
  );
  for (const row of rows) {
    const a = row.perSecond / row.bare;
    const b = row.sql ? row.perSecond / row.sql : 0;
    const small = rows.find((other) => other.subject === row.subject && other.times === 1);
    const slower = small && row.times > 1 ? row.p99 / small.p99 : 0;
    const bars = [
      row.kind === 'cached' ? `${a >= 0.4 ? 'kept' : 'MISSED'} 40 % of (a)` : `${b >= 0.25 ? 'kept' : 'MISSED'} 25 % of (b)`,
      ...(slower ? [`${slower <= 2 ? 'kept' : 'MISSED'} p99 ${slower.toFixed(1)} × (2)`] : []),
    ];
    const number = (value: number, width: number, digits = 0) => value.toFixed(digits).padStart(width);
    const share = (value: number) => (value ? `${(value * 100).toFixed(0)} %` : '-').padStart(7);
    console.log(
      `${row.subject.padEnd(24)} ${number(row.times, 4)} ${number(row.perSecond, 8)} ${number(row.p50, 7, 2)} ${number(row.p99, 7, 2)} ${number(row.bare, 8)} ${share(a)} ${number(row.sql, 8)} ${share(b)}  ${bars.join(', ')}`,
    );
  }
}
