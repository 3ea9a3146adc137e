create table umbrellas (
  id   uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  name text not null
);

create table associations (
  id               uuid primary key,
  umbrella_id      uuid references umbrellas,
  slug             text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  name             text not null,
  country          text not null check (country in ('NO', 'DK')),
  zone             text not null check (zone in ('Europe/Oslo', 'Europe/Copenhagen')),
  languages        text[] not null check (cardinality(languages) > 0 and languages <@ array['nb', 'nn', 'da', 'en']),
  sender_name      text not null,                    -- neutral: says nothing of an illness
  sender_email     text,
  sms_sender       text check (sms_sender ~ '^[A-Za-z0-9]{3,11}$'),
  phone            text,                             -- "who to call"
  email            text,
  postal_address   text,
  contact_name     text,                             -- first name of the one who answers
  membership_asked boolean not null default false,
  words            jsonb not null default '{}',      -- the association's own vocabulary, language → word → forms
  keep_details_days  int not null default 30 check (keep_details_days between 1 and 90),   -- intake details after the group has started
  keep_people_months int not null default 12 check (keep_people_months between 1 and 36),  -- a person after the last tie has ended
  created_at       timestamptz not null
);

create table chapters (
  id             uuid primary key,
  association_id uuid not null references associations,
  slug           text not null check (slug ~ '^[a-z0-9-]{2,40}$'),
  name           text not null,
  municipalities text[] not null default '{}',       -- official codes it covers
  phone          text,
  email          text,
  closed_on      date,
  unique (association_id, slug),
  unique (association_id, id)
);

create table venues (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,
  name           text not null,
  digital        boolean not null default false,
  address        text,
  postcode       text,
  place          text,
  door           text,                               -- which door, which floor
  directions     text,                               -- bus, parking
  latitude       double precision,
  longitude      double precision,
  seats          int check (seats between 2 and 500),
  wheelchair     boolean not null default false,
  hearing_loop   boolean not null default false,
  checklist      text[] not null default '{}',       -- room, water, coffee, tea, biscuits …
  slots          text[] not null default '{}',       -- when it is open to us: mon-eve …
  closed_on      date,
  foreign key (association_id, chapter_id) references chapters (association_id, id)
);

-- The rules a kind of group follows: data, not code.
create table programme_models (
  id                  uuid primary key,
  association_id      uuid not null references associations,
  key                 text not null,
  name                text not null,
  description         text not null default '',
  facilitators_min    int not null check (facilitators_min between 0 and 4),
  facilitators_max    int not null,
  size_min            int not null check (size_min >= 2),
  size_max            int not null,
  seated              boolean not null default true,  -- false: an open meeting that counts heads
  accompanied_max     int check (accompanied_max between 1 and 60),  -- null: standing, does not end
  guest_meetings      int not null default 0,         -- meetings a professional guest is at
  minutes_max         int not null check (minutes_max between 30 and 300),
  first_minutes_max   int not null,                   -- the first meeting may be longer
  rhythm              text not null check (rhythm in ('weekly', 'every-second-week', 'monthly', 'free')),
  afterwards          text[] not null check (afterwards <@ array['self-run', 'continue', 'merge', 'close']),
  age_span            int not null default 15,        -- years, used by composition
  retired_on          date,
  unique (association_id, key),
  check (facilitators_max >= facilitators_min and size_max >= size_min and first_minutes_max >= minutes_max)
);

-- Texts an association owns: pledge, ground rules, welcome … A changed text is a new version; old ones stay.
create table texts (
  id             uuid primary key,
  association_id uuid not null references associations,
  kind           text not null check (kind in ('pledge', 'ground-rules', 'welcome', 'interview-guide', 'about', 'consent', 'handover-list', 'expectations')),
  language       text not null check (language in ('nb', 'nn', 'da', 'en')),
  version        int not null check (version > 0),
  lines          text[] not null check (cardinality(lines) > 0),
  valid_from     timestamptz not null,
  unique (association_id, kind, language, version)
);
