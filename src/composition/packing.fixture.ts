/** The exact optimum of a small instance: every possible group is a yes or no, and HiGHS (or Debian's cbc, where installed) packs them. Shares no code with the engine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJoining } from './answer.ts';
import { everyGroup } from './exhaustive.fixture.ts';
import type { Instance } from './instance.ts';
import { groupPoints, total } from './score.ts';

/** The packing model as LP text, or undefined where no group is possible. */
export function packing(instance: Instance): string | undefined {
  const groups = everyGroup(instance)
      .map((g) => [g, total(groupPoints(g, instance))] as const)
      .filter(([, points]) => points > 0),
    rows = new Map<string, { most: number; of: number[] }>();
  const use = (key: string, most: number, n: number) => {
    const row = rows.get(key) ?? { most, of: [] };
    row.of.push(n);
    rows.set(key, row);
  };
  const taken = new Set(instance.open.map((g) => `${g.venue} ${g.slot}`)),
    digital = new Set(instance.venues.filter((v) => v.digital).map((v) => v.id)),
    possible: number[] = [];
  groups.forEach(([g], n) => {
    if (!isJoining(g) && !digital.has(g.venue) && taken.has(`${g.venue} ${g.slot}`)) return;
    possible.push(n);
    for (const p of g.people) use(`person ${p}`, 1, n);
    if (isJoining(g)) return use(`open ${g.open}`, 1, n);
    if (!digital.has(g.venue)) use(`room ${g.venue} ${g.slot}`, 1, n);
    for (const id of g.facilitators) {
      use(`busy ${id} ${g.slot}`, 1, n);
      use(`load ${id}`, instance.facilitators.find((f) => f.id === id)!.maxGroups, n);
    }
  });
  if (possible.length === 0) return undefined;
  const sum = (of: number[], by: (n: number) => string) => of.map(by).join('\n + ');
  return `Maximize\n obj: ${sum(possible, (n) => `${groups[n]![1]} x${n}`)}\nSubject To\n${[...rows.values()].map((r, k) => ` r${k}: ${sum(r.of, (n) => `x${n}`)} <= ${r.most}`).join('\n')}\nBinary\n ${possible.map((n) => `x${n}`).join('\n ')}\nEnd\n`;
}

export async function bestByHighs(model: string): Promise<number> {
  const highs = await (createRequire(import.meta.url)('highs') as (typeof import('highs'))['default'])();
  const { Status, ObjectiveValue } = highs.solve(model, { output_flag: false, mip_rel_gap: 0 });
  if (Status !== 'Optimal') throw new Error(Status);
  return Math.round(ObjectiveValue);
}

export const hasCbc = (): boolean => spawnSync('cbc', ['-quit'], { stdio: 'ignore' }).error === undefined;

export function bestByCbc(model: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'packing-'));
  try {
    writeFileSync(join(folder, 'model.lp'), model);
    spawnSync('cbc', [join(folder, 'model.lp'), 'ratio', '0', 'solve', 'solution', join(folder, 'answer')], { stdio: 'ignore' });
    const told = /objective value\s+(-?[\d.]+)/.exec(readFileSync(join(folder, 'answer'), 'utf8'));
    return Math.abs(Math.round(Number(told![1])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
