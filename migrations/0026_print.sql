-- A paper for one municipality, and what each print run brings: its address opened, an enquiry, somebody counted in.
alter table print_runs add column municipality text check (municipality ~ '^(NO|DK)-\d{3,4}$');
alter table print_runs add check (municipality is null or offer_id is null);

alter table run_counts add column interested int not null default 0;

drop function app.run_leads_to(text);
create function app.run_leads_to(which text)
  returns table (association_id uuid, chapter_id uuid, offer_id uuid, municipality text, language text)
language sql stable security definer set search_path = '' as $$
  select association_id, chapter_id, offer_id, municipality, language from public.print_runs where code = which
$$;

-- `house`: where the enquiry went. A run is told of what it brought its own association, and nothing of what another one was asked.
drop function app.count_run(text, text);
create function app.count_run(which text, what text, house uuid) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.run_counts as c (run_id, association_id, month, opened, enquired, interested)
    select id, association_id, date_trunc('month', app.today())::date,
      (what = 'opened')::int, (what = 'enquired')::int, (what = 'counted-in')::int
    from public.print_runs where code = which and (house is null or house = association_id)
  on conflict (run_id, month) do update set
    opened = c.opened + excluded.opened, enquired = c.enquired + excluded.enquired, interested = c.interested + excluded.interested
$$;
