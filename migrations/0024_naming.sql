-- Who may be named to lead a group, who still leads one, and who was looked at.

-- A group is held by whoever was named for it and has the role today. One context is read for all of it: it is verified each time it is read.
create or replace function app.facilitated() returns setof uuid
language sql stable security definer set search_path = '' as $$
  with here as materialized (select app.actor() as me, app.today() as today)
  select f.group_id from here join public.facilitators f on f.person_id = here.me join public.groups g on g.id = f.group_id
  where f.ended_at is null and g.handed_over_on is null and f.from_day <= here.today and (f.until_day is null or f.until_day >= here.today)
    and exists (select from public.roles r where r.person_id = f.person_id and r.association_id = f.association_id and r.role = 'facilitator'
      and r.ended_at is null and r.from_day <= here.today and (r.until_day is null or r.until_day >= here.today))
$$;

-- The same of one who was named, for those who see that she was: they do not see her roles.
create function app.leads_today(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with here as materialized (select app.today() as today)
  select exists (select from here join public.facilitators f on f.id = which
    join public.roles r on r.person_id = f.person_id and r.association_id = f.association_id and r.role = 'facilitator'
    where f.ended_at is null and f.from_day <= here.today and (f.until_day is null or f.until_day >= here.today)
      and r.ended_at is null and r.from_day <= here.today and (r.until_day is null or r.until_day >= here.today))
$$;

create or replace function app.find_session(wanted bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'person', p.id, 'association', p.association_id, 'chapter', p.chapter_id, 'language', p.language, 'largeType', p.large_type,
    'secondAt', s.second_at, 'stepUpAt', s.step_up_at, 'ownDevice', s.own_device, 'method', s.method, 'lastSeenAt', s.last_seen_at,
    'hasSecond', exists (select from public.passkeys k where k.person_id = p.id)
              or exists (select from public.totp_secrets t where t.person_id = p.id and t.confirmed_at is not null),
    'roles', coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'association', r.association_id, 'chapter', r.chapter_id, 'umbrella', r.umbrella_id, 'from', r.from_day, 'until', r.until_day))
              from public.roles r where r.person_id = p.id and r.ended_at is null), '[]'),
    'facilitates', coalesce((select jsonb_agg(jsonb_build_object('group', f.group_id, 'association', f.association_id, 'from', f.from_day, 'until', f.until_day))
              from public.facilitators f join public.groups g on g.id = f.group_id
              where f.person_id = p.id and f.ended_at is null and g.handed_over_on is null), '[]'),
    'sits', coalesce((select jsonb_agg(x.group_id) from public.seats x where x.person_id = p.id and x.accepted_at is not null and x.left_on is null), '[]'))
  from public.sessions s join public.people p on p.id = s.person_id
  where s.token_hash = wanted and s.expires_at > at
    and s.last_seen_at > at - case when s.own_device then interval '14 days' else interval '2 hours' end
$$;

-- Whoever forms groups in an association names those who have the role in it, whichever chapter they belong to. Of somebody outside her own chapter
-- a chapter's coordinator is given what a group gives its people, the name to be called by, and no row of hers: no page of such a person opens.
create function app.facilitators_to_name() returns table (person_id uuid, association_id uuid, called bytea, master int, wrapped bytea)
language sql stable security definer set search_path = '' as $$
  with here as materialized (select app.actor() as me, app.today() as today),
  held as (select r.person_id, r.association_id, r.role from here join public.roles r on r.ended_at is null and r.from_day <= here.today and (r.until_day is null or r.until_day >= here.today))
  select p.id, p.association_id, p.called, k.master, k.wrapped from public.people p join public.person_keys k on k.person_id = p.id
  where p.id in (select h.person_id from held h where h.role = 'facilitator' and h.association_id in
    (select o.association_id from held o join here on o.person_id = here.me where o.role in ('administrator', 'coordinator')))
$$;

-- One look at a list is a look at everybody whose name stood on it. In the same entry, so that the chain covers who they were.
alter table history add column about_ids uuid[];
create index on history using gin (about_ids) where about_ids is not null;

-- Who has looked at the actor or changed something about her; however often somebody saw her in the same list in a day, it is one line. Those who
-- work for the association are named, others are not; and the key comes with the name, for this one answer.
drop function app.who_looked(int, int);
create function app.who_looked(most int, past int)
returns table (at timestamptz, act text, object_kind text, actor_role text, actor_id uuid, called bytea, master int, wrapped bytea, total int)
language sql stable security definer set search_path = '' as $$
  with here as materialized (select id as me, association_id as house, created_at as since from public.people where id = app.actor()),
  looks as (
    select h.at, h.id, h.act, h.object_kind, h.actor_role, h.actor_id from here join public.history h on h.about_id = here.me
    union all
    select h.at, h.id, h.act, h.object_kind, h.actor_role, h.actor_id from here join public.history h on h.about_ids @> array[here.me]
    union all
    select h.at, h.id, h.act, h.object_kind, h.actor_role, h.actor_id from here join public.history h
      on h.act = 'association.taken-out' and h.association_id = here.house and h.at >= here.since),
  days as (
    select max(l.at) as at, max(l.id::text) as id, l.act, l.object_kind, l.actor_role, l.actor_id from looks l, here
    where l.actor_id is not null and l.actor_id <> here.me
    group by l.act, l.object_kind, l.actor_role, l.actor_id,
      case when l.act = 'list.looked-at' then (l.at at time zone 'Europe/Oslo')::date::text else l.id::text end)
  select d.at, d.act, d.object_kind, d.actor_role, d.actor_id, p.called, k.master, k.wrapped, count(*) over ()::int
  from days d
  left join public.people p on p.id = d.actor_id and d.actor_role in ('administrator', 'coordinator', 'facilitator')
  left join public.person_keys k on k.person_id = p.id
  order by d.at desc, d.id desc limit most offset past
$$;
