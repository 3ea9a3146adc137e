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
