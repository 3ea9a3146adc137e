create table series (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  starts_on      date not null,
  clock          time not null,
  minutes        int not null check (minutes between 15 and 300),
  zone           text not null,
  rule           text not null,                 -- RFC 5545 RRULE value
  skipped        date[] not null default '{}',  -- EXDATE
  moved          jsonb not null default '[]',   -- RECURRENCE-ID overrides
  added          date[] not null default '{}',  -- RDATE
  pauses         jsonb not null default '[]',
  venue_id       uuid references venues,
  sequence       int not null default 0,
  ended_on       date,                          -- another series goes on from the day after
  created_at     timestamptz not null,
  changed_at     timestamptz not null,          -- the stamp in people's calendars
  foreign key (association_id, group_id) references groups (association_id, id)
);
create index on series (group_id);

-- One row for each meeting ahead (half a year) and behind: what attendance, absence and hosts hang on.
create table meetings (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  series_id      uuid references series,
  original_on    date not null,                 -- the day the rule gave it (RECURRENCE-ID)
  day            date not null,
  clock          time not null,
  minutes        int not null,
  starts_at      timestamptz not null,
  venue_id       uuid references venues,
  moved_at       timestamptz,
  cancelled_at   timestamptz,
  confirmed_at   timestamptz,                   -- the host says "it is on"
  host_seat_id   uuid references seats on delete set null,   -- brings the coffee
  theme_id       uuid,
  held_at        timestamptz,
  head_count     int check (head_count between 0 and 500),
  accompanied    boolean not null default true,
  sequence       int not null default 0,
  unique (group_id, original_on),
  foreign key (association_id, group_id) references groups (association_id, id)
);
create index on meetings (group_id, day);
create index on meetings (starts_at) where cancelled_at is null and held_at is null;

create table attendance (
  meeting_id     uuid not null references meetings on delete cascade,
  seat_id        uuid not null references seats on delete cascade,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  present        boolean not null,
  primary key (meeting_id, seat_id)
);

create table absences (
  meeting_id     uuid not null references meetings on delete cascade,
  seat_id        uuid not null references seats on delete cascade,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  noticed_at     timestamptz not null,
  by_way         text not null check (by_way in ('link', 'sms', 'page', 'phone')),
  withdrawn_at   timestamptz,
  primary key (meeting_id, seat_id)
);

-- The snake: themes in the order the group will take them.
create table themes (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  title          text not null check (length(title) between 1 and 120),
  position       int not null,
  raised_on      date not null,
  meetings_planned int not null default 1,
  meetings_taken int not null default 0,
  done_on        date,
  removed_at     timestamptz
);
create index on themes (group_id, position);
alter table meetings add foreign key (theme_id) references themes on delete set null;

create table reminders_wanted (
  seat_id        uuid primary key references seats on delete cascade,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  since          timestamptz not null
);

-- A facilitator after a meeting: "I need to talk". Nothing of what was said; gone when the talk has been had.
create table talks_wanted (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  meeting_id     uuid not null references meetings on delete cascade,
  person_id      uuid not null references people on delete cascade,
  wanted_on      date not null,
  unique (meeting_id, person_id)
);
create index on talks_wanted (association_id);
