/** What the groups one coordinates ask for today, and the groups themselves: for the first page. */
import type { RawBuilder } from 'kysely';
import type { Acting, Person } from '../accounts/index.ts';
import { addDays, type Day } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import type { Due } from '../lib/due.ts';

export type GroupDue = Due<
  | 'facilitators'
  | 'declined'
  | 'lost'
  | 'venue'
  | 'ask'
  | 'answers'
  | 'pledges'
  | 'start'
  | 'decision'
  | 'merge'
  | 'heartbeat'
  | 'heartbeat-no'
> & { /** needs somebody today */ isNow: boolean };

/** Of so many at most; more than that nobody reads. */
const MOST = 100;
/** Days after which a group that was asked and has not answered is called. */
const PATIENCE = 14;
/** Days before the first meeting in which nothing may be missing any more. */
const SOON = 7;

/** One line for each thing a group needs, the group named. */
export async function groupsDue(acting: Acting): Promise<GroupDue[]> {
  const { actor } = acting;
  if (actor.kind !== 'person') return [];
  return [
    ...(await forming(acting, actor)),
    ...(await lost(acting, actor)),
    ...(await deciding(acting, actor)),
    ...(await silent(acting, actor)),
  ];
}

/** As in access.ts: an administrator's and coordinator's association, or the chapters of a chapter's coordinator. */
export function coordinatedBy({ association, roles }: Person): RawBuilder<boolean> {
  const works = roles.filter(({ role }) => role === 'administrator' || role === 'coordinator');
  if (works.some(({ chapter }) => chapter === null)) return sql<boolean>`g.association_id = ${association}`;
  const chapters = works.flatMap(({ chapter }) => chapter ?? []);
  return sql<boolean>`g.association_id = ${association} and g.chapter_id = any (${chapters}::uuid[])`;
}

type Forming = {
  id: string;
  name: string;
  composed: Day;
  asked: Day | null;
  accepted: Day | null;
  signed: Day | null;
  first: Day | null;
  needed: number;
  min: number;
  seated: boolean;
  venue: string | null;
  named: number;
  agreed: number;
  declined: number;
  declinedOn: Day | null;
  standing: number;
  open: number;
  sitting: number;
  unsigned: number;
  wasAsked: boolean;
};

async function forming({ tx, now, today }: Acting, actor: Person): Promise<GroupDue[]> {
  const { rows } = await sql<Forming>`
    select g.id, g.name, g.composed_at::date as composed, g.first_on as first, s.asked, s.accepted, w.signed, g.venue_id as venue, g.size_min as min, g.seated, g.asked_at_once > 0 as "wasAsked",
      case when g.one_facilitator_on is null then g.facilitators_min else least(1, g.facilitators_min) end as needed,
      f.named, f.agreed, n.declined, n."declinedOn", s.standing, s.open, s.sitting, f.unsigned + s.unsigned as unsigned
    from groups g
    cross join lateral (select array_agg(id) as ids from (select distinct on (language) id from texts
      where association_id = g.association_id and kind = 'pledge' and valid_from <= ${now} order by language, version desc) one) p
    cross join lateral (select count(*) filter (where part = 'facilitator')::int as named, count(*) filter (where part = 'facilitator' and agreed_at is not null)::int as agreed,
      count(*) filter (where not exists (select from pledges x where x.group_id = g.id and x.person_id = f.person_id and x.text_id = any (p.ids)))::int as unsigned
      from facilitators f where f.group_id = g.id and ${holdsIt(today)}) f
    cross join lateral (select count(*)::int as declined, max(declined_at)::date as "declinedOn" from facilitators where group_id = g.id and declined_at is not null) n
    cross join lateral (select max(signed_at)::date as signed from pledges where group_id = g.id) w
    cross join lateral (select count(*) filter (where invited_at is null and declined_at is null and gone_at is null)::int as standing,
      count(*) filter (where invited_at is not null and accepted_at is null and declined_at is null and gone_at is null)::int as open,
      count(*) filter (where accepted_at is not null and left_on is null)::int as sitting, max(accepted_at)::date as accepted,
      min(invited_at) filter (where accepted_at is null and declined_at is null and gone_at is null)::date as asked,
      count(*) filter (where accepted_at is not null and left_on is null
        and not exists (select from pledges x where x.group_id = g.id and x.person_id = s.person_id and x.text_id = any (p.ids)))::int as unsigned
      from seats s where s.group_id = g.id) s
    where ${coordinatedBy(actor)} and g.started_on is null and g.closed_on is null and g.cancelled_at is null
    order by g.composed_at limit ${MOST}`.execute(tx);
  return rows.flatMap((row) => formingDue(row, today));
}

/** Of whoever was named for a group: still is, and has the role. As app.leads_today says, which is asked row by row. */
const holdsIt = (today: Day): RawBuilder<boolean> => sql<boolean>`f.ended_at is null and (f.until_day is null or f.until_day >= ${today})
  and exists (select from roles r where r.person_id = f.person_id and r.association_id = f.association_id and r.role = 'facilitator'
    and r.ended_at is null and r.from_day <= ${today} and (r.until_day is null or r.until_day >= ${today}))`;

/** Accompanied groups that too few hold: somebody stopped, or has the role no longer. */
async function lost({ tx, today }: Acting, actor: Person): Promise<GroupDue[]> {
  const { rows } = await sql<{ id: string; name: string; since: Day; missing: number }>`
    select g.id, g.name, n.needed - f.holding as missing, greatest(g.started_on, f.last, (select max(r.until_day) + 1 from roles r
      where r.person_id = any (f.people) and r.association_id = g.association_id and r.role = 'facilitator' and r.until_day < ${today})) as since
    from groups g
    cross join lateral (select case when g.one_facilitator_on is null then g.facilitators_min else least(1, g.facilitators_min) end as needed) n
    cross join lateral (select count(*) filter (where f.part = 'facilitator' and ${holdsIt(today)})::int as holding,
      max(f.ended_at)::date as last, array_agg(f.person_id) as people from facilitators f where f.group_id = g.id) f
    where ${coordinatedBy(actor)} and g.started_on is not null and g.handed_over_on is null and g.closed_on is null and g.cancelled_at is null
      and f.holding < n.needed
    order by since limit ${MOST}`.execute(tx);
  return rows.map(({ id, name, since, missing }) => ({ what: 'lost', count: missing, since, about: id, name, isNow: true }));
}

/** What a group that forms needs of the one who forms it; what comes first alone, where one thing waits for another. */
function formingDue(at: Forming, today: Day): GroupDue[] {
  const isSoon = at.first !== null && at.first <= addDays(today, SOON);
  const due = (what: GroupDue['what'], since: Day | null, count = 1): GroupDue => {
    return { what, count, since: since ?? at.composed, about: at.id, name: at.name, isNow: isSoon || what === 'start' };
  };
  const isManned = at.agreed >= at.needed;
  const nobody = at.declined > 0 ? { ...due('declined', at.declinedOn, at.declined), isNow: true } : due('facilitators', null);
  const missing = [...(at.named < at.needed ? [nobody] : []), ...(at.venue === null ? [due('venue', null)] : [])];
  if (missing.length > 0) return missing;
  if (!at.wasAsked && at.standing > 0) return [due('ask', null, at.standing)];
  if (at.open > 0) return [due('answers', at.asked, at.open)];
  if (at.sitting > 0 && at.unsigned > 0) return [due('pledges', at.accepted, at.unsigned)];
  return isManned && (!at.seated || at.sitting >= at.min) && at.sitting > 0 ? [due('start', at.signed)] : [];
}

/** Groups whose last accompanied meeting has been, and those that will join another. */
async function deciding({ tx }: Acting, actor: Person): Promise<GroupDue[]> {
  const { rows } = await sql<{ id: string; name: string; since: Day; what: 'decision' | 'merge' }>`
    select g.id, g.name, coalesce(m.last, g.decided_on) as since, case when g.decision = 'merge' then 'merge' else 'decision' end as what
    from groups g cross join lateral (select count(*) as held, max(day) as last from meetings m
      where m.group_id = g.id and m.held_at is not null and m.accompanied) m
    where ${coordinatedBy(actor)} and g.started_on is not null and g.handed_over_on is null and g.closed_on is null and g.cancelled_at is null
      and (g.decision = 'merge' or ((g.decision is null or g.decision = 'continue') and m.held >= coalesce(g.continued_to, g.accompanied_max)))
    order by since limit ${MOST}`.execute(tx);
  return rows.map(({ id, name, since, what }) => ({ what, count: 1, since, about: id, name, isNow: true }));
}

/** Groups that run themselves and have not answered for a while, or have said that they are no more. */
async function silent({ tx, today }: Acting, actor: Person): Promise<GroupDue[]> {
  const { rows } = await sql<{ id: string; name: string; since: Day; isNo: boolean }>`
    select g.id, g.name, h.asked_on as since, h.answered_on is not null as "isNo"
    from groups g cross join lateral (select asked_on, answered_on, alive from heartbeats h where h.group_id = g.id order by asked_on desc limit 1) h
    where ${coordinatedBy(actor)} and g.handed_over_on is not null and g.closed_on is null
      and ((h.answered_on is null and h.asked_on <= ${addDays(today, -PATIENCE)}) or h.alive = false)
    order by h.asked_on limit ${MOST}`.execute(tx);
  return rows.map(({ id, name, since, isNo }) => ({
    what: isNo ? 'heartbeat-no' : 'heartbeat',
    count: 1,
    since,
    about: id,
    name,
    isNow: isNo,
  }));
}
