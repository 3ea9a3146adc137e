#!/usr/bin/env node
// Reads an instance, prints the answer as JSON: bin/node bin/compose.ts instance.json [--seconds N]
import { readFileSync } from 'node:fs';
import { compose, parseInstance } from '../src/composition/index.ts';

const [file, ...rest] = process.argv.slice(2),
  flag = rest.indexOf('--seconds'),
  seconds = flag < 0 ? undefined : Number(rest[flag + 1]);
if (!file || (seconds !== undefined && !(seconds > 0))) fail(['usage: compose instance.json [--seconds N]']);

const parsed = parseInstance(read(file!));
if (!parsed.ok) fail(parsed.errors);
else {
  const { groups, left, bound, score, ended } = await compose(parsed.instance, { seconds });
  process.stdout.write(`${JSON.stringify({ groups, left, bound, score, ended })}\n`);
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail([`${path}: ${(error as Error).message}`]);
  }
}

function fail(lines: string[]): never {
  console.error(lines.join('\n'));
  process.exit(2);
}
