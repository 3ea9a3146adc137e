-- Who would like to sit with whom. As with `apart`, only ids: why is nobody's to write down.
create table together (
  id             uuid primary key,
  association_id uuid not null references associations,
  one_id         uuid not null,
  other_id       uuid not null,
  noted_by       uuid not null,
  check (one_id < other_id),
  unique (one_id, other_id),
  foreign key (association_id, one_id) references people (association_id, id) on delete cascade,
  foreign key (association_id, other_id) references people (association_id, id) on delete cascade
);
create index on together (other_id);

-- What somebody who starts groups can do and when; where there is no row, nothing was said.
create table readiness (
  person_id      uuid primary key,
  association_id uuid not null references associations,
  kinds          text[] not null default '{}' check (kinds <@ array['patient', 'relative', 'bereaved', 'mixed']),
  languages      text[] not null default '{}',
  slots          text[] not null default '{}',  -- mon-eve …
  postcode       text,
  latitude       double precision,
  longitude      double precision,
  max_km         int check (max_km between 1 and 2000),
  digital        boolean not null default false,
  max_groups     int not null check (max_groups between 0 and 9),
  noted_by       uuid not null,
  noted_at       timestamptz not null,
  foreign key (association_id, person_id) references people (association_id, id) on delete cascade
);

-- A coordinator's draft of who sits with whom. Nothing in it is decided; it holds ids, and whoever no longer waits is not shown.
create table drafts (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,                          -- null: people of the whole association
  model_id       uuid references programme_models,
  version        int not null default 1,        -- counts every change, so that nobody writes over another's
  asked          jsonb not null,                -- {"models": [], "venues": [], "kinds": [], "all": true}
  made_by        uuid not null,
  made_at        timestamptz not null,
  changed_at     timestamptz not null,
  chosen_at      timestamptz,                   -- a proposal was taken to the board
  work           text not null default 'waiting' check (work in ('waiting', 'running', 'done', 'stopped', 'failed')),
  work_no        int not null default 1,        -- which time it is proposed
  work_at        timestamptz not null,          -- when it was last heard of
  work_share     double precision not null default 0,       -- 0 to 1
  work_placed    int not null default 0,
  work_groups    int not null default 0,
  work_score     double precision not null default 0,
  work_bound     double precision not null default 0,
  stop_asked     boolean not null default false,
  notes          jsonb not null default '{}',   -- how many of what could not be counted in
  unique (association_id, id),
  foreign key (association_id, chapter_id) references chapters (association_id, id)
);
create index on drafts (association_id, changed_at);

create table draft_groups (
  id             uuid primary key,
  association_id uuid not null,
  draft_id       uuid not null,
  place_no       int not null,
  venue_id       uuid references venues,
  slot           text,
  kind           text check (kind in ('patient', 'relative', 'bereaved', 'mixed')),
  language       text,
  joins_id       uuid references groups on delete cascade,  -- people for a group that is there already
  leaders        uuid[] not null default '{}',
  pinned         boolean not null default false,
  accepted_id    uuid references groups on delete cascade,
  unique (draft_id, place_no),
  unique (draft_id, id),
  foreign key (association_id, draft_id) references drafts (association_id, id) on delete cascade,
  check (joins_id is not null or (venue_id is not null and slot is not null and kind is not null and language is not null))
);

create table draft_people (
  association_id uuid not null,
  draft_id       uuid not null,
  enquiry_id     uuid not null,
  draft_group_id uuid,                          -- null: left over
  reason         text,
  pinned         boolean not null default false,
  primary key (draft_id, enquiry_id),
  foreign key (association_id, draft_id) references drafts (association_id, id) on delete cascade,
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete cascade,
  foreign key (draft_id, draft_group_id) references draft_groups (draft_id, id) on delete set null (draft_group_id)
);
create index on draft_people (enquiry_id);
create index on draft_people (draft_group_id);

create table draft_proposals (
  association_id uuid not null,
  draft_id       uuid not null,
  place_no       int not null,
  model_id       uuid not null references programme_models,
  score          double precision not null,
  bound          double precision not null,
  ended          text not null check (ended in ('best-possible', 'time', 'stopped')),
  differs        double precision not null,
  answer         jsonb not null,                -- groups, those left over and why, pins that could not be kept
  primary key (draft_id, place_no),
  foreign key (association_id, draft_id) references drafts (association_id, id) on delete cascade
);

-- What was done to a draft, for the one who worked on it at the same time.
create table draft_changes (
  association_id uuid not null,
  draft_id       uuid not null,
  version        int not null,
  at             timestamptz not null,
  by_id          uuid,
  what           text not null check (what in ('proposed', 'chosen', 'moved', 'pinned', 'unpinned', 'opened', 'dissolved', 'led', 'accepted')),
  enquiry_id     uuid,
  from_no        int,
  to_no          int,
  primary key (draft_id, version),
  foreign key (association_id, draft_id) references drafts (association_id, id) on delete cascade,
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete set null (enquiry_id)
);

do $$
declare
  t text;
  own text[];
begin
  foreach t in array array['together', 'readiness', 'drafts', 'draft_groups', 'draft_people', 'draft_proposals', 'draft_changes'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on public.%I to verksted_app, verksted_jobs', t);
    select array_agg(a.attname::text) into own from pg_attribute a
      where a.attrelid = format('public.%I', t)::regclass and a.attname in ('association_id', 'person_id', 'draft_id', 'chapter_id') and not a.attisdropped;
    execute format('create trigger stay before update of %s on public.%I for each row when (%s) execute function app.stay()',
      array_to_string(own, ', '), t,
      (select string_agg(format('old.%1$I is distinct from new.%1$I', name), ' or ') from unnest(own) as name));
  end loop;
end $$;

create policy coordinators on together to verksted_app
  using (association_id = any (array(select app.coordinated())) or one_id = any (array(select app.coordinated_people())));
create policy self on readiness for select to verksted_app using (person_id = (select app.actor()));
-- Whoever forms groups anywhere in the association reads who can start one, as she reads who has the role.
create policy coordinators_read on readiness for select to verksted_app
  using (association_id = (select app.my_association()) and exists (select app.coordinated() union select app.coordinated_chapters()));
create policy coordinators on readiness to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));
create policy coordinators on drafts to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy of_draft on draft_groups to verksted_app using (draft_id = any (array(select id from drafts)));
create policy of_draft on draft_people to verksted_app using (draft_id = any (array(select id from drafts)));
create policy of_draft on draft_proposals to verksted_app using (draft_id = any (array(select id from drafts)));
create policy of_draft on draft_changes to verksted_app using (draft_id = any (array(select id from drafts)));
