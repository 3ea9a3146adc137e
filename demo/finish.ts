/** What came after the groups had begun: heartbeats, endings, messages that have long been sent, and what has come in today. */
import { askHeartbeats, answerHeartbeat } from '../src/groups/heartbeat-actions.ts';
import type { ClosedBecause } from '../src/groups/group.ts';
import { lastHeartbeat } from '../src/groups/store.ts';
import { addDays, type Day } from '../src/lib/day.ts';
import { type Db, sql, transaction } from '../src/lib/db.ts';
import { outgoing } from '../src/messages/index.ts';
import { keepReply } from '../src/messages/reply.ts';
import { composeDrafts, layBoard } from './board.ts';
import { cast, type Ground } from './cast.ts';
import { lives } from './lives.ts';
import { momentOf, OSLO, type Play, tell } from './play.ts';
import * as story from './story.ts';

export async function finish(
  ground: Ground,
  db: Db,
  T: Day,
  groups: ReadonlyMap<string, story.Group>,
  helpers: ReadonlyMap<string, { id: string }>,
): Promise<void> {
  const of = (key: string): story.Group => groups.get(key)!;
  await tell(ground.world, db, async (play, tx) => {
    const now = (key: string) => ({ ...of(key), play, tx });
    await heartbeats(play, T, now);
    await layBoard(play, tx, T, helpers);
    await mergeTwo(T, now('Tårngruppa'), now('Lindegruppa'));
    for (const life of lives.filter((one) => one.listed))
      await tx.updateTable('groups').set({ listed: true }).where('id', '=', of(life.key).id).execute();
    await tx
      .insertInto('rooms')
      .values({ group_id: of('Skjermgruppa').id, association_id: of('Skjermgruppa').association, link: 'https://example.org/rom' })
      .execute();
  });
  await sendWhatIsOld(ground, T);
  await putIntoOrder(ground);
  await leaveToday(ground, db, T);
}

/** Asked when their half year was up; two have answered, one has not. */
async function heartbeats(play: Play, T: Day, now: (key: string) => story.Group): Promise<void> {
  const due = ['Fjordgruppa', 'Ringgruppa', 'Nidgruppa'].map((key) => ({ key, on: addDays(now(key).first!, 7 * 14 + 184) }));
  for (const { key, on } of due.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    await play(null, on, '10:30', (acting) => askHeartbeats(acting));
    if (key === 'Fjordgruppa') await answer(now(key), addDays(on, 2), { alive: true, room: 2 });
    if (key === 'Ringgruppa') await answer(now(key), addDays(on, 5), { alive: false, room: null, because: 'no-longer-needed' });
  }
  if (due.some(({ on }) => on > T)) throw new Error('a heartbeat lies ahead');
}

async function answer(group: story.Group, on: Day, pulse: { alive: boolean; room: number | null; because?: ClosedBecause }): Promise<void> {
  const contact = group.people[0]!;
  await group.play(contact, on, '16:20', async (acting) => {
    const asked = await lastHeartbeat(acting.tx, group.id);
    return await answerHeartbeat(acting, asked!.id, pulse, 'link');
  });
}

async function mergeTwo(T: Day, from: story.Group, into: story.Group): Promise<void> {
  await story.merged({ ...from, coordinator: into.coordinator }, addDays(T, -36), into.id);
  const movers = from.people.slice(0, 3);
  await story.answered(into, addDays(T, -34), 'accept', movers);
  await story.signed(into, addDays(T, -31), movers);
}

/** Letters were posted and calls made, mails and text messages went: all but those of yesterday and today that are still of use. */
async function sendWhatIsOld({ superuser, world }: Ground, T: Day): Promise<void> {
  const since = momentOf(addDays(T, -1), '00:00');
  await superuser.query(
    `with sent as (
      update messages m set attempts = 1, sealed = null, sent_at = m.send_after + interval '40 seconds',
        channel = coalesce(m.channel, case p.reach_by when 'email' then 'email' when 'sms' then 'sms' when 'post' then 'letter' else 'call' end),
        state = case when p.reach_by in ('post', 'phone') then 'done' else 'sent' end,
        done_by = case when p.reach_by in ('post', 'phone') then $2::uuid end
      from people p where p.id = m.person_id and (m.send_after < $1 or m.send_before <= $3) returning m.*)
    insert into history (id, at, association_id, actor_id, actor_role, act, object_kind, object_id, about_id, request_id)
    select gen_random_uuid(), sent_at, association_id, done_by, case when done_by is null then 'system' else 'coordinator' end,
      case when done_by is null then 'message.sent' else 'message.posted' end, 'message', id, person_id, 'demo' from sent`,
    [since, cast.kari.id, world.now()],
  );
}

/** Triggers close by the real clock; here the past has its own days. And somebody has been looked at now and then. */
async function putIntoOrder({ superuser }: Ground): Promise<void> {
  await superuser.query(`
    update facilitators f set ended_at = coalesce(g.handed_over_on, g.closed_on, g.cancelled_at::date) + time '20:50'
      from groups g where g.id = f.group_id and f.ended_at is not null and coalesce(g.handed_over_on, g.closed_on, g.cancelled_at::date) is not null;
    update seats s set released_at = g.handed_over_on + time '20:50' from groups g where g.id = s.group_id and s.released_at is not null;
    update duties d set ended_at = g.closed_on + time '09:50' from groups g where g.id = d.group_id and d.ended_at is not null and g.closed_on is not null;
    insert into history (id, at, association_id, actor_id, actor_role, act, object_kind, object_id, about_id, request_id)
      select gen_random_uuid(), i.held_at - interval '5 minutes', i.association_id, i.by_id, 'coordinator', 'person.looked-at', 'person', e.person_id, e.person_id, 'demo'
      from interviews i join enquiries e on e.id = i.enquiry_id where i.held_at is not null;
    insert into history (id, at, association_id, actor_id, actor_role, act, object_kind, object_id, request_id)
      select gen_random_uuid(), a.created_at, a.id, p.id, 'administrator', 'association.founded', 'association', a.id, 'demo'
      from associations a join roles r on r.association_id = a.id and r.role = 'administrator' join people p on p.id = r.person_id;
    insert into history (id, at, association_id, actor_role, act, object_kind, object_id, about_id, request_id)
      select gen_random_uuid(), a.created_at + interval '1 hour', a.id, 'system', 'role.given', 'role', r.id, r.person_id, 'demo'
      from roles r join associations a on a.id = r.association_id`);
}

/** What is left for today's workers: yesterday's and today's messages, and two answers by text message that no rule understands. */
async function leaveToday({ world }: Ground, db: Db, T: Day): Promise<void> {
  await transaction(db, { person: null, today: T }, async (tx) => {
    const left = await tx.selectFrom('messages').select(['id', 'send_after']).where('state', '=', 'waiting').orderBy('id').execute();
    for (const { id, send_after: startAfter } of left)
      await world.enqueue(tx, outgoing, { message: id }, startAfter > world.now() ? { startAfter } : {});
    await composeDrafts(world, tx);
    const now = world.now();
    await keepReply({ world, tx, now }, { id: 'demo 1', from: cast.pia.phone, text: 'Hei, kan eg ta med dotter mi neste gong?' } as never);
    await keepReply({ world, tx, now }, {
      id: 'demo 2',
      from: cast.poul.phone,
      text: 'Jeg kommer lidt senere på tirsdag, hilsen Poul',
    } as never);
    await sql`insert into retention_runs (id, started_at, finished_at) values (gen_random_uuid(), ${momentOf(T, '03:23')}, ${momentOf(T, '03:24')})`.execute(
      tx,
    );
  });
}

export { OSLO };
