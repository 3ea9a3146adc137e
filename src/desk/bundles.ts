/** The lines of the first page in an order that can be taken in: today's first, by what they are about, those of the same kind together. Pure. */
import type { Day } from '../lib/day.ts';
import { hasText, type Translate } from '../lib/language.ts';
import type { Line } from './desk-lines.ts';

/** One line, or several of the same kind under what they have in common. */
export type Bundle = { text: string; since: Day; lines: readonly [Line, ...Line[]] };
export const matters = ['talks', 'people', 'groups', 'messages', 'other'] as const;
export type Matter = (typeof matters)[number];
export type Part = { about: Matter; bundles: Bundle[] };

/** From so many on, lines of the same kind stand together. */
const TOGETHER = 3;

/** What needs somebody today, in parts by what it is about, and what can wait; within each in the order of the lines. */
export function arranged(lines: readonly Line[], t: Translate): { now: Part[]; later: Bundle[]; waits: number } {
  const now = lines.filter((line) => line.isNow);
  const later = lines.filter((line) => !line.isNow);
  const parts = matters.map((about) => ({
    about,
    bundles: bundled(
      now.filter((line) => matterOf(line.kind) === about),
      t,
    ),
  }));
  return { now: parts.filter((part) => part.bundles.length > 0), later: bundled(later, t), waits: later.length };
}

function bundled(lines: readonly Line[], t: Translate): Bundle[] {
  return [...Map.groupBy(lines, (line) => line.kind)].flatMap(([kind, all]): Bundle[] => {
    const text = all.length < TOGETHER ? undefined : sayTogether(kind, all.length, t);
    if (text) return [{ text, since: all[0]!.since, lines: all as [Line, ...Line[]] }];
    return all.map((line) => ({ text: line.text, since: line.since, lines: [line] }));
  });
}

/** Today's talks each have their hour: they are never put together. */
function sayTogether(kind: string, count: number, t: Translate): string | undefined {
  const key = kind.startsWith('group-') ? `desk:groups-due.${kind.slice('group-'.length)}` : `desk:together.${kind}`;
  return hasText(key) ? t(key, { count }) : undefined;
}

function matterOf(kind: string): Matter {
  if (kind === 'talk-today') return 'talks';
  if (kind.startsWith('group-') || kind === 'talk-wanted' || kind === 'draft') return 'groups';
  if (kind.startsWith('message-')) return 'messages';
  return kind.startsWith('across-') || kind.startsWith('retention') || kind === 'signal' || kind === 'suggestion' ? 'other' : 'people';
}
