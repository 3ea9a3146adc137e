-- What goes on paper: letters gathered to be printed at once, and the runs in which brochures are printed.
create table letter_batches (
  id             uuid primary key,
  association_id uuid not null references associations,
  gathered_at    timestamptz not null,
  gathered_by    uuid not null,
  posted_at      timestamptz,
  posted_by      uuid,
  taken_back_at  timestamptz,               -- not printed after all
  unique (association_id, id)
);
create index on letter_batches (association_id, gathered_at desc);

alter table messages add column batch_id uuid;
alter table messages add foreign key (association_id, batch_id) references letter_batches (association_id, id);
create index on messages (batch_id) where batch_id is not null;

-- One printing of one paper for one place. Its short address leads to what the paper is about, and counts; nothing is known of who came.
create table print_runs (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,
  offer_id       uuid,                      -- an offer, or a group that is listed; null: the chapter, or the association
  code           text not null unique check (code ~ '^[a-z2-9]{5}$'),
  language       text not null check (language in ('nb', 'nn', 'da', 'en')),
  place          text not null check (length(place) <= 80),  -- where it is laid out, in the association's own words
  copies         int check (copies > 0),
  made_on        date not null,
  made_by        uuid not null,
  unique (association_id, id),
  foreign key (association_id, chapter_id) references chapters (association_id, id)
);
create index on print_runs (association_id, made_on desc);
create index on print_runs (chapter_id);
create index on print_runs (offer_id);

-- By month: a day would tell of single visits.
create table run_counts (
  run_id         uuid not null,
  association_id uuid not null references associations,
  month          date not null check (extract(day from month) = 1),
  opened         int not null default 0,
  enquired       int not null default 0,
  primary key (run_id, month),
  foreign key (association_id, run_id) references print_runs (association_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['letter_batches', 'print_runs', 'run_counts'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t);
    execute format('grant select, insert, update on public.%I to verksted_app', t);
    execute format('grant select, insert, update, delete on public.%I to verksted_jobs', t);
    execute format('create trigger stay before update of association_id on public.%I for each row when (old.association_id <> new.association_id) execute function app.stay()', t);
  end loop;
end $$;
revoke insert, update on run_counts from verksted_app; -- app.count_run writes it

-- A batch is seen by whoever gathered it, and by those who coordinate the whole association; its letters are as visible as they ever were.
create policy coordinators on letter_batches to verksted_app
  using (association_id = any (array(select app.coordinated()))
    or (gathered_by = (select app.actor()) and association_id = (select app.my_association()) and exists (select app.coordinated_chapters())));
create policy coordinators on print_runs to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy of_run on run_counts for select to verksted_app using (run_id = any (array(select id from print_runs)));

-- Where a short address leads. The one who follows it is nobody: only a number grows.
create function app.run_leads_to(which text) returns table (association_id uuid, chapter_id uuid, offer_id uuid, language text)
language sql stable security definer set search_path = '' as $$
  select association_id, chapter_id, offer_id, language from public.print_runs where code = which
$$;

create function app.count_run(which text, what text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.run_counts as c (run_id, association_id, month, opened, enquired)
    select id, association_id, date_trunc('month', app.today())::date, (what = 'opened')::int, (what = 'enquired')::int
    from public.print_runs where code = which
  on conflict (run_id, month) do update set opened = c.opened + excluded.opened, enquired = c.enquired + excluded.enquired
$$;
