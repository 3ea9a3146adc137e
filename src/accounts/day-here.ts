import { type Day, today, zone } from '../lib/day.ts';
import type { World } from './world.ts';

// Norway and Denmark keep the same time; "today" is theirs.
const ZONE = zone('Europe/Oslo');

let known: { minute: number; day: Day } | undefined;
/** What day it is here. Asked for with every request, and the same for the whole of a minute. */
export function dayHere({ now }: Pick<World, 'now'>): Day {
  const minute = Math.floor(now().getTime() / 60_000);
  if (known?.minute !== minute) known = { minute, day: today(now, ZONE) };
  return known.day;
}
