import type { RawBuilder } from 'kysely';
import { addDays, type Day, type Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { forgetRates } from '../lib/rate.ts';

export type Clock = { now: Instant; today: Day };
/** Forgets at most `most` and says how many; said to be done when it is fewer. Whoever runs it again forgets nothing twice. */
export type Step = { name: string; forget(tx: Tx, clock: Clock, most: number): Promise<number> };

const DAY_SECONDS = 86_400;

/** What is forgotten by itself, and when: the limits of the register (columns.ts), each as one statement. */
export const steps: readonly Step[] = [
  deleting('sessions', 'token_hash', ({ now }) => sql`expires_at < ${now} or last_seen_at < ${ago(now, 14)}`),
  deleting('sign_in_codes', 'id', ({ now }) => sql`expires_at < ${ago(now, 1)}`),
  deleting('new_contacts', 'id', ({ now }) => sql`expires_at < ${ago(now, 1)}`),
  deleting('form_drafts', 'id', ({ now }) => sql`saved_at < ${ago(now, 7)}`),
  deleting('interests', 'id', ({ today }) => sql`expires_on < ${today}`),
  deleting('drafts', 'id', ({ now }) => sql`changed_at < ${ago(now, 30)}`),
  deleting('ceremonies', 'id', ({ now }) => sql`expires_at < ${ago(now, 1)}`),
  deleting('paper_codes', 'id', ({ now }) => sql`least(expires_at, used_at) < ${ago(now, 90)}`),
  deleting('links', 'id', ({ now }) => sql`least(expires_at, used_at, replaced_at) < ${ago(now, 90)}`),
  deleting('suggestions', 'id', ({ now }) => sql`suggested_at < ${ago(now, 365)}`),
  deleting('imports', 'id', ({ now }) => sql`created_at < ${ago(now, 1)}`),
  {
    name: 'import_mappings',
    forget: (tx, { now }) => count(tx, sql`delete from import_mappings where used_at < ${ago(now, 730)}`),
  },
  deleting('inbound_sms', 'id', ({ now }) => sql`handled_at < ${ago(now, 30)} or received_at < ${ago(now, 90)}`),
  deleting('messages', 'id', ({ now }) => sql`coalesce(sent_at, created_at) < ${ago(now, 365)} and send_after < ${ago(now, 30)}`),
  {
    name: 'messages_read',
    forget: (tx, { now }, most) =>
      count(
        tx,
        sql`update messages set variables = '{}', sealed = null, link_object = null, state = case when state in ('waiting', 'held') then 'failed' else state end,
              last_error = case when state in ('waiting', 'held') then 'too-late' else last_error end
            where id in (select id from messages where coalesce(sent_at, send_after) < ${ago(now, 30)}
              and (variables <> '{}' or sealed is not null or link_object is not null or state in ('waiting', 'held')) limit ${most})`,
      ),
  },
  // A number is kept in place of the names, unless it was counted by heads all along.
  {
    name: 'attendance',
    forget: (tx, { now }, most) =>
      count(
        tx,
        sql`with old as (select id from meetings m where starts_at < ${ago(now, 365)} and exists (select from attendance a where a.meeting_id = m.id) limit ${most}),
              counted as (update meetings m set head_count = coalesce(head_count, (select count(*) from attendance a where a.meeting_id = m.id and a.present))
                where id in (select id from old))
            delete from attendance where meeting_id in (select id from old)`,
      ),
  },
  {
    name: 'absences',
    forget: (tx, { now }, most) =>
      count(
        tx,
        sql`delete from absences where meeting_id in
            (select m.id from meetings m where starts_at < ${ago(now, 90)} and exists (select from absences a where a.meeting_id = m.id) limit ${most})`,
      ),
  },
  deleting('talks_wanted', 'id', ({ today }) => sql`wanted_on < ${addDays(today, -365)}`),
  { name: 'rate_limits', forget: (tx) => forgetRates(tx, DAY_SECONDS).then(() => 0) },
];

/** The enquiries whose details are no longer needed: the group has started, the question is answered, taken back or will lead to no group. */
export async function detailsToForget(tx: Tx, { today }: Clock, most: number): Promise<Forgotten[]> {
  const { rows } = await sql<Forgotten>`
    select e.id, e.person_id as person, e.association_id as association
    from enquiries e join associations a on a.id = e.association_id
    where (e.details_erased_at is null or e.kind is not null or e.diagnosis is not null or e.birth_year is not null or e.postcode is not null
      or e.wish is not null or e.slots <> '{}' or e.needs <> '{}') and (
      e.answered_at::date + a.keep_details_days < ${today}::date
      or e.withdrawn_at::date + a.keep_details_days < ${today}::date
      or exists (select from triages t where t.enquiry_id = e.id and t.superseded_at is null and t.outcome = 'not-a-group'
        and t.decided_at::date + a.keep_details_days < ${today}::date)
      or exists (select from seats s join groups g on g.id = s.group_id where s.enquiry_id = e.id and s.accepted_at is not null and g.cancelled_at is null
        and (s.left_on is null or s.left_on > g.started_on) and greatest(g.started_on, s.accepted_at::date) + a.keep_details_days < ${today}::date))
    limit ${most}`.execute(tx);
  return rows;
}
export type Forgotten = { id: string; person: string | null; association: string };

/** Keeps people.erase_after for everybody, a batch from `last` on; undefined when all have been looked at. */
export async function keepEraseDays(tx: Tx, last: string, most: number): Promise<string | undefined> {
  const { rows } = await sql<{ seen: number; up_to: string }>`select * from app.keep_erase_days(${last}, ${most})`.execute(tx);
  return rows[0] && rows[0].seen === most ? rows[0].up_to : undefined;
}

export const peopleToForget = async (tx: Tx, { today }: Clock, last: string, most: number): Promise<string[]> =>
  (
    await tx.selectFrom('people').select('id').where('erase_after', '<', today).where('id', '>', last).orderBy('id').limit(most).execute()
  ).map(({ id }) => id);

function deleting(name: string, key: string, where: (clock: Clock) => RawBuilder<unknown>): Step {
  const [table, column] = [sql.table(name), sql.ref(key)];
  const forget: Step['forget'] = (tx, clock, most) =>
    count(tx, sql`delete from ${table} where ${column} in (select ${column} from ${table} where ${where(clock)} limit ${most})`);
  return { name, forget };
}

const count = async (tx: Tx, statement: RawBuilder<unknown>) => Number((await statement.execute(tx)).numAffectedRows ?? 0);
const ago = (now: Instant, days: number) => new Date(now.getTime() - days * DAY_SECONDS * 1000);
