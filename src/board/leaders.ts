/** Those who may start a group: what they said they can, less what they do already. */
import type { Facilitator } from '../composition/index.ts';
import type { Clock, Day } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { type Country, placeOf } from '../lib/places/index.ts';
import type { Scope } from './pool.ts';
import { slotOf, slots as everySlot, spoken } from './words.ts';

/** Where nobody has said: any kind, any time, anywhere, and so many groups at once. */
export const USUAL_GROUPS = 2;
const ANYWHERE_KM = 20_040;
const KINDS = ['patient', 'relative', 'bereaved', 'mixed'] as const;

export async function leadersFor(tx: Tx, { association, chapter }: Pick<Scope, 'association' | 'chapter'>, today: Day, country: Country) {
  const rows = await tx
    .selectFrom('roles as r')
    // Whoever coordinates one chapter does not see those of the whole association, but may count on them.
    .leftJoin('people as p', 'p.id', 'r.person_id')
    .leftJoin('readiness as y', 'y.person_id', 'r.person_id')
    .select(['r.person_id as id', 'p.language', 'y.person_id as said', 'y.kinds', 'y.languages', 'y.slots', 'y.postcode', 'y.latitude'])
    .select(['y.longitude', 'y.max_km as maxKm', 'y.digital', 'y.max_groups as maxGroups'])
    .distinctOn('r.person_id')
    .where('r.association_id', '=', association)
    .where('r.role', '=', 'facilitator')
    .where('r.ended_at', 'is', null)
    .where('r.from_day', '<=', today)
    .where((where) => where.or([where('r.until_day', 'is', null), where('r.until_day', '>=', today)]))
    .$if(chapter !== null, (query) => query.where((or) => or.or([or('r.chapter_id', '=', chapter!), or('r.chapter_id', 'is', null)])))
    .orderBy('r.person_id')
    .execute();
  const busy = await ledNow(
    tx,
    rows.map((row) => row.id),
  );
  const leaders = rows.map((row): Facilitator => {
    const led = busy.get(row.id) ?? [];
    const point =
      row.latitude !== null && row.longitude !== null ? { latitude: row.latitude, longitude: row.longitude } : placed(row, country);
    const free = (row.slots?.length ? row.slots : everySlot).filter((slot) => !led.includes(slot));
    return {
      id: row.id,
      lat: point?.latitude ?? 0,
      lon: point?.longitude ?? 0,
      maxKm: point ? (row.maxKm ?? ANYWHERE_KM) : ANYWHERE_KM,
      digital: row.said === null || row.digital === true,
      languages: [
        ...new Set(
          (row.languages?.length ? row.languages : [...(row.language ? [row.language] : []), country === 'DK' ? 'da' : 'nb']).map(spoken),
        ),
      ],
      kinds: (row.kinds?.length ? row.kinds : [...KINDS]) as Facilitator['kinds'],
      slots: free,
      maxGroups: Math.max(0, (row.maxGroups ?? USUAL_GROUPS) - led.length),
    };
  });
  return { leaders, unsaid: rows.filter((row) => row.said === null).length };
}

const placed = ({ postcode }: { postcode: string | null }, country: Country) =>
  postcode === null ? undefined : (placeOf(country, postcode)?.point ?? undefined);

/** The part of the week of every group they lead until it runs itself; a group without a time still counts. */
async function ledNow(tx: Tx, people: readonly string[]): Promise<Map<string, string[]>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectFrom('facilitators as f')
    .innerJoin('groups as g', 'g.id', 'f.group_id')
    .select(['f.person_id as person', 'g.first_on as on', 'g.first_at as at'])
    .where('f.person_id', 'in', people)
    .where('f.part', '=', 'facilitator')
    .where('f.ended_at', 'is', null)
    .where('g.handed_over_on', 'is', null)
    .where('g.closed_on', 'is', null)
    .where('g.cancelled_at', 'is', null)
    .execute();
  const led = Map.groupBy(rows, (row) => row.person);
  const slotAt = (on: Day | null, at: Clock | null) => (on && at ? slotOf(on, at) : '');
  return new Map([...led].map(([person, groups]) => [person, groups.map((group) => slotAt(group.on, group.at))]));
}
