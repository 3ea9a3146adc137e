-- A group's state is dated facts; its status is computed from them (src/groups/group.ts).
create table groups (
  id               uuid primary key,
  association_id   uuid not null references associations,
  chapter_id       uuid,
  model_id         uuid not null references programme_models,
  venue_id         uuid references venues,
  name             text not null,               -- neutral, chosen by the coordinator; never a diagnosis in a message
  kind             text not null check (kind in ('patient', 'relative', 'bereaved', 'mixed')),
  language         text not null check (language in ('nb', 'nn', 'da', 'en')),
  -- the model's rules as they were when the group was composed; the group itself may change its size
  size_min         int not null,
  size_max         int not null,
  facilitators_min int not null,
  accompanied_max  int,
  minutes_max      int not null,
  first_minutes_max int not null,
  seated           boolean not null default true,
  by_head_count    boolean not null default false,
  listed           boolean not null default false,
  first_on         date,                        -- planned first meeting, said in the invitation
  first_at         time,
  asked_at_once    int not null default 0,      -- how many are asked at a time, such as eight for five seats; 0: nobody yet
  rhythm           text not null default 'every-second-week' check (rhythm in ('weekly', 'every-second-week', 'monthly', 'free')),
  composed_at      timestamptz not null,
  composed_by      uuid,
  one_facilitator_by uuid,                      -- "we start with one": who said so
  one_facilitator_on date,
  started_on       date,
  started_by       uuid,
  decided_on       date,
  decision         text check (decision in ('self-run', 'continue', 'merge', 'close')),
  decided_by       uuid,
  handed_over_on   date,
  closed_on        date,
  closed_by        uuid,
  closed_because   text check (closed_because in ('no-longer-needed', 'too-few', 'no-facilitators', 'merged', 'never-started', 'other')),
  merged_into      uuid references groups,
  continued_to     int,                         -- accompanied meetings agreed when the decision was to continue
  cancelled_at     timestamptz,
  unique (association_id, id),
  foreign key (association_id, chapter_id) references chapters (association_id, id),
  check (size_max >= size_min)
);
create index on groups (association_id) where closed_on is null and cancelled_at is null;
create index on groups (chapter_id);
create index on groups (listed) where listed;

create table seats (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  person_id      uuid references people on delete set null,
  enquiry_id     uuid references enquiries on delete set null,
  place_no       int not null,                  -- order of invitation; a declined seat goes to the next
  placed_at      timestamptz not null,
  invited_at     timestamptz,
  accepted_at    timestamptz,
  declined_at    timestamptz,
  gone_at        timestamptz,                   -- said yes when the last seat was taken: stands first in line
  answered_by    text check (answered_by in ('link', 'sms', 'phone', 'page')),
  left_on        date,
  stay_in_touch  boolean,                       -- asked when leaving
  released_at    timestamptz,                   -- the group runs itself: the association no longer sees who sits here
  unique (group_id, person_id),
  foreign key (association_id, group_id) references groups (association_id, id)
);
create index on seats (person_id);
create index on seats (group_id);
create index on seats (enquiry_id);

-- The way into a digital meeting; for its own group only.
create table rooms (
  group_id       uuid primary key references groups,
  association_id uuid not null references associations,
  link           text not null check (link ~ '^https://')
);

create table facilitators (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  person_id      uuid not null references people on delete cascade,
  part           text not null default 'facilitator' check (part in ('facilitator', 'guest')),
  from_day       date not null,
  until_day      date,                          -- a professional guest's last day
  agreed_at      timestamptz,                   -- "I have this group"
  ended_at       timestamptz,
  foreign key (association_id, group_id) references groups (association_id, id)
);
create unique index facilitators_once on facilitators (group_id, person_id) where ended_at is null;
create index on facilitators (person_id) where ended_at is null;

create table pledges (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  person_id      uuid not null references people on delete cascade,
  text_id        uuid not null references texts,
  signed_at      timestamptz not null,
  how            text not null check (how in ('page', 'paper')),
  registered_by  uuid,
  unique (group_id, person_id, text_id)
);
create index on pledges (person_id);

-- Who does what when the group runs itself.
create table duties (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  seat_id        uuid not null references seats on delete cascade,
  duty           text not null check (duty in ('contact', 'keys', 'room', 'contact-list', 'coffee', 'reminders')),
  taken_at       timestamptz not null,
  ended_at       timestamptz
);
create unique index duties_one_each on duties (group_id, duty, seat_id) where ended_at is null;

create table expectations (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  round          int not null,
  held_on        date not null,
  place          int not null default 0,         -- in the order they were said
  line           text not null check (length(line) between 1 and 200),
  created_at     timestamptz not null
);

create table heartbeats (
  id             uuid primary key,
  association_id uuid not null references associations,
  group_id       uuid not null references groups,
  asked_on       date not null,
  answered_on    date,
  alive          boolean,
  room_for_more  int,                           -- free places the group tells
  answered_by    text check (answered_by in ('link', 'sms', 'phone', 'page')),
  unique (group_id, asked_on)
);
