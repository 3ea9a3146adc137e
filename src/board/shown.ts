/** A draft as it is shown: everything in words, so that the page and the browser draw the same. */
import type { Visit } from '../accounts/index.ts';
import { isJoining, portrait } from '../composition/index.ts';
import type { Translate } from '../lib/language.ts';
import { to, urls } from '../urls.ts';
import { type Circle, problemsOf, scoreOf, shortOf } from './board.ts';
import { type Drafted, hereOn } from './draft.ts';
import { sayWaited } from './others.ts';
import type { About } from './pool.ts';
import { sayAlone, sayGroup, sayLeft, sayRule, sayShare, sayWhere, shareOf } from './say.ts';
import { hasOthers, type Scene, sceneOf } from './scene.ts';

export type CardShown = {
  id: string;
  initials: string;
  /** kind, phase, decade */
  about: string;
  /** what she would be alone with, or why she is left over */
  marks: string[];
  pinned: boolean;
  href: string;
};
export type CircleShown = {
  id: string;
  no: number;
  title: string;
  where: string;
  full: number;
  of: number;
  says: string[];
  /** what stands against asking its people */
  problems: string[];
  pinned: boolean;
  cards: CardShown[];
  href: string;
};
export type BoardShown = {
  id: string;
  version: number;
  /** a mark of everybody who is on it */
  here: string;
  score: string;
  /** whole per cent of what is possible at best */
  share: number;
  circles: CircleShown[];
  page: number;
  pages: number;
  left: CardShown[];
  leftCount: number;
  leftText: string;
  leftPage: number;
  leftPages: number;
  /** `asks`: other associations have been asked, and the group waits for their answers */
  accepted: { no: number; href: string; asks: boolean }[];
  working: boolean;
};

const CIRCLES = 24;
const LEFT = 60;

export type Pages = { page: number; left: number };

export async function boardShown(visit: Visit<{ draft: string }>, drafted: Drafted, at: Pages): Promise<BoardShown> {
  const { board, draft } = drafted;
  const cut = <T>(all: readonly T[], page: number, size: number) => all.slice((page - 1) * size, page * size);
  const pages = Math.max(1, Math.ceil(board.circles.length / CIRCLES));
  const leftPages = Math.max(1, Math.ceil(board.left.length / LEFT));
  const [page, leftPage] = [Math.min(at.page, pages), Math.min(at.left, leftPages)];
  const circles = cut(board.circles, page, CIRCLES);
  const left = cut(board.left, leftPage, LEFT);
  const people = [...circles.flatMap(({ group }) => group.people), ...left.map((one) => one.person)];
  const scene = await sceneOf(visit, drafted, people);
  const problems = problemsOf(scene.gathered.instance, board);
  const untold = new Map(scene.gathered.untold.map((one) => [one.enquiry, one.lacks]));
  const score = scoreOf(scene.gathered.instance, board);
  return {
    id: draft.id,
    version: draft.version,
    here: await hereOn(visit.tx, draft),
    score: sayShare(visit.t, score, draft.bound),
    share: shareOf(score, draft.bound),
    circles: circles.map((circle) =>
      circleShown(
        visit.t,
        scene,
        circle,
        (problems.get(circle.id) ?? []).map((one) => sayRule(visit.t, one, scene.who, scene.names, scene.gathered.instance)),
      ),
    ),
    page,
    pages,
    left: left.map((one) => ({
      ...cardShown(visit.t, scene, one.person),
      marks: [sayLeft(visit.t, one.reason, untold.get(one.person) ?? [])],
    })),
    leftCount: board.left.length,
    leftText: visit.t('board:board.left-count', { count: board.left.length }),
    leftPage,
    leftPages,
    accepted: scene.accepted.map((one) =>
      'group' in one
        ? { no: one.no, href: to(urls.group, { group: one.group }), asks: false }
        : { no: one.no, href: to(urls.crossing, { crossing: one.crossing }), asks: true },
    ),
    working: draft.work === 'waiting' || draft.work === 'running',
  };
}

export function circleShown(t: Translate, scene: Scene, circle: Circle, problems: string[]): CircleShown {
  const { instance } = scene.gathered;
  const { group, id, no, pinned } = circle;
  const seen = portrait(group, instance);
  const open = isJoining(group) ? instance.open.find((one) => one.id === group.open) : undefined;
  const marks = Map.groupBy(
    seen.alone.filter((one) => one.person !== undefined),
    (one) => one.person!,
  );
  const short = shortOf(instance, group);
  return {
    id,
    no,
    title: t('board:circle', { no }),
    where: sayWhere(t, group, instance, scene.names),
    full: seen.size,
    of: open ? open.members.length + open.seats : instance.model.max,
    says: group.people.length > 0 ? sayGroup(t, group, instance, scene.names, hasOthers(scene, group.people)) : [t('board:says.empty')],
    problems: group.people.length > 0 ? (short > 0 ? [t('board:short', { count: short }), ...problems.slice(1)] : problems) : [],
    pinned,
    cards: group.people.map((person) => ({
      ...cardShown(t, scene, person),
      marks: (marks.get(person) ?? []).map((one) => sayAlone(t, instance, one.reason, person)),
    })),
    href: to(urls.draftCircle, { draft: scene.draft.id, circle: id }),
  };
}

export function cardShown(t: Translate, { gathered, board, draft, who, homes }: Scene, person: string): CardShown {
  const about = gathered.about.get(person);
  return {
    id: person,
    initials: who(person),
    about: sayAbout(t, about, homes),
    marks: [],
    pinned: board.pinned.has(person),
    href: to(urls.draftPerson, { draft: draft.id, waiter: person }),
  };
}

/** Kind, phase, decade; of somebody of another association also which, the municipality and how long she has waited at least. */
export function sayAbout(t: Translate, about: Omit<About, 'person'> | undefined, homes?: ReadonlyMap<string, string>): string {
  const { kind, phase, born, other } = about ?? { kind: null, phase: null, born: null };
  return [
    other && homes?.get(other.association),
    kind && t(`groups:kind-of.${kind as 'patient'}`),
    phase && t(`groups:phase.${phase as 'new'}`),
    born && t('groups:pick.decade', { decade: Math.floor(born / 10) * 10 }),
    other?.place,
    other && sayWaited(t, other),
  ]
    .filter(Boolean)
    .join(', ');
}
