-- What an umbrella suggests that its associations show: public listings out of a directory, which each association says yes or no to.
create table suggestions (
  id             uuid primary key,
  association_id uuid not null references associations,
  umbrella_id    uuid not null references umbrellas,
  source         text not null,                  -- what kind of list it came from, and what it is called there
  source_key     text not null,
  offer          jsonb not null,                 -- as it was read; gone with the answer
  suggested_at   timestamptz not null,
  answered_at    timestamptz,
  answer         text check (answer in ('published', 'kept', 'declined')),
  unique (association_id, umbrella_id, source, source_key),
  check ((answered_at is null) = (answer is null)),
  check ((answer is null) = (offer <> '{}'))
);
create index on suggestions (umbrella_id);

alter table suggestions enable row level security;
alter table suggestions force row level security;
create policy owner_all on suggestions to verksted_owner using (true) with check (true);
create policy jobs_all on suggestions to verksted_jobs using (true) with check (true);
grant select, insert, update, delete on suggestions to verksted_app, verksted_jobs;
revoke update, delete on suggestions from verksted_app;
grant update (offer, answered_at, answer) on suggestions to verksted_app;
create trigger stay before update of association_id on suggestions for each row when (old.association_id <> new.association_id) execute function app.stay();

-- An officer suggests to those under her umbrella, and sees what became of it; those who coordinate the whole association answer.
create policy officers_see on suggestions for select to verksted_app using (umbrella_id = any (array(select app.officer_of())));
create policy officers_suggest on suggestions for insert to verksted_app
  with check (answer is null and umbrella_id = any (array(select app.officer_of()))
    and exists (select from associations a where a.id = association_id and a.umbrella_id = suggestions.umbrella_id));
create policy coordinators_see on suggestions for select to verksted_app using (association_id = any (array(select app.coordinated())));
create policy coordinators_answer on suggestions for update to verksted_app using (association_id = any (array(select app.coordinated())));

-- How the columns of a list were put right is remembered for whoever brings lists in, an officer too.
create policy officers on import_mappings to verksted_app
  using (association_id = (select app.my_association()) and exists (select app.officer_of()));
