/** Proposals in words: what each group is like, why those left over are left over, and what is possible where nothing is. */
import { total } from '../composition/index.ts';
import type { Translate } from '../lib/language.ts';
import { sayList, sayNumber } from '../lib/say.ts';
import { type Kept, type KeptProposal, stillThere } from './changes.ts';
import type { Draft } from './draft.ts';
import type { Gathered, Notes } from './pool.ts';
import type { ProposalShown } from './proposal-pages.tsx';
import { sayGroup, sayLeft, sayRule, sayShare, sayWhere } from './say.ts';
import { hasOthers, type Scene } from './scene.ts';
import { sayTable, tableOf } from './points.ts';

const GROUPS = 40;
const NAMED = 12;

export function proposalShown(t: Translate, scene: Scene, { no, answer, bound, ended, differs }: KeptProposal): ProposalShown {
  const { instance } = scene.gathered;
  const number = (points: number) => sayNumber(Math.round(points), t.language);
  const kept = stillThere(answer, instance);
  const table = tableOf(kept.groups, instance);
  // Counted anew: whoever has gone since earns nothing. The bound still holds, for nobody gains a possibility by another's leaving.
  const score = total(table);
  const seated = kept.groups.reduce((sum, group) => sum + group.people.length, 0);
  const people = instance.people.length + scene.gathered.untold.length;
  return {
    no,
    summary: t('board:proposals.seats', {
      count: kept.groups.length,
      seated: sayNumber(seated, t.language),
      people: sayNumber(people, t.language),
    }),
    share: sayShare(t, score, bound),
    points: sayTable(t, table),
    sum: t(`board:ended.${ended}`, { score: number(score), bound: number(Math.max(score, bound)) }),
    differs: no > 1 && differs < 1 ? t('board:proposals.differs', { share: Math.round(100 * differs) }) : null,
    groups: kept.groups.slice(0, GROUPS).map((group) => ({
      title: sayWhere(t, group, instance, scene.names),
      says: sayGroup(t, group, instance, scene.names, hasOthers(scene, group.people)),
    })),
    moreGroups: Math.max(0, kept.groups.length - GROUPS),
    left: leftShown(t, scene, kept),
    refused: [
      ...answer.refused.map(({ rule, no: circle }) => {
        const why = sayRule(t, { rule: rule as 'apart' }, () => '', scene.names, instance);
        return circle === null ? why : t('board:proposals.refused-group', { no: circle, why });
      }),
      ...answer.unmet.map((circle) => t('board:proposals.unmet', { no: circle })),
    ],
    nothing: kept.groups.length > 0 ? [] : ended === 'stopped' ? [t('board:nothing.stopped')] : nothingBecause(t, scene, kept),
  };
}

/** Everyone left over, gathered by why; initials of the first few. */
function leftShown(t: Translate, { gathered, who }: Scene, kept: Kept): ProposalShown['left'] {
  const told = kept.left.map((one) => ({ person: one.person, why: sayLeft(t, one.reason, []) }));
  const untold = gathered.untold.map(({ enquiry, lacks }) => ({ person: enquiry, why: sayLeft(t, null, lacks) }));
  return [...Map.groupBy([...told, ...untold], (one) => one.why)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([why, people]) => {
      const more = people.length - NAMED;
      const some = people.slice(0, NAMED).map((one) => who(one.person));
      return { why, who: more > 0 ? `${some.join(', ')}. ${t('board:proposals.more', { count: more })}` : sayList(some, t.language) };
    });
}

/** An honest answer: what would have to be there first, and what stopped most. */
function nothingBecause(t: Translate, { gathered }: Scene, kept: Kept): string[] {
  const { people, venues, facilitators, model, open } = gathered.instance;
  const able = facilitators.filter((one) => one.maxGroups > 0).length;
  const counts = Map.groupBy(kept.left, (one) => one.reason);
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
  const joins = open.some((one) => one.seats > 0);
  if (people.length + gathered.untold.length === 0) return [t('board:nothing.no-people')];
  return [
    ...(people.length < model.min && !joins ? [t('board:nothing.few-people', { count: people.length, min: model.min })] : []),
    ...(venues.length === 0 ? [t('board:nothing.no-venue')] : []),
    ...(able < model.facilitators ? [t('board:nothing.no-leaders', { need: model.facilitators, have: able })] : []),
    ...(most ? [t('board:nothing.most', { why: sayLeft(t, most[0], []), count: most[1].length })] : []),
  ];
}

/** People whose initials a page of proposals shows. */
export function namedIn(proposals: readonly KeptProposal[], gathered: Gathered): string[] {
  const left = proposals.flatMap(({ answer }) => {
    const by = Map.groupBy(answer.left, (one) => one.reason);
    return [...by.values()].flatMap((people) => people.slice(0, NAMED).map((one) => one.person));
  });
  return [...new Set([...left, ...gathered.untold.slice(0, 4 * NAMED).map((one) => one.enquiry)])];
}

/** `most`: how many are composed with at a time. */
export function notesOf(t: Translate, { notes }: Pick<Draft, 'notes'>, most: number): string[] {
  const { beyond = 0, unplaced = 0, leaders = 0, unsaid = 0 }: Partial<Notes> = notes;
  return [
    ...(beyond > 0 ? [t('board:notes.beyond', { count: beyond, most: sayNumber(most, t.language) })] : []),
    ...(unplaced > 0 ? [t('board:notes.unplaced', { count: unplaced })] : []),
    ...(unsaid > 0 ? [t('board:notes.unsaid', { count: unsaid, leaders })] : []),
  ];
}
