-- Several associations form one group together. What crosses from one to another before a person has said yes are bands on a card,
-- read through app.cards_for; afterwards a copy of her name and one contact, as a guest of the association that holds the group.

create table agreements (
  id             uuid primary key,
  umbrella_id    uuid references umbrellas,
  name           text not null,
  diagnosis      text,                           -- whom it is about, by the common list; null: all who wait for a group
  started_at     timestamptz not null,
  started_by     uuid not null
);

-- In force for an association from agreed_at until ended_at, once another one has agreed too.
create table agreement_members (
  agreement_id   uuid not null references agreements,
  association_id uuid not null references associations,
  agreed_at      timestamptz,
  agreed_by      uuid,
  ended_at       timestamptz,
  ended_by       uuid,
  primary key (agreement_id, association_id)
);
create index on agreement_members (association_id);

-- What an association shows of one who waits: bands, under an id that is another each time it is shown.
create table shared_cards (
  id             uuid primary key,
  agreement_id   uuid not null references agreements,
  association_id uuid not null references associations,
  enquiry_id     uuid not null,
  kind           text not null check (kind in ('patient', 'relative', 'bereaved')),
  mixed_ok       boolean not null,
  phase          text check (phase in ('new', 'treatment', 'after', 'chronic', 'late')),
  decade         int check (decade % 10 = 0),
  place          text,                           -- the municipality
  latitude       double precision,               -- its middle
  longitude      double precision,
  languages      text[] not null,
  slots          text[] not null,
  max_km         int not null,                   -- 10, 20, 50, 100 or 200
  digital_ok     boolean not null,
  waited         int not null check (waited in (0, 3, 6, 12)),  -- months at least
  shared_at      timestamptz not null,
  unique (agreement_id, enquiry_id),
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete cascade
);
create index on shared_cards (enquiry_id);

-- A group that one association would hold, of its own people and others'.
create table crossings (
  id             uuid primary key,
  agreement_id   uuid not null references agreements,
  association_id uuid not null references associations,   -- holds the group
  made_by        uuid not null,
  made_at        timestamptz not null,
  model_id       uuid not null references programme_models,
  venue_id       uuid not null references venues,
  slot           text not null,
  kind           text not null check (kind in ('patient', 'relative', 'bereaved', 'mixed')),
  language       text not null,
  own_people     uuid[] not null,                -- enquiries of its own
  leaders        uuid[] not null,
  group_id       uuid references groups,
  ended_at       timestamptz
);
create index on crossings (association_id);

create table crossing_requests (
  id             uuid primary key,
  crossing_id    uuid not null references crossings,
  association_id uuid not null references associations,   -- where she belongs
  enquiry_id     uuid,
  asked_at       timestamptz not null,
  agreed_at      timestamptz,                    -- by her own association's coordinator
  agreed_by      uuid,
  declined_at    timestamptz,
  answered_at    timestamptz,                    -- by herself
  said_yes       boolean,
  guest_person_id  uuid references people on delete set null,
  guest_enquiry_id uuid references enquiries on delete set null,
  withdrawn_at   timestamptz,                    -- she took it back, or the agreement ended before she answered
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete set null (enquiry_id)
);
create index on crossing_requests (association_id);
create index on crossing_requests (crossing_id);
create index on crossing_requests (enquiry_id);
create index on crossing_requests (guest_enquiry_id) where guest_enquiry_id is not null;
create unique index crossing_requests_one_open on crossing_requests (enquiry_id)
  where declined_at is null and withdrawn_at is null and said_yes is distinct from false;

do $$
declare t text;
begin
  foreach t in array array['agreements', 'agreement_members', 'shared_cards', 'crossings', 'crossing_requests'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on public.%I to verksted_app, verksted_jobs', t);
  end loop;
  foreach t in array array['shared_cards', 'crossings', 'crossing_requests'] loop
    execute format('create trigger stay before update of association_id on public.%I for each row
      when (old.association_id <> new.association_id) execute function app.stay()', t);
  end loop;
end $$;
-- Who agreed, who asked and who said yes is written by the functions below, and by nobody else.
revoke insert, update, delete on agreements, agreement_members, crossing_requests from verksted_app;
revoke update on shared_cards from verksted_app;
revoke delete on crossings from verksted_app;

create function app.officer_of() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select umbrella_id from public.roles
  where person_id = app.actor() and role = 'umbrella-officer' and umbrella_id is not null and ended_at is null
    and from_day <= app.today() and (until_day is null or until_day >= app.today())
$$;

create function app.my_agreements() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select m.agreement_id from public.agreement_members m where m.association_id in (select app.coordinated())
  union
  select a.id from public.agreements a where a.umbrella_id in (select app.officer_of())
$$;

create policy members on agreements for select to verksted_app using (id = any (array(select app.my_agreements())));
create policy members on agreement_members for select to verksted_app using (agreement_id = any (array(select app.my_agreements())));
create policy own on shared_cards to verksted_app using (association_id = any (array(select app.coordinated())));
create policy host on crossings to verksted_app using (association_id = any (array(select app.coordinated())));
create policy home on crossing_requests for select to verksted_app using (association_id = any (array(select app.coordinated())));
create policy self on crossing_requests for select to verksted_app
  using (exists (select from enquiries e where e.id = enquiry_id and e.person_id = (select app.actor())));

-- The associations between which an agreement is in force; none while there is only one.
create function app.partners(which uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with agreed as (select association_id from public.agreement_members where agreement_id = which and agreed_at is not null and ended_at is null)
  select association_id from agreed where (select count(*) from agreed) > 1
$$;
revoke execute on function app.partners(uuid) from public;

create function app.takes_part(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select app.partners(which) intersect select app.coordinated())
$$;

-- An agreement is begun by an administrator of one of the associations, whose own is then agreed, or by the umbrella they all belong to.
create function app.start_agreement(new_id uuid, title text, about text, houses uuid[], at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  above uuid;
begin
  if (select count(distinct h) from unnest(houses) h) < 2 or exists (select from unnest(houses) h where h not in (select id from public.associations)) then return false; end if;
  select o into above from app.officer_of() o where not exists (select from public.associations a where a.id = any (houses) and a.umbrella_id is distinct from o);
  if above is null and not exists (select app.administered() intersect select unnest(houses)) then return false; end if;
  insert into public.agreements (id, umbrella_id, name, diagnosis, started_at, started_by) values (new_id, above, title, about, at, app.actor());
  insert into public.agreement_members (agreement_id, association_id, agreed_at, agreed_by)
    select new_id, h, case when mine then at end, case when mine then app.actor() end
    from (select distinct h, h in (select app.administered()) as mine from unnest(houses) h) each;
  return true;
end $$;

-- Each administrator says yes for her own association, and ends it. With the end the cards go, and what was asked and not answered.
create function app.answer_agreement(which uuid, house uuid, yes boolean, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if house not in (select app.administered()) then return false; end if;
  if yes then
    update public.agreement_members set agreed_at = at, agreed_by = app.actor(), ended_at = null, ended_by = null
      where agreement_id = which and association_id = house and (agreed_at is null or ended_at is not null);
  else
    update public.agreement_members set ended_at = at, ended_by = app.actor() where agreement_id = which and association_id = house and ended_at is null;
    delete from public.shared_cards where agreement_id = which and association_id = house;
    update public.crossing_requests r set withdrawn_at = at from public.crossings c
      where c.id = r.crossing_id and c.agreement_id = which and house in (r.association_id, c.association_id)
        and r.answered_at is null and r.declined_at is null and r.withdrawn_at is null;
  end if;
  return exists (select from public.agreement_members where agreement_id = which and association_id = house);
end $$;

-- All that one association sees of another's people: bands. Only of those who still wait and have not been asked, and only while both agree.
create function app.cards_for(which uuid) returns table (id uuid, association_id uuid, kind text, mixed_ok boolean, phase text, decade int, place text,
  latitude double precision, longitude double precision, languages text[], slots text[], max_km int, digital_ok boolean, waited int)
language sql stable security definer set search_path = '' as $$
  select c.id, c.association_id, c.kind, c.mixed_ok, c.phase, c.decade, c.place, c.latitude, c.longitude, c.languages, c.slots, c.max_km, c.digital_ok, c.waited
  from public.shared_cards c join public.enquiries e on e.id = c.enquiry_id
  where c.agreement_id = which and app.takes_part(which) and c.association_id in (select app.partners(which))
    and e.stage = 'waiting' and e.person_id is not null
    and not exists (select from public.crossing_requests r where r.enquiry_id = e.id
      and r.declined_at is null and r.withdrawn_at is null and r.said_yes is distinct from false)
  order by c.id
$$;

-- Asks for the people behind some cards; how many were asked.
create function app.ask_for(crossing uuid, cards uuid[], at timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare asked int;
begin
  insert into public.crossing_requests (id, crossing_id, association_id, enquiry_id, asked_at)
    select gen_random_uuid(), x.id, c.association_id, c.enquiry_id, at
    from public.crossings x cross join lateral app.cards_for(x.agreement_id) seen join public.shared_cards c on c.id = seen.id
    where x.id = crossing and x.association_id in (select app.coordinated()) and x.ended_at is null
      and seen.id = any (cards) and c.association_id <> x.association_id;
  get diagnostics asked = row_count;
  return asked;
end $$;

create function app.request_state(r public.crossing_requests) returns text
language sql immutable set search_path = '' as $$
  select case when r.withdrawn_at is not null or r.enquiry_id is null then 'withdrawn' when r.declined_at is not null then 'declined'
    when r.said_yes then 'yes' when r.said_yes = false then 'no' when r.agreed_at is not null then 'person-asked' else 'asked' end
$$;

-- How it stands with those that the actor's association has asked for. Who somebody is shows only in what she herself has let cross.
create function app.requests_for(which uuid) returns table (id uuid, association_id uuid, state text, kind text, decade int, place text, guest_enquiry_id uuid)
language sql stable security definer set search_path = '' as $$
  select r.id, r.association_id, app.request_state(r), c.kind, c.decade, c.place, case when r.said_yes and r.withdrawn_at is null then r.guest_enquiry_id end
  from public.crossing_requests r join public.crossings x on x.id = r.crossing_id
  left join public.shared_cards c on c.enquiry_id = r.enquiry_id and c.agreement_id = x.agreement_id
  where x.id = which and x.association_id in (select app.coordinated()) order by r.id
$$;

-- What those who are asked are told of the group: for her own coordinators, and for herself.
create function app.crossing_of(request uuid) returns table (association_id uuid, kind text, slot text, language text, place text, digital boolean, started boolean)
language sql stable security definer set search_path = '' as $$
  select x.association_id, x.kind, x.slot, x.language, v.place, v.digital, g.started_on is not null
  from public.crossing_requests r join public.crossings x on x.id = r.crossing_id join public.venues v on v.id = x.venue_id
  left join public.groups g on g.id = x.group_id
  where r.id = request and (r.association_id in (select app.coordinated())
    or exists (select from public.enquiries e where e.id = r.enquiry_id and e.person_id = app.actor()))
$$;

create function app.in_force(request uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select x.association_id in (select app.partners(x.agreement_id)) and r.association_id in (select app.partners(x.agreement_id))
  from public.crossing_requests r join public.crossings x on x.id = r.crossing_id where r.id = request
$$;

-- Her own association's coordinator says that she may be asked, or not.
create function app.agree_request(which uuid, yes boolean, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.crossing_requests set agreed_at = case when yes then at end, agreed_by = case when yes then app.actor() end, declined_at = case when yes then null else at end
  where id = which and association_id in (select app.coordinated()) and app.in_force(which)
    and agreed_at is null and declined_at is null and withdrawn_at is null and enquiry_id is not null;
  return found;
end $$;

create function app.is_mine(request public.crossing_requests) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.enquiries e where e.id = request.enquiry_id and e.person_id = app.actor())
$$;

-- She herself says yes or no, once both associations have agreed.
create function app.answer_request(which uuid, yes boolean, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.crossing_requests r set answered_at = at, said_yes = yes
  where r.id = which and app.is_mine(r) and app.in_force(which) and r.agreed_at is not null and r.answered_at is null and r.withdrawn_at is null
    and exists (select from public.enquiries e where e.id = r.enquiry_id and e.stage = 'waiting');
  return found;
end $$;

-- Said by the guest that has just been made of her yes: she waits there for this one group, as after a talk.
create function app.admit_guest(which uuid, enquiry uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  host public.crossings;
begin
  select x.* into host from public.crossings x join public.crossing_requests r on r.crossing_id = x.id
    where r.id = which and r.said_yes and r.guest_enquiry_id is null and r.withdrawn_at is null for update of r;
  if host.id is null or not exists (select from public.enquiries e where e.id = enquiry and e.person_id = app.actor() and e.association_id = host.association_id) then
    return false;
  end if;
  update public.crossing_requests set guest_person_id = app.actor(), guest_enquiry_id = enquiry where id = which;
  insert into public.triages (id, association_id, enquiry_id, outcome, by_id, decided_at)
    values (gen_random_uuid(), host.association_id, enquiry, 'group', host.made_by, at);
  return true;
end $$;

-- She takes it back. What is left to do is to erase the guest: her id, for whoever acts for her.
create function app.take_back(which uuid, at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare guest uuid;
begin
  select r.guest_person_id into guest from public.crossing_requests r where r.id = which and app.is_mine(r) for update;
  update public.crossing_requests r set withdrawn_at = at where r.id = which and app.is_mine(r) and r.withdrawn_at is null;
  return guest;
end $$;

-- The guests of the actor, wherever they are: whoever is erased is erased there too.
create function app.my_guests() returns table (request uuid, guest uuid, house uuid)
language sql stable security definer set search_path = '' as $$
  select r.id, r.guest_person_id, p.association_id from public.crossing_requests r
  join public.enquiries e on e.id = r.enquiry_id and e.person_id = app.actor() join public.people p on p.id = r.guest_person_id
$$;

-- Whoever sits as a guest elsewhere has been met: she waits no more at home, until she takes it back.
create or replace function app.has_seat(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.seats s join public.groups g on g.id = s.group_id
    where s.enquiry_id in (select which union select r.guest_enquiry_id from public.crossing_requests r
        where r.enquiry_id = which and r.guest_enquiry_id is not null and r.withdrawn_at is null)
      and g.cancelled_at is null and s.declined_at is null and s.gone_at is null
      and (s.left_on is null or s.left_on > g.started_on))
$$;

create function app.keep_stage_at_home() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.keep_stage(r.enquiry_id) from public.crossing_requests r where r.guest_enquiry_id = new.id and r.enquiry_id is not null;
  return null;
end $$;
create trigger keep_stage_at_home after update of stage on enquiries for each row
  when (old.stage is distinct from new.stage) execute function app.keep_stage_at_home();

create function app.keep_stage_of_request() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.keep_stage(new.enquiry_id) where new.enquiry_id is not null;
  return null;
end $$;
create trigger keep_stage_of_request after update on crossing_requests for each row execute function app.keep_stage_of_request();

-- A card goes with the details it was made of.
create function app.drop_cards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards where enquiry_id = new.id;
  return null;
end $$;
create trigger drop_cards after update of details_erased_at, person_id, withdrawn_at on enquiries for each row
  when (new.details_erased_at is not null or new.person_id is null or new.withdrawn_at is not null) execute function app.drop_cards();

revoke execute on function app.is_mine(public.crossing_requests), app.in_force(uuid) from public;

alter table links drop constraint links_purpose_check;
alter table links add constraint links_purpose_check check (purpose in
  ('enquiry', 'interview', 'invitation', 'pledge', 'absence', 'seat', 'heartbeat', 'calendar', 'import-consent', 'interest', 'across'));

alter table enquiries drop constraint enquiries_came_by_check;
alter table enquiries add constraint enquiries_came_by_check check (came_by in ('web', 'phone', 'letter', 'import', 'meeting', 'across'));

-- A guest that is no more, whoever erased her, has gone home.
create function app.guest_gone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.withdrawn_at := coalesce(new.withdrawn_at, now());
  return new;
end $$;
create trigger guest_gone before update of guest_person_id on crossing_requests for each row
  when (old.guest_person_id is not null and new.guest_person_id is null) execute function app.guest_gone();

-- She said yes to one group: a guest is placed in no other. Asked at the end, when the crossing knows its group.
create function app.guest_sits_where_she_said() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.crossing_requests r join public.crossings x on x.id = r.crossing_id
      where r.guest_enquiry_id = new.enquiry_id and x.group_id is distinct from new.group_id) then
    raise exception 'a guest of one group only' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger guest_sits_where_she_said after insert on seats deferrable initially deferred
  for each row when (new.enquiry_id is not null) execute function app.guest_sits_where_she_said();
