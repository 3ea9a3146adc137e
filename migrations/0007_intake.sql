-- Counts stay when people go: an erased person's enquiry and seat lose the person and the details, not the row.
create table enquiries (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,
  person_id      uuid references people on delete set null,
  wants          text not null check (wants in ('group', 'talk', 'help', 'represent')),
  came_by        text not null check (came_by in ('web', 'phone', 'letter', 'import', 'meeting')),
  received_on    date not null,                 -- the place in the queue
  -- what is needed to find a group; gone 30 days after the group starts
  kind           text check (kind in ('patient', 'relative', 'bereaved')),
  mixed_ok       boolean not null default false,
  diagnosis      text,                          -- broad group, the association's own list
  phase          text check (phase in ('new', 'treatment', 'after', 'chronic', 'late')),
  birth_year     int check (birth_year between 1900 and 2100),
  sex            text check (sex in ('f', 'm', 'x')),
  same_sex       boolean not null default false,
  languages      text[] not null default '{}',
  postcode       text,
  place          text,
  latitude       double precision,
  longitude      double precision,
  max_km         int check (max_km between 1 and 2000),
  digital_ok     boolean not null default false,
  slots          text[] not null default '{}',
  needs          text[] not null default '{}',  -- wheelchair, hearing, no-computer …
  wish           bytea,                         -- sealed, at most 300 characters, the person's own words on practical wishes
  details_erased_at timestamptz,
  asked_again_at timestamptz,
  withdrawn_at   timestamptz,
  answered_at    timestamptz,                   -- a talk or an offer of help was answered
  answered_by    uuid,
  -- where it stands, kept by triggers (0011) from the dated facts here, in interviews, triages and seats; never written by hand
  stage          text not null default 'new' check (stage in ('new', 'booked', 'talked', 'waiting', 'first', 'later', 'placed', 'finished', 'withdrawn')),
  unique (association_id, id),
  foreign key (association_id, chapter_id) references chapters (association_id, id),
  foreign key (association_id, person_id) references people (association_id, id) on delete set null (person_id)
);
create index on enquiries (association_id, stage, received_on, id);
create index on enquiries (association_id, received_on, id);
-- The inbox and the waiting list walk these, the oldest first.
create index on enquiries (association_id, received_on, id) where stage in ('new', 'booked', 'talked');
create index on enquiries (association_id, received_on, id) where stage in ('first', 'later');
create index on enquiries (association_id, received_on, id) include (person_id, chapter_id) where stage = 'waiting';
create index on enquiries (person_id);

create table interviews (
  id             uuid primary key,
  association_id uuid not null references associations,
  enquiry_id     uuid not null,
  by_id          uuid not null,                 -- the coordinator who talks
  at             timestamptz not null,
  minutes        int not null default 30,
  how            text not null check (how in ('phone', 'in-person', 'video')),
  venue_id       uuid references venues,
  sequence       int not null default 0,        -- of the calendar file
  booked_at      timestamptz not null,
  held_at        timestamptz,
  cancelled_at   timestamptz,
  unfit_at       timestamptz,                   -- the person said that the time does not fit
  covered        text[] not null default '{}',  -- which questions of the guide were talked through; never the answers
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete cascade
);
create index on interviews (enquiry_id);
create index on interviews (by_id, at);

create table triages (
  id             uuid primary key,
  association_id uuid not null references associations,
  enquiry_id     uuid not null,
  outcome        text not null check (outcome in ('group', 'one-to-one-first', 'professional-first', 'later', 'not-a-group')),
  by_id          uuid not null,
  decided_at     timestamptz not null,
  again_on       date,                          -- later: when to ask again
  superseded_at  timestamptz,
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete cascade
);
create unique index triages_one_in_force on triages (enquiry_id) where superseded_at is null;

-- Two who must never sit together.
create table apart (
  id             uuid primary key,
  association_id uuid not null references associations,
  one_id         uuid not null references people on delete cascade,
  other_id       uuid not null references people on delete cascade,
  noted_by       uuid not null,
  check (one_id < other_id),
  unique (one_id, other_id)
);

create table imports (
  id             uuid primary key,
  association_id uuid not null references associations,
  by_id          uuid not null,
  key_wrapped    bytea not null,
  sealed_rows    bytea not null,                -- the sheet as text, sealed; gone when stored or after a day
  mapping        jsonb not null,
  fingerprint    text not null,
  created_at     timestamptz not null,
  stored_at      timestamptz,
  stored_count   int
);

create table import_mappings (
  association_id uuid not null references associations,
  fingerprint    text not null,
  mapping        jsonb not null,
  used_at        timestamptz not null,
  primary key (association_id, fingerprint)
);
