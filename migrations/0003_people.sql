-- One row is one person in one association. Names and contacts are sealed with the person's own key;
-- the key is wrapped by a key that is kept outside the data folder, and destroyed at erasure.

create table people (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,
  called         bytea not null,               -- sealed: the name to be called by, shown to the person's own group
  full_name      bytea,                        -- sealed: for letters
  language       text not null check (language in ('nb', 'nn', 'da', 'en')),
  reach_by       text not null check (reach_by in ('sms', 'email', 'phone', 'post')),
  large_type     boolean not null default false,
  created_at     timestamptz not null,
  erase_after    date,                         -- set when the last tie ends; null while there is one
  unique (association_id, id),
  foreign key (association_id, chapter_id) references chapters (association_id, id)
);

-- A coordinator of a chapter sees its people; whoever coordinates all asks the same and finds none.
create index on people (chapter_id) where chapter_id is not null;

create table person_keys (
  person_id      uuid primary key references people on delete cascade,
  association_id uuid not null,
  master         int not null,                 -- which outer key wraps it
  wrapped        bytea not null
);

create table contacts (
  id                uuid primary key,
  association_id    uuid not null,
  person_id         uuid not null references people on delete cascade,
  kind              text not null check (kind in ('phone', 'email', 'address')),
  value             bytea not null,            -- sealed
  lookup            bytea,                     -- keyed hash of the normalised value; null for an address
  for_facilitators  boolean not null default false,
  verified_at       timestamptz,
  created_at        timestamptz not null
);
create index on contacts (lookup) where lookup is not null;
create index on contacts (person_id);

create table consents (
  id             uuid primary key,
  association_id uuid not null,
  person_id      uuid not null references people on delete cascade,
  text_version   text not null,
  given_at       timestamptz not null,
  given_by       text not null check (given_by in ('self', 'phone', 'paper', 'import')),
  withdrawn_at   timestamptz
);
create index on consents (person_id);

-- What is left of an erased person: that it was done. The receipt number is the person's proof.
create table erasures (
  id             uuid primary key,
  association_id uuid not null references associations,
  person_id      uuid not null unique,         -- no longer a person: replayed after a restore
  erased_at      timestamptz not null,
  reason         text not null check (reason in ('asked', 'withdrew', 'retention')),
  receipt        text not null unique
);

-- That forgetting was done, and how much; a day without one is told to the administrators.
create table retention_runs (
  id          uuid primary key,
  started_at  timestamptz not null,
  finished_at timestamptz,                     -- null: under way, or cut off
  counts      jsonb not null default '{}'      -- what was forgotten, kind → how many
);
create index on retention_runs (finished_at desc);
