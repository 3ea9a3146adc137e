-- What happened, who did it, who looked. Never values. Append-only for the app; one background worker seals it
-- in commit order with a chain of SHA-256, so that an edit, a deletion, a reordering or a cut tail is found.
create table history (
  id             uuid primary key,
  at             timestamptz not null,
  association_id uuid,
  actor_id       uuid,                          -- null: the system or a visitor
  actor_role     text not null,
  act            text not null,                 -- noun.past-tense, closed list in src/history/acts.ts
  object_kind    text not null,
  object_id      uuid,
  about_id       uuid,                          -- whose data
  group_id       uuid,
  request_id     text not null,
  written        xid8 not null default pg_current_xact_id()
);
create index on history (association_id, at desc, id desc);
create index on history (written);
create index on history (about_id, at desc) where about_id is not null;
create index on history (group_id, at desc) where group_id is not null;

create table history_seals (
  seq        bigint primary key,                -- 1, 2, 3 … without a gap
  entry_id   uuid not null unique,
  entry_hash bytea not null,                    -- SHA-256 over the entry's fields
  chain_hash bytea not null                     -- SHA-256 over the one before and this
);
