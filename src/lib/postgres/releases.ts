import type { Day, Instant } from '../day.ts';

/** From the release announcements on postgresql.org. A version that is not here is newer than this list, or never was one. */
const released: Record<string, string> = {
  '17.0': '2024-09-26',
  '17.1': '2024-11-14',
  '17.2': '2024-11-21',
  '17.3': '2025-02-13',
  '17.4': '2025-02-20',
  '17.5': '2025-05-08',
  '17.6': '2025-08-14',
  '17.7': '2025-11-13',
  '17.8': '2026-02-12',
  '17.9': '2026-02-26',
  '17.10': '2026-05-14',
  '18.0': '2025-09-25',
  '18.1': '2025-11-13',
  '18.2': '2026-02-12',
  '18.3': '2026-02-26',
  '18.4': '2026-05-14',
};

const dayInMs = 86_400_000;
const releaseMonths = [2, 5, 8, 11];

export type Age = { releasedOn: Day; days: number; /** Scheduled fixes that have come out since. */ missed: number };

export function ageOf(version: string, at: Instant): Age | undefined {
  const releasedOn = released[version];
  if (!releasedOn) return undefined;
  const from = Date.parse(releasedOn);
  const missed = scheduledReleases(new Date(from).getUTCFullYear(), at.getUTCFullYear()).filter(
    (each) => each > from && each <= at.getTime(),
  );
  return { releasedOn: releasedOn as Day, days: Math.floor((at.getTime() - from) / dayInMs), missed: missed.length };
}

/** PostgreSQL's minor releases come on the second Thursday of February, May, August and November (its versioning policy). */
function scheduledReleases(firstYear: number, lastYear: number): number[] {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  return years.flatMap((year) => releaseMonths.map((month) => secondThursday(year, month)));
}

function secondThursday(year: number, month: number): number {
  const weekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  return Date.UTC(year, month - 1, 1 + ((4 - weekday + 7) % 7) + 7);
}
