-- The first association and its first administrator: before them nobody is there to allow anything.

create function app.found_association(id uuid, slug text, name text, country text, languages text[], sender_name text, at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(5217332);
  if exists (select from public.associations) then return false; end if;
  insert into public.associations (id, slug, name, country, zone, languages, sender_name, created_at)
  values (id, slug, name, country, case country when 'DK' then 'Europe/Copenhagen' else 'Europe/Oslo' end, languages, sender_name, at);
  return true;
end $$;

-- Only in an association where nobody has a role, and only for whoever acts.
create function app.become_first_administrator(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  house uuid := app.my_association();
begin
  perform pg_advisory_xact_lock(5217332);
  if house is null or exists (select from public.roles r where r.association_id = house) then raise exception 'there is an administrator already' using errcode = 'unique_violation'; end if;
  insert into public.roles (id, association_id, person_id, role, from_day) values (gen_random_uuid(), house, app.actor(), 'administrator', app.today());
end $$;
