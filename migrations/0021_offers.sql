-- What one can come to, as everyone may see it: written by the association, or a group that wants to be seen (groups.listed).
create table offers (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,
  slug           text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,78}[a-z0-9]$'),
  kind           text not null check (kind in ('self-help-group', 'conversation-group', 'experience-network', 'activity', 'open-cafe', 'contact-phone', 'visiting-service', 'peer-support')),
  run_by         text not null default 'volunteers' check (run_by in ('volunteers', 'professionals', 'both')),
  texts          jsonb not null check (jsonb_typeof(texts) = 'object' and texts <> '{}'),  -- language → title, summary, more
  kinds          text[] not null default '{}' check (kinds <@ array['patient', 'relative', 'bereaved']),  -- for whom; none: for everyone
  areas          text[] not null default '{}',       -- diagnosis areas (offer.ts); none: for all of the association's
  languages      text[] not null default '{}',       -- spoken there, ISO 639
  ways           text[] not null check (cardinality(ways) > 0 and ways <@ array['in-person', 'digital', 'phone', 'home']),
  -- where: a venue of the association, or a place of its own; and the municipalities somebody comes to or answers for (none: all)
  venue_id       uuid references venues,
  address        text,
  postcode       text,
  place          text,
  municipality   text check (municipality ~ '^\d{3,4}$'),
  latitude       double precision,
  longitude      double precision,
  municipalities text[] not null default '{}',
  wheelchair     boolean,                            -- null: as the venue, or not known
  hearing_loop   boolean,
  -- when: as in series; no first day: by agreement
  starts_on      date,
  clock          time,
  minutes        int check (minutes between 5 and 1440),
  rule           text not null default '',           -- RFC 5545 RRULE value
  skipped        date[] not null default '{}',
  moved          jsonb not null default '[]',
  added          date[] not null default '{}',
  pauses         jsonb not null default '[]',
  drop_in        boolean not null default false,     -- just come
  room           boolean,                            -- null: not said
  room_on        date,                               -- when that was said
  contact_name   text check (contact_name ~ '^[^\s]{1,40}$'),   -- a first name, chosen by the association; none: the association's own
  contact_phone  text,
  contact_email  text,
  link           text check (link ~ '^https://' and length(link) <= 500),
  valid_from     date,
  valid_until    date,
  confirmed_on   date,                               -- somebody looked, and it is so
  confirmed_by   uuid,
  published_on   date,
  ended_on       date,
  ended_by       uuid,
  source         text,                               -- where it was brought in from, and what it is called there
  source_key     text,
  sequence       int not null default 0,             -- of the calendar
  created_at     timestamptz not null,
  created_by     uuid,
  changed_at     timestamptz not null,
  unique (association_id, slug),
  unique (association_id, source, source_key),
  check (starts_on is null or (clock is not null and minutes is not null)),
  foreign key (association_id, chapter_id) references chapters (association_id, id)
);
create index on offers (association_id) where ended_on is null;
create index on offers (venue_id);
create index on offers (chapter_id);

-- What the association is about, and its own site: shown with all it offers.
alter table associations add column areas text[] not null default '{}';
alter table associations add column website text check (website ~ '^https://' and length(website) <= 300);

create table logos (
  association_id uuid primary key references associations,
  type           text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes          bytea not null check (length(bytes) <= 400000),
  width          int not null,
  height         int not null,
  hash           text not null,
  set_at         timestamptz not null
);

-- How many members an association says it has, and on which day it counted.
create table member_counts (
  id             uuid primary key,
  association_id uuid not null references associations,
  counted_on     date not null,
  members        int not null check (members between 0 and 10000000),
  noted_by       uuid,
  noted_at       timestamptz not null,
  unique (association_id, counted_on)
);

do $$
declare t text;
begin
  foreach t in array array['offers', 'logos', 'member_counts'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on public.%I to verksted_app, verksted_jobs', t);
    execute format('create trigger stay before update of association_id on public.%I for each row when (old.association_id <> new.association_id) execute function app.stay()', t);
    execute format('create trigger tell_public after insert or update or delete on public.%I for each statement execute function app.tell_public_changed()', t);
  end loop;
end $$;
revoke delete on offers, member_counts from verksted_app;  -- what has been is ended, never removed

create policy anyone on offers for select to verksted_app
  using (published_on is not null and ended_on is null and (valid_until is null or valid_until >= (select app.today())));
create policy coordinators on offers to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy anyone on logos for select to verksted_app using (true);
create policy administrators on logos to verksted_app using (association_id = any (array(select app.administered())));
create policy anyone on member_counts for select to verksted_app using (true);
create policy administrators on member_counts to verksted_app using (association_id = any (array(select app.administered())));

-- When a listed group meets: the rhythm and the days. Where exactly, and who comes, stays with the group.
create function app.listed_times() returns table (group_id uuid, starts_on date, clock time, minutes int, rule text, skipped date[], moved jsonb, added date[], pauses jsonb)
language sql stable security definer set search_path = '' as $$
  select distinct on (s.group_id) s.group_id, s.starts_on, s.clock, s.minutes, s.rule, s.skipped, s.moved, s.added, s.pauses
  from public.series s join public.groups g on g.id = s.group_id
  where g.listed and g.started_on is not null and g.closed_on is null and g.cancelled_at is null
    and (s.ended_on is null or s.ended_on >= app.today())
  order by s.group_id, s.starts_on, s.id
$$;

-- All that is shown, one row each, seen with the reader's own eyes. A group tells its town, never its door.
create view listed_offers with (security_invoker = true) as
  select o.id, 'offer' as origin, o.association_id, o.chapter_id, o.slug, null::text as name, o.kind, o.run_by, o.texts, o.kinds, o.areas, o.languages,
    o.ways, o.venue_id, v.name as venue, coalesce(v.address, o.address) as address, v.door, v.directions,
    coalesce(v.postcode, o.postcode) as postcode, coalesce(v.place, o.place) as place, o.municipality,
    coalesce(v.latitude, o.latitude) as latitude, coalesce(v.longitude, o.longitude) as longitude, o.municipalities,
    coalesce(o.wheelchair, v.wheelchair) as wheelchair, coalesce(o.hearing_loop, v.hearing_loop) as hearing_loop,
    o.starts_on, o.clock, o.minutes, o.rule, o.skipped, o.moved, o.added, o.pauses, null::text as rhythm,
    o.drop_in, o.room, o.room_on, o.contact_name, o.contact_phone, o.contact_email, o.link,
    o.valid_from, o.valid_until, o.confirmed_on, o.published_on, o.changed_at, o.sequence
  from offers o left join venues v on v.id = o.venue_id
  where o.published_on is not null and o.ended_on is null and (o.valid_until is null or o.valid_until >= (select app.today()))
  union all
  select g.id, 'group', g.association_id, g.chapter_id, null, g.name, 'self-help-group', 'volunteers', null,
    case g.kind when 'mixed' then array['patient', 'relative'] else array[g.kind] end, '{}', array[g.language],
    array[case when v.digital then 'digital' else 'in-person' end], g.venue_id, null, null, null, null,
    v.postcode, v.place, null, v.latitude, v.longitude, '{}', v.wheelchair, v.hearing_loop,
    s.starts_on, s.clock, s.minutes, coalesce(s.rule, ''), coalesce(s.skipped, '{}'), coalesce(s.moved, '[]'), coalesce(s.added, '{}'), coalesce(s.pauses, '[]'), g.rhythm,
    false, app.has_room(g.id), null, null, null, null, null,
    null, null, null, g.started_on, g.composed_at, 0
  from groups g left join venues v on v.id = g.venue_id left join app.listed_times() s on s.group_id = g.id
  where g.listed and g.started_on is not null and g.closed_on is null and g.cancelled_at is null;
grant select on listed_offers to verksted_app, verksted_jobs;

-- The finder of every process keeps what is listed in memory: it is told which rows to read again.
create function app.tell_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_notify('offers_changed', tg_argv[0] || ' ' || (to_jsonb(coalesce(new, old)) ->> tg_argv[1]));
  return null;
end $$;

create function app.tell_offer_of_group() returns trigger
language plpgsql security definer set search_path = '' as $$
declare changed uuid := coalesce(new.group_id, old.group_id);
begin
  if exists (select from public.groups where id = changed and listed) then perform pg_notify('offers_changed', 'offer ' || changed); end if;
  return null;
end $$;

create trigger tell_offer after insert or update or delete on offers for each row execute function app.tell_offer('offer', 'id');
create trigger tell_offer after insert or delete on groups for each row execute function app.tell_offer('offer', 'id');
create trigger tell_offer_changed after update on groups for each row when (old.listed or new.listed) execute function app.tell_offer('offer', 'id');
create trigger tell_offer after update on venues for each row execute function app.tell_offer('venue', 'id');
create trigger tell_offer after update on associations for each row execute function app.tell_offer('association', 'id');
create trigger tell_offer after insert or update or delete on seats for each row execute function app.tell_offer_of_group();
create trigger tell_offer after insert or update or delete on heartbeats for each row execute function app.tell_offer_of_group();
create trigger tell_offer after insert or update or delete on series for each row execute function app.tell_offer_of_group();
