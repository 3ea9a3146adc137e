/** Where somebody could go on the board, and what each place would gain and break. */
import type { Translate } from '../lib/language.ts';
import { sayList } from '../lib/say.ts';
import { circleWith, judge, type Verdict } from './board.ts';
import type { PersonShown, Target } from './person-page.tsx';
import { type Scene } from './scene.ts';
import { sayAbout } from './shown.ts';
import { sayChange, sayLeft, sayPoints, sayRule, sayWhere } from './say.ts';

export const LEFT = 'left';
/** So many places that go and that do not are told of; on a large board the rest are far away. */
const TOLD = 20;

export function personShown(t: Translate, scene: Scene, person: string, name: string | null): PersonShown | undefined {
  const { board, gathered, draft, who } = scene;
  const about = gathered.about.get(person);
  const circle = circleWith(board, person);
  const left = board.left.find((one) => one.person === person);
  if (!about || (!circle && !left)) return undefined;
  const untold = gathered.untold.find((one) => one.enquiry === person)?.lacks ?? [];
  return {
    person,
    enquiry: person,
    version: draft.version,
    who: who(person),
    name,
    about: sayAbout(t, about, scene.homes),
    isOther: about.other !== undefined,
    now: circle
      ? t('board:person.sits', {
          circle: `${t('board:circle', { no: circle.no })} (${sayWhere(t, circle.group, gathered.instance, scene.names)})`,
        })
      : t('board:person.is-left', { why: sayLeft(t, left!.reason, untold) }),
    pinned: board.pinned.has(person),
    targets: untold.length > 0 ? [] : targetsOf(t, scene, person),
  };
}

export function targetsOf(t: Translate, scene: Scene, person: string): Target[] {
  const here = circleWith(scene.board, person);
  const circles = scene.board.circles
    .filter((circle) => circle !== here)
    .map((circle) => ({ circle, verdict: judge(scene.gathered, scene.board, person, circle.id) }))
    .toSorted((a, b) => b.verdict.gain - a.verdict.gain);
  const target = (ok: boolean) => circles.filter(({ verdict }) => (verdict.broken.length === 0) === ok).slice(0, TOLD);
  const named = ({ circle, verdict }: (typeof circles)[number]): Target => ({
    to: circle.id,
    label: `${t('board:circle', { no: circle.no })}, ${sayWhere(t, circle.group, scene.gathered.instance, scene.names)}`,
    ...saidOf(t, scene, person, verdict),
  });
  const off = here
    ? [{ to: LEFT, label: t('board:person.off'), ...saidOf(t, scene, person, judge(scene.gathered, scene.board, person, null)) }]
    : [];
  return [...target(true).map(named), ...off, ...target(false).map(named)];
}

/** A verdict in the words of the score table. */
export function saidOf(t: Translate, { who, names, gathered }: Scene, person: string, verdict: Verdict): Omit<Target, 'to' | 'label'> {
  const others = verdict.movers.filter((one) => one !== person);
  const ok = verdict.broken.length === 0;
  return {
    ok,
    points: sayPoints(t, verdict.gain),
    says: ok
      ? [
          ...(others.length > 0 ? [t('board:person.with', { names: sayList(others.map(who), t.language) })] : []),
          ...verdict.changes.slice(0, 8).map((change) => sayChange(t, change, who, gathered.about)),
          ...(verdict.short > 0 ? [t('board:person.short', { count: verdict.short })] : []),
        ]
      : verdict.broken.map((broken) => sayRule(t, broken, who, names, gathered.instance)),
  };
}
