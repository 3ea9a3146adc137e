-- A policy judges the row that is written, not whose row it was, nor whether the person in it is of the association in it. That is said here once.

-- What is a person's own lies in her own association.
do $$
declare t text;
begin
  foreach t in array array['person_keys', 'contacts', 'consents', 'roles', 'sessions', 'paper_codes', 'passkeys', 'totp_secrets', 'oidc_identities', 'links'] loop
    execute format('alter table public.%I drop constraint %I, add foreign key (association_id, person_id) references public.people (association_id, id) on delete cascade',
      t, t || '_person_id_fkey');
  end loop;
end $$;

-- Nothing moves to another association, person or group. Emptied it may be: whoever is erased leaves her seat as a number.
create function app.stay() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'a row belongs where it was made' using errcode = '42501';
end $$;

do $$
declare
  t text;
  own text[];
begin
  for t, own in
    select c.relname, array_agg(a.attname::text) from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname in ('association_id', 'person_id', 'group_id')
      and c.relname not in ('history', 'inbound_sms')  -- the one is never changed, the other finds its person by and by
    group by c.relname
  loop
    execute format('create trigger stay before update of %s on public.%I for each row when (%s) execute function app.stay()',
      array_to_string(own, ', '), t,
      (select string_agg(format('(old.%1$I is not null and new.%1$I is not null and old.%1$I <> new.%1$I)', name), ' or ') from unnest(own) as name));
  end loop;
end $$;

-- One holds a group because somebody named one. Who has stopped, or was stopped, does not begin again by herself.
drop policy self on facilitators;
create policy self on facilitators for select to verksted_app using (person_id = (select app.actor()));
create policy self_answers on facilitators for update to verksted_app using (person_id = (select app.actor()) and ended_at is null);
alter policy colleagues_end on facilitators using (ended_at is null and group_id = any (array(select app.facilitated())));

-- Whoever is erased is erased by app.erase_person, which leaves a receipt; what has been is ended, never removed.
revoke delete on people, person_keys, roles, groups, facilitators, pledges, links, consents, associations, chapters, venues, texts from verksted_app;

-- Asked by triggers and by the nightly job, of rows that are given to them: nobody else has use for the answers.
revoke execute on function app.keep_stage(uuid), app.enquiry_ends(public.enquiries, int), app.tie_ended(public.people, int) from public;
grant execute on function app.enquiry_ends(public.enquiries, int), app.tie_ended(public.people, int) to verksted_jobs;
