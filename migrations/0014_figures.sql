-- What an umbrella organisation is told of its associations: sums on a day that has been, never people, and never the raw sums either.
-- Published figures (docs/privacy): a cell needs five people and three groups; every count is rounded to five, totals by themselves.
create function app.rounded(n bigint) returns int
language sql immutable set search_path = '' as $$ select (round(n / 5.0) * 5)::int $$;

create function app.umbrella_figures(which uuid, at date) returns table (association uuid, groups int, people int)
language sql stable security definer set search_path = '' as $$
  with seated as (
    select g.association_id, g.id as group_id, count(s.id) as people
    from public.groups g join public.associations a on a.id = g.association_id and a.umbrella_id = which
    left join public.seats s on s.group_id = g.id and s.accepted_at::date <= at and (s.left_on is null or s.left_on > at)
    where g.started_on <= at and (g.closed_on is null or g.closed_on > at)
    group by g.association_id, g.id),
  summed as (select association_id, count(*) as groups, sum(people) as people from seated group by grouping sets ((association_id), ()))
  select association_id, app.rounded(groups), app.rounded(people::bigint) from summed where groups >= 3 and people >= 5
$$;
