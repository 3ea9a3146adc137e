/** Which of those who wait a coordinator picks from: a long list is narrowed by where they live, who they are and when they can. */
import { optionalChoice, optionalText } from '../lib/forms.ts';
import type { Typed } from '../ui/index.ts';
import type { Slot, Waiting } from './waiting.ts';

const pickKinds = ['patient', 'relative', 'bereaved', 'mixed'] as const;
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const pickSlots: readonly Slot[] = days.flatMap((day): Slot[] => [`${day}-day`, `${day}-eve`]);

/** Sent with the form they stand in, so that nothing typed is lost. `narrow` says which button was pressed. */
export const pickFields = {
  narrow: optionalChoice(['fit', 'all']),
  pick_place: optionalText(100),
  pick_kind: optionalChoice(pickKinds),
  pick_slot: optionalChoice(pickSlots),
};

/** Rows on the page besides those ticked. */
export const PICK_MOST = 20;

export type Pool = {
  /** those ticked and those who fit, the longest waiting first */
  shown: readonly Waiting[];
  /** how many more fit than are shown */
  hidden: number;
  places: readonly { name: string; count: number }[];
};

/** Whoever is ticked stays in sight, whatever else is chosen. */
export function poolOf(waiting: readonly Waiting[], typed: Typed): Pool {
  const ticked = new Set([typed['people'] ?? []].flat());
  const { pick_place: place, pick_kind: kind, pick_slot: slot } = typed;
  const fitting = waiting.filter(
    (one) =>
      !ticked.has(one.enquiry) &&
      (!place || one.place === place) &&
      (!kind || (kind === 'mixed' ? one.mixedOk : one.kind === kind)) &&
      (!slot || one.slots.includes(slot as Slot)),
  );
  const first = typed['narrow'] === 'all' ? fitting : fitting.slice(0, PICK_MOST);
  return {
    shown: waiting.filter((one) => ticked.has(one.enquiry) || first.includes(one)),
    hidden: fitting.length - first.length,
    places: placesOf(waiting),
  };
}

function placesOf(waiting: readonly Waiting[]): Pool['places'] {
  const known = Map.groupBy(
    waiting.filter((one) => one.place !== null),
    (one) => one.place!,
  );
  return [...known].map(([name, there]) => ({ name, count: there.length })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
