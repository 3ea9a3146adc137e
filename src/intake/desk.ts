/** What an enquiry asks of whoever coordinates, and where the own one stands: for the first page. Counts and the oldest day, no names but of today's talks. */
import { type Acting, associationOf, idOf } from '../accounts/index.ts';
import { addDays, type Clock, type Day, startOfDay, wallOf } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import type { Due } from '../lib/due.ts';
import { namesOf } from '../people/index.ts';
import type { Wants } from './enquiry.ts';
import { type Said, saidOf } from './follow.tsx';
import { ZONE } from './interview.ts';
import { enquiriesOf } from './store.ts';

export type IntakeDue = Due<`wants-${Wants}` | 'talk-not-held' | 'to-triage' | 'ask-again' | 'import' | 'twice'>;

/** Of so many new enquiries at most, the newest, it is asked whether their sender is here already. */
const NEWEST = 50;

/** Everything of the kind that the actor coordinates, whoever it was agreed with. */
export async function intakeDue({ tx, actor, today, now }: Acting): Promise<IntakeDue[]> {
  const house = associationOf(actor);
  const { rows } = await sql<{ what: IntakeDue['what']; count: number; since: Day; about: string | null }>`
    select 'wants-' || wants as what, count(*)::int as count, min(received_on) as since, min(id::text) as about
      from enquiries where association_id = ${house} and stage = 'new' group by wants
    union all
    select 'talk-not-held', count(*)::int, min(i.at)::date, min(e.id::text)
      from enquiries e join interviews i on i.enquiry_id = e.id and i.held_at is null and i.cancelled_at is null and i.unfit_at is null
      where e.association_id = ${house} and e.stage = 'booked' and i.at < ${now}
    union all
    select 'to-triage', count(*)::int, min(received_on), min(id::text) from enquiries where association_id = ${house} and stage = 'talked' and wants = 'group'
    union all
    select 'ask-again', count(*)::int, min(t.again_on), min(e.id::text)
      from enquiries e join triages t on t.enquiry_id = e.id and t.superseded_at is null
      where e.association_id = ${house} and e.stage = 'later' and t.again_on <= ${today}
    union all
    select 'import', count(*)::int, min(created_at)::date, min(id::text) from imports where by_id = ${idOf(actor)} and holds = 'people' and stored_at is null
      and created_at > ${startOfDay(addDays(today, -1), ZONE)}
    union all
    select 'twice', count(distinct n.id)::int, min(n.received_on), min(n.id::text)
      from (select id, person_id, received_on from enquiries where association_id = ${house} and stage = 'new' and person_id is not null
        order by received_on desc, id desc limit ${NEWEST}) n
      join contacts c on c.person_id = n.person_id and c.lookup is not null
      join contacts d on d.lookup = c.lookup and d.person_id <> c.person_id
      join enquiries w on w.person_id = d.person_id and w.association_id = ${house}
        and (w.stage not in ('new', 'withdrawn', 'finished') or w.stage = 'new' and w.id < n.id)`.execute(tx);
  return rows.flatMap(({ about, ...due }) => (due.count === 0 ? [] : [{ ...due, ...(due.count === 1 && about !== null && { about }) }]));
}

export type TalkToday = { enquiry: string; name: string; clock: Clock };
const MOST = 12;

/** The talks the actor has today and that are still to come, by name. */
export async function talksToday(acting: Acting): Promise<TalkToday[]> {
  const { tx, actor, today, now } = acting;
  const rows = await tx
    .selectFrom('interviews as i')
    .innerJoin('enquiries as e', 'e.id', 'i.enquiry_id')
    .select(['e.id as enquiry', 'e.person_id as person', 'i.at'])
    .where('i.by_id', '=', idOf(actor)!)
    .where('i.at', '>=', now)
    .where('i.at', '<', startOfDay(addDays(today, 1), ZONE))
    .where('i.held_at', 'is', null)
    .where('i.cancelled_at', 'is', null)
    .where('i.unfit_at', 'is', null)
    .where('e.person_id', 'is not', null)
    .orderBy('i.at')
    .limit(MOST)
    .execute();
  const names = await namesOf(
    acting,
    rows.map((row) => row.person!),
  );
  return rows.map(({ enquiry, person, at }) => ({ enquiry, name: names.get(person!)?.called ?? '', clock: wallOf(at, ZONE).clock }));
}

export type OwnEnquiry = { said: Said; receivedOn: Day; talk: { day: Day; clock: Clock } | null };

/** Where the newest thing the actor asked for stands, in the words of its private page. */
export async function ownEnquiry({ tx, actor }: Acting): Promise<OwnEnquiry | null> {
  const own = (await enquiriesOf(tx, idOf(actor)!)).findLast((one) => one.stage !== 'withdrawn');
  if (!own) return null;
  const booked = await tx
    .selectFrom('interviews')
    .select('at')
    .where('enquiry_id', '=', own.id)
    .where('held_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('unfit_at', 'is', null)
    .orderBy('at')
    .executeTakeFirst();
  const talk = own.stage === 'booked' && booked ? wallOf(booked.at, ZONE) : null;
  return { said: saidOf(own.stage, own.wants), receivedOn: own.receivedOn, talk };
}
