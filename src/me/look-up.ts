import { type Acting, asPerson, type Visit } from '../accounts/index.ts';
import { detailRows, enquiriesOf, toldBy } from '../intake/index.ts';
import { sql } from '../lib/db.ts';
import type { Translate } from '../lib/language.ts';
import { calledIn, type Everything, everythingAbout } from '../people/index.ts';
import type { Instant } from '../lib/day.ts';
import type { Act } from '../history/index.ts';
import { type Kept, keptOf, type Looked } from './kept.ts';

/** Everything about oneself, and the same in words. */
export async function keptAboutMe(
  visit: Pick<Visit, 'world' | 'tx' | 'actor' | 'today' | 't'>,
): Promise<{ all: Everything; kept: Kept[] }> {
  const { id, association } = asPerson(visit.actor);
  const all = await everythingAbout(visit, id);
  const { keep_details_days: days, keep_people_months: months } = await visit.tx
    .selectFrom('associations')
    .select(['keep_details_days', 'keep_people_months'])
    .where('id', '=', association)
    .executeTakeFirstOrThrow();
  const looked: Looked = {
    today: visit.today,
    told: await toldOf(visit, visit.t, id),
    groups: await groupNames(visit, ids(all, ['seats', 'pledges', 'facilitators'], 'group_id')),
    meetings: await meetingDays(visit, ids(all, ['absences'], 'meeting_id')),
    keep: { days, months },
  };
  return { all, kept: keptOf(visit.t, all, looked) };
}

const ids = (all: Everything, tables: string[], column: string): string[] => [
  ...new Set(tables.flatMap((table) => (all[table] ?? []).map((row) => String(row[column])))),
];

async function toldOf(scene: Pick<Acting, 'world' | 'tx'>, t: Translate, person: string): Promise<Looked['told']> {
  const told: Looked['told'] = new Map();
  for (const enquiry of await enquiriesOf(scene.tx, person)) {
    const words = await toldBy(scene, enquiry);
    if (words) told.set(enquiry.id, detailRows(t, words, enquiry));
  }
  return told;
}

async function groupNames({ tx }: Pick<Acting, 'tx'>, groups: string[]): Promise<Map<string, string>> {
  if (groups.length === 0) return new Map();
  const rows = await tx.selectFrom('groups').select(['id', 'name']).where('id', 'in', groups).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function meetingDays({ tx }: Pick<Acting, 'tx'>, meetings: string[]): Promise<Looked['meetings']> {
  if (meetings.length === 0) return new Map();
  const rows = await tx.selectFrom('meetings').select(['id', 'day']).where('id', 'in', meetings).execute();
  return new Map(rows.map(({ id, day }) => [id, day]));
}

export type Look = {
  at: Instant;
  act: Act;
  /** what kind of thing was looked at: says which list */
  list: string;
  role: string;
  name: string | null;
};
type Row = {
  at: Instant;
  act: Act;
  object_kind: string;
  actor_role: string;
  actor_id: string;
  called: Buffer | null;
  master: number | null;
  wrapped: Buffer | null;
};
export const LOOKS_PAGE = 50;

/** Who of the association has looked at or changed anything about oneself; the newest first. Names of those who work there, and of no one else. */
export async function looksAtMe({ world, tx }: Pick<Acting, 'world' | 'tx'>, page: number): Promise<{ looks: Look[]; count: number }> {
  const { rows } = await sql<Row & { total: number }>`select * from app.who_looked(${LOOKS_PAGE}, ${(page - 1) * LOOKS_PAGE})`.execute(tx);
  const looks = rows.map(({ at, act, object_kind, actor_role, actor_id, called, master, wrapped }) => {
    const name = called && wrapped && master !== null ? calledIn({ world }, { person: actor_id, called, master, wrapped }) : null;
    return { at, act, list: object_kind, role: actor_role, name };
  });
  return { looks, count: rows[0]?.total ?? 0 };
}
