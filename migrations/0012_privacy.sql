-- Forgetting. One way to erase a person, whoever asks: herself, a coordinator on her word, the daily job, a restore.

-- What was only needed to find a group. What is left can be counted and tells of nobody.
create function app.clear_details(which uuid, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.enquiries set kind = null, mixed_ok = false, diagnosis = null, phase = null, birth_year = null, sex = null, same_sex = false,
    languages = '{}', postcode = null, place = null, latitude = null, longitude = null, max_km = null, digital_ok = false, slots = '{}',
    needs = '{}', wish = null, details_erased_at = coalesce(details_erased_at, at)
  where id = which;
  update public.interviews set covered = '{}' where enquiry_id = which;
end $$;

-- Whoever has a role is erased by herself or an administrator; others by whoever coordinates them too.
create function app.may_erase(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select which = app.actor() or pg_has_role(session_user, 'verksted_jobs', 'member') or exists (
    select from public.people p where p.id = which and (
      p.association_id in (select app.administered())
      or (not exists (select from public.roles r where r.person_id = which and r.ended_at is null)
        and (p.association_id in (select app.coordinated()) or p.chapter_id in (select app.coordinated_chapters())))))
$$;

-- Enquiries and seats stay as numbers, without the person and without details; everything else goes, the key with it.
create function app.erase_person(which uuid, why text, number text, at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  house uuid;
  mine uuid[];
begin
  select association_id into house from public.people where id = which for update;
  if house is null then return false; end if;
  if not app.may_erase(which) then raise exception 'not theirs to erase' using errcode = '42501'; end if;
  perform app.clear_details(id, at) from public.enquiries where person_id = which;
  update public.enquiries set withdrawn_at = at
    where person_id = which and withdrawn_at is null and stage in ('new', 'booked', 'talked', 'waiting', 'first', 'later');
  mine := array(select id from public.seats where person_id = which);
  update public.seats set left_on = app.today() where id = any (mine) and accepted_at is not null and left_on is null;
  update public.seats set declined_at = at where id = any (mine) and accepted_at is null and declined_at is null and left_on is null;
  update public.duties set ended_at = at where seat_id = any (mine) and ended_at is null;
  update public.meetings set host_seat_id = null where host_seat_id = any (mine) and starts_at > at;
  delete from public.reminders_wanted where seat_id = any (mine);
  delete from public.ceremonies where person_id = which;
  delete from public.sign_in_codes where lookup in (select lookup from public.contacts where person_id = which);
  delete from public.imports where by_id = which;
  delete from public.form_drafts where object_id in (select id from public.enquiries where person_id = which);
  insert into public.erasures (id, association_id, person_id, erased_at, reason, receipt)
    values (gen_random_uuid(), house, which, at, why, number) on conflict (person_id) do nothing;
  delete from public.people where id = which;
  return true;
end $$;

-- The receipt is all that is left: whoever has its number may see when it was done.
create function app.find_receipt(number text) returns timestamptz
language sql stable security definer set search_path = '' as $$ select erased_at from public.erasures where receipt = number $$;

-- What the talk led to is the interviewer's; the person's own right to a copy goes before that, and nobody else's eyes do.
create function app.my_triages() returns table (enquiry_id uuid, outcome text, decided_at timestamptz, again_on date, superseded_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select t.enquiry_id, t.outcome, t.decided_at, t.again_on, t.superseded_at
  from public.triages t join public.enquiries e on e.id = t.enquiry_id where e.person_id = app.actor()
$$;

-- Who has looked at the actor or changed something about her. Those who work for the association are named, others are not; and the key comes
-- with the name, for this one answer.
create function app.who_looked(most int, past int)
returns table (at timestamptz, act text, actor_role text, actor_id uuid, called bytea, master int, wrapped bytea, total int)
language sql stable security definer set search_path = '' as $$
  select h.at, h.act, h.actor_role, h.actor_id, p.called, k.master, k.wrapped, count(*) over ()::int
  from public.history h
  left join public.people p on p.id = h.actor_id and h.actor_role in ('administrator', 'coordinator', 'facilitator')
  left join public.person_keys k on k.person_id = p.id
  where h.about_id = app.actor() and h.actor_id is not null and h.actor_id <> app.actor()
  order by h.at desc, h.id desc limit most offset past
$$;

-- The last sign of life of an enquiry. Somebody who waits is waited for twice as long.
create function app.enquiry_ends(e public.enquiries, months int) returns date
language sql stable security definer set search_path = '' as $$
  select (greatest(e.received_on, e.asked_again_at::date, e.answered_at::date, e.withdrawn_at::date,
      (select max(greatest(i.at, i.booked_at, i.held_at, i.cancelled_at, i.unfit_at)::date) from public.interviews i where i.enquiry_id = e.id),
      (select max(greatest(t.decided_at::date, case when t.superseded_at is null then t.again_on end)) from public.triages t where t.enquiry_id = e.id))
    + make_interval(months => case when e.stage in ('waiting', 'first', 'later') then months else 0 end))::date
$$;

-- The day the last tie to a person ended; null while there is one: a seat in a group that lives, a role, a group to hold.
create function app.tie_ended(p public.people, months int) returns date
language sql stable security definer set search_path = '' as $$
  select case when
      exists (select from public.roles r where r.person_id = p.id and r.ended_at is null and (r.until_day is null or r.until_day >= app.today()))
      or exists (select from public.facilitators f join public.groups g on g.id = f.group_id where f.person_id = p.id and f.ended_at is null
        and (f.until_day is null or f.until_day >= app.today()) and g.closed_on is null and g.cancelled_at is null and g.handed_over_on is null)
      or exists (select from public.seats s join public.groups g on g.id = s.group_id where s.person_id = p.id and s.declined_at is null
        and s.left_on is null and g.closed_on is null and g.cancelled_at is null)
    then null
    else greatest(p.created_at::date,
      (select max(coalesce(r.ended_at::date, r.until_day)) from public.roles r where r.person_id = p.id),
      (select max(coalesce(f.ended_at::date, f.until_day, g.handed_over_on, g.closed_on, g.cancelled_at::date))
        from public.facilitators f join public.groups g on g.id = f.group_id where f.person_id = p.id),
      (select max(coalesce(s.left_on, s.declined_at::date, g.closed_on, g.cancelled_at::date)) from public.seats s join public.groups g on g.id = s.group_id where s.person_id = p.id),
      (select max(app.enquiry_ends(e, months)) from public.enquiries e where e.person_id = p.id)) end
$$;

-- Keeps people.erase_after for those after `last`, in the order of ids; returns how many it looked at and the last of them.
create function app.keep_erase_days(last uuid, most int) returns table (seen int, up_to uuid)
language sql volatile security definer set search_path = '' as $$
  with batch as (
    select p.id, (app.tie_ended(p, a.keep_people_months) + make_interval(months => a.keep_people_months))::date as due
    from public.people p join public.associations a on a.id = p.association_id where p.id > last order by p.id limit most),
  kept as (update public.people p set erase_after = s.due from batch s where p.id = s.id and p.erase_after is distinct from s.due returning p.id)
  select count(*)::int, (array_agg(id order by id desc))[1] from batch
$$;

revoke execute on function app.clear_details(uuid, timestamptz), app.keep_erase_days(uuid, int) from public;
grant execute on function app.clear_details(uuid, timestamptz), app.keep_erase_days(uuid, int) to verksted_jobs;

-- Which keyring this database was written with; another one opens nothing. One row.
create table app.keyring (
  one  boolean primary key default true check (one),
  mark text not null
);
