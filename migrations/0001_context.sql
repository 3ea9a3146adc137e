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

-- RFC 2104 with SHA-256; PostgreSQL's core has sha256() but no hmac().
create function app.context_mac(message text) returns bytea
language sql stable security definer set search_path = '' as $$
  select sha256(s.outer_pad || sha256(s.inner_pad || convert_to(message, 'UTF8')))
  from app.secrets s where s.name = 'context'
$$;

create function app.context_part(part int) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := string_to_array(coalesce(current_setting('app.ctx', true), ''), '|');
begin
  if array_length(parts, 1) is distinct from 4 then return null; end if;
  if parts[3]::bigint < extract(epoch from clock_timestamp()) then return null; end if;
  if app.context_mac(parts[1] || '|' || parts[2] || '|' || parts[3]) is distinct from decode(parts[4], 'hex') then return null; end if;
  return parts[part];
end $$;

create function app.actor() returns uuid
language sql stable security definer set search_path = '' as $$ select nullif(app.context_part(1), '')::uuid $$;

create function app.today() returns date
language sql stable security definer set search_path = '' as $$ select coalesce(app.context_part(2)::date, current_date) $$;

-- Times are those of the database's own clock: limits must hold whatever an app process believes.
create unlogged table rate_limits (
  key          text primary key,
  window_start timestamptz not null,
  taken        int not null
);
