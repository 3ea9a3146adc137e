-- Who is asking. Every request runs in one transaction that carries a signed sentence:
--   app.ctx = person|today|expiry|hmac
-- A plain setting could be changed by any injection; the signature is checked by a function that owns the key.
-- `today` travels with it so that dated rights are judged by the same clock as the rest of the request.

create schema app;

create table app.secrets (
  name      text primary key,
  inner_pad bytea not null,   -- key xor 0x36…, 64 bytes
  outer_pad bytea not null    -- key xor 0x5c…, 64 bytes
);

-- The verified sentence: person, today, expiry. Null where there is none, or it has expired or was altered.
-- HMAC by RFC 2104 with SHA-256; PostgreSQL's core has sha256() but no hmac().
create function app.context() returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := string_to_array(coalesce(current_setting('app.ctx', true), ''), '|');
  pads  app.secrets;
begin
  if array_length(parts, 1) is distinct from 4 then return null; end if;
  if parts[3]::bigint < extract(epoch from clock_timestamp()) then return null; end if;
  select * into pads from app.secrets s where s.name = 'context';
  if sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(parts[1] || '|' || parts[2] || '|' || parts[3], 'UTF8')))
     is distinct from decode(parts[4], 'hex') then return null; end if;
  return parts;
end $$;

-- In a policy always as `(select app.actor())`: once a statement, not once a row.
-- Bound when they are made, so that no search_path can lend their words another meaning.
create function app.actor() returns uuid language sql stable return nullif((app.context())[1], '')::uuid;

create function app.today() returns date language sql stable return coalesce((app.context())[2]::date, current_date);

-- Times are those of the database's own clock: limits must hold whatever an app process believes.
create unlogged table rate_limits (
  key          text primary key,
  window_start timestamptz not null,
  taken        int not null
);
