-- "I would like a group like this": counted, without becoming a case. Who it is stays unknown, unless she asks to be told.
create table interests (
  id             uuid primary key,
  association_id uuid not null references associations,
  chapter_id     uuid,
  person_id      uuid not null,                 -- without a name, and without a contact unless she asked to be told
  kind           text not null check (kind in ('patient', 'relative', 'bereaved')),
  language       text not null check (language in ('nb', 'nn', 'da', 'en')),
  postcode       text not null check (postcode ~ '^\d{4}$'),
  place          text,
  latitude       double precision,
  longitude      double precision,
  max_km         int not null check (max_km between 1 and 2000),
  slots          text[] not null default '{}',  -- mon-eve …; none: any
  to_tell        boolean not null,
  counted_on     date not null,
  expires_on     date not null,
  told_at        timestamptz,                   -- that a group may begin near her; said once
  foreign key (association_id, chapter_id) references chapters (association_id, id),
  foreign key (association_id, person_id) references people (association_id, id) on delete cascade
);
create index on interests (association_id, expires_on);
create index on interests (person_id);
create index on interests (chapter_id) where chapter_id is not null;

alter table interests enable row level security;
alter table interests force row level security;
create policy owner_all on interests to verksted_owner using (true) with check (true);
create policy jobs_all on interests to verksted_jobs using (true) with check (true);
grant select, insert, update, delete on interests to verksted_app, verksted_jobs;
create policy self on interests to verksted_app using (person_id = (select app.actor()));
create policy coordinators on interests for select to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy coordinators_tell on interests for update to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create trigger stay before update of association_id, person_id on interests for each row
  when (old.association_id <> new.association_id or old.person_id <> new.person_id) execute function app.stay();

alter table links drop constraint links_purpose_check;
alter table links add constraint links_purpose_check check (purpose in
  ('enquiry', 'interview', 'invitation', 'pledge', 'absence', 'seat', 'heartbeat', 'calendar', 'import-consent', 'interest'));

-- How many of a kind stood in an area before the week of `came`: those who wait after a talk, and those counted. An area is all postal codes
-- that begin with the same two figures: it never depends on who asks, so that nobody is found by asking from another place.
create function app.stood_before(house uuid, sort text, code text, came date, but uuid) returns int
language sql stable security definer set search_path = '' as $$
  select count(*)::int from (
    select e.person_id from public.enquiries e
    where e.association_id = house and e.wants = 'group' and e.stage = 'waiting' and e.kind = sort and left(e.postcode, 2) = left(code, 2)
      and e.received_on < date_trunc('week', came)::date and e.person_id <> but
    union
    select i.person_id from public.interests i
    where i.association_id = house and i.kind = sort and left(i.postcode, 2) = left(code, 2)
      and i.counted_on < date_trunc('week', came)::date and i.expires_on >= app.today() and i.person_id <> but) as others
$$;
revoke execute on function app.stood_before(uuid, text, text, date, uuid) from public;

-- "You are the 4th": told to the one concerned, of her own, and never below the fourth. Why: docs/decisions/0019-counting-in.md.
create function app.my_number(which uuid) returns int
language sql stable security definer set search_path = '' as $$
  select case when n >= 3 then n + 1 end from (
    select app.stood_before(i.association_id, i.kind, i.postcode, i.counted_on, i.person_id) as n
      from public.interests i where i.id = which and i.person_id = app.actor()
    union all
    select app.stood_before(e.association_id, e.kind, e.postcode, e.received_on, e.person_id)
      from public.enquiries e where e.id = which and e.person_id = app.actor() and e.wants = 'group'
        and e.stage in ('new', 'booked', 'talked', 'waiting') and e.kind is not null and e.postcode is not null) as mine
$$;

-- Whoever was only counted goes on the day she was told; everybody else as before.
create or replace function app.keep_erase_days(last uuid, most int) returns table (seen int, up_to uuid)
language sql volatile security definer set search_path = '' as $$
  with batch as (
    select p.id, coalesce((select max(i.expires_on) from public.interests i where i.person_id = p.id),
      (app.tie_ended(p, a.keep_people_months) + make_interval(months => a.keep_people_months))::date) as due
    from public.people p join public.associations a on a.id = p.association_id where p.id > last order by p.id limit most),
  kept as (update public.people p set erase_after = s.due from batch s where p.id = s.id and p.erase_after is distinct from s.due returning p.id)
  select count(*)::int, (array_agg(id order by id desc))[1] from batch
$$;
