/** Tries every answer of a tiny instance by the readable rules and the readable score alone; shares no code with the engine. */
import type { Group } from './answer.ts';
import type { Instance } from './instance.ts';
import { KINDS } from './kind.ts';
import { brokenInGroup, brokenRules } from './rules.ts';
import { groupPoints, total } from './score.ts';

/** The best possible score. Time grows out of hand beyond about nine people. */
export function bestByTrying(instance: Instance): number {
  const groups = everyGroup(instance).map((group) => ({ group, points: total(groupPoints(group, instance)) }));
  let best = 0;
  const chosen: Group[] = [];
  const walk = (from: number, points: number) => {
    best = Math.max(best, points);
    for (let n = from; n < groups.length; n++) {
      const { group, points: more } = groups[n]!;
      if (chosen.some((g) => g.people.some((p) => group.people.includes(p)))) continue;
      chosen.push(group);
      if (brokenRules(chosen, [], instance).every((b) => b.rule === 'not-accounted-for')) walk(n + 1, points + more);
      chosen.pop();
    }
  };
  walk(0, 0);
  return best;
}

/** Every group that keeps the rules by itself. */
export function everyGroup(instance: Instance): Group[] {
  const { model, people, venues, facilitators, open } = instance;
  const companies = subsets(
      people.map((p) => p.id),
      1,
      model.max,
    ),
    leaders = subsets(
      facilitators.map((f) => f.id),
      model.facilitators,
      model.facilitators,
    );
  const languages = [...new Set(people.flatMap((p) => p.languages))];
  const fresh = venues.flatMap((v) =>
    v.slots.flatMap((slot) =>
      KINDS.flatMap((kind) =>
        languages.flatMap((language) => {
          const at = (company: string[], lead: string[]): Group => ({
            venue: v.id,
            slot,
            kind,
            language,
            people: company,
            facilitators: lead,
          });
          const sitting = companies.filter((c) => brokenInGroup(at(c, []), instance).every((b) => b.rule === 'facilitator-count'));
          if (sitting.length === 0) return [];
          const leading = leaders.filter((l) => brokenInGroup(at(sitting[0]!, l), instance).length === 0);
          return sitting.flatMap((c) => leading.map((l) => at(c, l)));
        }),
      ),
    ),
  );
  const joining = open
    .flatMap((g) => companies.map((c): Group => ({ open: g.id, people: c })))
    .filter((g) => brokenInGroup(g, instance).length === 0);
  return [...joining, ...fresh];
}

function subsets(ids: string[], least: number, most: number): string[][] {
  const found: string[][] = [];
  const walk = (from: number, chosen: string[]) => {
    if (chosen.length >= least) found.push(chosen);
    if (chosen.length < most) for (let n = from; n < ids.length; n++) walk(n + 1, [...chosen, ids[n]!]);
  };
  walk(0, []);
  return found;
}
