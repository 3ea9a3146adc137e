-- Everything that leaves the house, one recipient each. The text, the address and any private link are made at the moment
-- of sending, so nothing readable waits here: `variables` holds ids, days and clock times only; a sign-in code is sealed.
create table messages (
  id             uuid primary key,
  association_id uuid not null references associations,
  person_id      uuid references people on delete cascade,
  channel        text check (channel in ('email', 'sms', 'letter', 'call')),
  kind           text not null,                 -- closed list in src/messages/kinds.ts
  variables      jsonb not null default '{}',
  link_purpose   text,                          -- the private link the worker makes for it
  link_object    uuid,
  link_days      int,
  sealed         bytea,                         -- what must not be read at rest, such as a code; wiped when sent
  state          text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'held', 'done')),
  about          text,                          -- which seat, meeting … it concerns: deduplicates
  created_at     timestamptz not null,
  send_after     timestamptz not null,
  send_before    timestamptz,                   -- of no use later: a code that has expired, a reminder of a meeting that was
  job_id         uuid,                          -- the one job that may send it: two workers never send the same message
  attempts       int not null default 0,
  last_error     text,                          -- a closed reason, never the gateway's sentence
  sent_at        timestamptz,
  done_by        uuid,                          -- who posted the letter or made the call
  gateway_id     text
);
create unique index messages_once on messages (kind, about, person_id) nulls not distinct where about is not null;
create index on messages (association_id, state, created_at desc);
create index on messages (person_id);

create table inbound_sms (
  id             uuid primary key,
  association_id uuid,
  person_id      uuid references people on delete cascade,
  gateway_id     text not null unique,          -- a gateway that asks twice is answered once
  sealed         bytea,                         -- number and text until it is understood; then the text, where a person has to read it
  understood_as  text,
  received_at    timestamptz not null,
  handled_at     timestamptz,
  handled_by     uuid
);
