-- Whether what an association offers may be used by others as open data, under the licence that is said there.
alter table associations add column open_data boolean not null default true;

-- Listed groups in which fewer than five sit: shown by the association, but not handed on, as nobody can take back what others have copied.
create function app.too_few_to_hand_on() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select g.id from public.groups g
  where g.listed and g.closed_on is null and g.cancelled_at is null and g.seated and app.seats_accepted(g.id) < 5
$$;

-- A directory between being read and being stored is kept as a list of people is: sealed, its owner's alone, gone after a day.
alter table imports add column holds text not null default 'people' check (holds in ('people', 'offers'));

-- Who has looked at the actor, as in 0012; and whoever took out everything the association owns took her out with it.
create or replace function app.who_looked(most int, past int)
returns table (at timestamptz, act text, actor_role text, actor_id uuid, called bytea, master int, wrapped bytea, total int)
language sql stable security definer set search_path = '' as $$
  select h.at, h.act, h.actor_role, h.actor_id, p.called, k.master, k.wrapped, count(*) over ()::int
  from public.history h
  join public.people me on me.id = app.actor()
  left join public.people p on p.id = h.actor_id and h.actor_role in ('administrator', 'coordinator', 'facilitator')
  left join public.person_keys k on k.person_id = p.id
  where (h.about_id = me.id or (h.act = 'association.taken-out' and h.association_id = me.association_id and h.at >= me.created_at))
    and h.actor_id is not null and h.actor_id <> me.id
  order by h.at desc, h.id desc limit most offset past
$$;
