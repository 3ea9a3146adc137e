create table roles (
  id             uuid primary key,
  association_id uuid references associations,
  umbrella_id    uuid references umbrellas,
  chapter_id     uuid,                          -- null: the whole association
  person_id      uuid not null references people on delete cascade,
  role           text not null check (role in ('administrator', 'coordinator', 'facilitator', 'umbrella-officer')),
  from_day       date not null,
  until_day      date,                          -- last day; null: until further notice
  ended_at       timestamptz,
  given_by       uuid,
  check ((role = 'umbrella-officer') = (umbrella_id is not null)),
  check (association_id is not null),
  foreign key (association_id, chapter_id) references chapters (association_id, id)
);
create index on roles (person_id) where ended_at is null;

create table sessions (
  token_hash     bytea primary key,
  association_id uuid not null,
  person_id      uuid not null references people on delete cascade,
  created_at     timestamptz not null,
  last_seen_at   timestamptz not null,
  expires_at     timestamptz not null,
  own_device     boolean not null,
  method         text not null check (method in ('email-code', 'sms-code', 'paper-code', 'passkey', 'oidc')),
  second_at      timestamptz,                   -- when a second step was taken
  step_up_at     timestamptz                    -- when the person last proved herself for an export or erasure
);
create index on sessions (person_id);

create table sign_in_codes (
  id             uuid primary key,
  browser_hash   bytea not null,                -- the code works in the browser that asked
  lookup         bytea not null,                -- keyed hash of the contact asked for, whether or not anybody has it: same row, same time
  channel        text not null check (channel in ('email', 'sms')),
  code_hash      bytea not null,
  link_hash      bytea not null,
  sealed         bytea,                         -- code and link until the message is made
  own_device     boolean not null,
  back           text not null,                 -- the page to go on to
  tries          int not null default 0,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz
);
create index on sign_in_codes (browser_hash);
create index on sign_in_codes (lookup, created_at);

create table paper_codes (
  id             uuid primary key,
  association_id uuid not null,
  person_id      uuid not null references people on delete cascade,
  code_hash      bytea not null,
  used_at        timestamptz,
  expires_at     timestamptz not null
);
create index on paper_codes (code_hash);
create index on paper_codes (person_id);

create table passkeys (
  id             text primary key,              -- credential id, base64url
  association_id uuid not null,
  person_id      uuid not null references people on delete cascade,
  public_key     bytea not null,
  counter        bigint not null,
  transports     text[] not null default '{}',
  label          text not null default '',
  created_at     timestamptz not null,
  last_used_at   timestamptz
);
create index on passkeys (person_id);

create table totp_secrets (
  person_id      uuid primary key references people on delete cascade,
  association_id uuid not null,
  secret         bytea not null,                -- sealed
  confirmed_at   timestamptz,
  last_step      bigint not null default 0      -- a code is good once
);

create table oidc_identities (
  issuer         text not null,
  subject_hash   bytea not null,                -- keyed hash: no national number, no token is kept
  association_id uuid not null,
  person_id      uuid not null references people on delete cascade,
  created_at     timestamptz not null,
  primary key (issuer, subject_hash, person_id)
);

-- A pending ceremony (passkey challenge, OIDC state, which of several people to be): short-lived, one use.
create table ceremonies (
  id           uuid primary key,
  browser_hash bytea not null,
  kind         text not null check (kind in ('passkey-register', 'passkey-sign-in', 'oidc', 'choose')),
  person_id    uuid,
  payload      jsonb not null,
  expires_at   timestamptz not null
);
create index on ceremonies (browser_hash);

-- Capability links: one purpose, expiring, hashed at rest; a GET shows, a POST does.
create table links (
  id             uuid primary key,
  association_id uuid not null,
  person_id      uuid not null references people on delete cascade,
  purpose        text not null check (purpose in ('enquiry', 'interview', 'invitation', 'pledge', 'absence', 'seat', 'heartbeat', 'calendar', 'import-consent')),
  object_id      uuid,
  token_hash     bytea not null unique,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz,
  replaced_at    timestamptz
);
create index on links (person_id);
create index on links (object_id);
