-- Row-level security on every table. `owner` runs migrations and the functions below and never logs in;
-- `app` serves requests and sees what the signed context allows; `jobs` works for everyone, one message at a time.
-- Sets are computed once per statement: `= any (array(select app.x()))`.

create function app.my_association() returns uuid
language sql stable security definer set search_path = '' as $$
  select association_id from public.people where id = app.actor()
$$;

create function app.administered() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select association_id from public.roles
  where person_id = app.actor() and role = 'administrator' and ended_at is null
    and from_day <= app.today() and (until_day is null or until_day >= app.today())
$$;

create function app.coordinated() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select association_id from public.roles
  where person_id = app.actor() and role in ('administrator', 'coordinator') and chapter_id is null and ended_at is null
    and from_day <= app.today() and (until_day is null or until_day >= app.today())
$$;

create function app.coordinated_chapters() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select chapter_id from public.roles
  where person_id = app.actor() and role = 'coordinator' and chapter_id is not null and ended_at is null
    and from_day <= app.today() and (until_day is null or until_day >= app.today())
$$;

-- Groups and people a chapter's coordinator sees; empty for one who coordinates the whole association, who needs no list.
create function app.coordinated_groups() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from public.groups where chapter_id in (select app.coordinated_chapters())
$$;

create function app.coordinated_people() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from public.people where chapter_id in (select app.coordinated_chapters())
$$;

create function app.facilitated() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select f.group_id from public.facilitators f join public.groups g on g.id = f.group_id
  where f.person_id = app.actor() and f.ended_at is null and g.handed_over_on is null
    and f.from_day <= app.today() and (f.until_day is null or f.until_day >= app.today())
$$;

create function app.seated() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select group_id from public.seats
  where person_id = app.actor() and accepted_at is not null and left_on is null
$$;

-- Seats of any kind, also only invited: one's own invitation can be read and answered, and a no taken back until the group starts.
create function app.invited() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select s.group_id from public.seats s join public.groups g on g.id = s.group_id
  where s.person_id = app.actor() and s.left_on is null and s.invited_at is not null and (s.declined_at is null or g.started_on is null)
$$;

create function app.people_of_my_groups() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select s.person_id from public.seats s
  where s.group_id in (select app.seated()) and s.accepted_at is not null and s.left_on is null and s.person_id is not null
  union
  select f.person_id from public.facilitators f where f.group_id in (select app.seated()) and f.ended_at is null
  union
  select s.person_id from public.seats s
  where s.group_id in (select app.facilitated()) and s.accepted_at is not null and s.left_on is null and s.person_id is not null
  union
  select f.person_id from public.facilitators f where f.group_id in (select app.facilitated()) and f.ended_at is null
$$;

create function app.people_i_facilitate() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select s.person_id from public.seats s
  where s.group_id in (select app.facilitated()) and s.accepted_at is not null and s.left_on is null and s.person_id is not null
$$;

-- "Is there room?" without telling who sits there.
create function app.seats_taken(which uuid) returns int
language sql stable security definer set search_path = '' as $$
  select count(*)::int from public.seats
  where group_id = which and declined_at is null and left_on is null and invited_at is not null
$$;

create function app.seats_accepted(which uuid) returns int
language sql stable security definer set search_path = '' as $$
  select count(*)::int from public.seats where group_id = which and accepted_at is not null and left_on is null
$$;

-- What a listed group tells everyone: a yes or no. One that runs itself said so in its last heartbeat; of another the seats tell.
create function app.has_room(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when g.handed_over_on is not null
    then coalesce((select h.alive and coalesce(h.room_for_more, 0) > 0 from public.heartbeats h
      where h.group_id = g.id and h.answered_on is not null order by h.asked_on desc limit 1), false)
    else app.seats_taken(g.id) < g.size_max end
  from public.groups g where g.id = which and g.listed
$$;

-- Holds the group until the end of the transaction, so that ten who say yes to the last seat come one after another,
-- and tells how many have said yes. Each statement of it sees what was committed while it waited.
create function app.hold_group(which uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from public.groups where id = which for update;
  return app.seats_accepted(which);
end $$;

-- Whether an enquiry has been met: its person sits, is asked, stands in line, or has sat in a group that started.
-- A coordinator no longer sees the seats of a group that runs itself, and must not ask its people again.
create function app.has_seat(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.seats s join public.groups g on g.id = s.group_id
    where s.enquiry_id = which and g.cancelled_at is null and s.declined_at is null and s.gone_at is null
      and (s.left_on is null or s.left_on > g.started_on))
$$;

-- Whom the association may ask how a group that runs itself is doing; nobody else in it.
create function app.contact_seats() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select d.seat_id from public.duties d join public.groups g on g.id = d.group_id
  where d.duty = 'contact' and d.ended_at is null
    and (g.association_id in (select app.coordinated()) or g.chapter_id in (select app.coordinated_chapters()))
$$;

-- How many cannot come, without telling who: for the group itself.
create function app.absences_at(which uuid[]) returns table (meeting uuid, absent int)
language sql stable security definer set search_path = '' as $$
  select a.meeting_id, count(*)::int from public.absences a join public.seats s on s.id = a.seat_id
  where a.meeting_id = any (which) and a.withdrawn_at is null and s.left_on is null
    and (a.group_id in (select app.seated()) or a.group_id in (select app.facilitated()))
  group by a.meeting_id
$$;

-- Groups that no longer are the association's to look into.
create function app.self_run() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from public.groups where handed_over_on is not null
    and (association_id in (select app.coordinated()) or chapter_id in (select app.coordinated_chapters()) or id in (select app.seated()))
$$;

-- Before anyone is signed in: each answers one narrow question.
create function app.find_session(wanted bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'person', p.id, 'association', p.association_id, 'chapter', p.chapter_id, 'language', p.language, 'largeType', p.large_type,
    'secondAt', s.second_at, 'stepUpAt', s.step_up_at, 'ownDevice', s.own_device, 'method', s.method, 'lastSeenAt', s.last_seen_at,
    'hasSecond', exists (select from public.passkeys k where k.person_id = p.id)
              or exists (select from public.totp_secrets t where t.person_id = p.id and t.confirmed_at is not null),
    'roles', coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'association', r.association_id, 'chapter', r.chapter_id, 'umbrella', r.umbrella_id, 'from', r.from_day, 'until', r.until_day))
              from public.roles r where r.person_id = p.id and r.ended_at is null), '[]'),
    'facilitates', coalesce((select jsonb_agg(jsonb_build_object('group', f.group_id, 'from', f.from_day, 'until', f.until_day))
              from public.facilitators f join public.groups g on g.id = f.group_id
              where f.person_id = p.id and f.ended_at is null and g.handed_over_on is null), '[]'),
    'sits', coalesce((select jsonb_agg(x.group_id) from public.seats x where x.person_id = p.id and x.accepted_at is not null and x.left_on is null), '[]'))
  from public.sessions s join public.people p on p.id = s.person_id
  where s.token_hash = wanted and s.expires_at > at
    and s.last_seen_at > at - case when s.own_device then interval '14 days' else interval '2 hours' end
$$;

create function app.find_link(wanted bytea) returns table (id uuid, association_id uuid, person_id uuid, purpose text, object_id uuid, expires_at timestamptz, used_at timestamptz, replaced_at timestamptz, language text)
language sql stable security definer set search_path = '' as $$
  select l.id, l.association_id, l.person_id, l.purpose, l.object_id, l.expires_at, l.used_at, l.replaced_at, p.language
  from public.links l join public.people p on p.id = l.person_id where l.token_hash = wanted
$$;

create function app.people_by_lookup(wanted bytea[]) returns table (person_id uuid, association_id uuid, contact_id uuid, kind text)
language sql stable security definer set search_path = '' as $$
  select person_id, association_id, id, kind from public.contacts where lookup = any (wanted)
$$;

-- What a browser may still sign in with. Looking spends nothing.
create function app.find_sign_in(browser bytea, at timestamptz) returns setof public.sign_in_codes
language sql stable security definer set search_path = '' as $$
  select * from public.sign_in_codes
  where browser_hash = browser and used_at is null and expires_at > at and tries < 5 order by created_at desc limit 2
$$;

-- A try is counted before it is judged, so that a hundred at once are still five.
create function app.take_sign_in_try(browser bytea, at timestamptz) returns setof public.sign_in_codes
language sql volatile security definer set search_path = '' as $$
  update public.sign_in_codes set tries = tries + 1
  where id in (select id from app.find_sign_in(browser, at)) and used_at is null and tries < 5 returning *
$$;

create function app.spend_sign_in(which uuid, at timestamptz) returns boolean
language sql volatile security definer set search_path = '' as $$
  with spent as (update public.sign_in_codes set used_at = at where id = which and used_at is null returning id)
  select exists (select from spent)
$$;

create function app.codes_asked(contact bytea, since timestamptz) returns int
language sql stable security definer set search_path = '' as $$
  select count(*)::int from public.sign_in_codes where lookup = contact and created_at > since
$$;

create function app.people_by_contact(contact bytea) returns table (person_id uuid, association_id uuid)
language sql stable security definer set search_path = '' as $$
  select person_id, association_id from public.contacts where lookup = contact order by person_id
$$;

-- Looked at and gone: a challenge is answered once, whatever the answer.
create function app.take_ceremony(browser bytea, what text, at timestamptz) returns setof public.ceremonies
language sql volatile security definer set search_path = '' as $$
  with taken as (delete from public.ceremonies where browser_hash = browser and kind = what returning *)
  select * from taken where expires_at > at order by expires_at desc limit 1
$$;

create function app.find_ceremony(browser bytea, what text, at timestamptz) returns setof public.ceremonies
language sql stable security definer set search_path = '' as $$
  select * from public.ceremonies where browser_hash = browser and kind = what and expires_at > at order by expires_at desc limit 1
$$;

create function app.find_passkey(credential text) returns setof public.passkeys
language sql stable security definer set search_path = '' as $$ select * from public.passkeys where id = credential $$;

create function app.find_oidc(provider text, subject bytea) returns setof public.oidc_identities
language sql stable security definer set search_path = '' as $$
  select * from public.oidc_identities where issuer = provider and subject_hash = subject
$$;

create function app.spend_paper_code(hash bytea, at timestamptz) returns table (person_id uuid, association_id uuid)
language sql volatile security definer set search_path = '' as $$
  update public.paper_codes c set used_at = at where c.code_hash = hash and c.used_at is null and c.expires_at > at
  returning c.person_id, c.association_id
$$;

-- Whether somebody sees others' data: whoever may make codes for such a person could become her.
create function app.sees_others(who uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.roles where person_id = who and ended_at is null)
      or exists (select from public.facilitators where person_id = who and ended_at is null)
$$;

-- A new letter makes the old one worthless; so does an administrator's word.
create function app.may_make_codes(who uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.people p where p.id = who and (
    p.association_id in (select app.administered())
    or (not app.sees_others(who) and (p.association_id in (select app.coordinated()) or p.chapter_id in (select app.coordinated_chapters())))))
$$;

create function app.end_paper_codes(who uuid) returns void
language sql volatile security definer set search_path = '' as $$
  delete from public.paper_codes where person_id = who and (who = app.actor() or app.may_make_codes(who))
$$;

-- Somebody has lost phone and key: an administrator takes the second step away, and everyone who came in by it is out.
create function app.reset_second_step(who uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from public.people where id = who and association_id in (select app.administered())) then return false; end if;
  delete from public.passkeys where person_id = who;
  delete from public.totp_secrets where person_id = who;
  delete from public.sessions where person_id = who;
  return true;
end $$;

create function app.house_is_empty() returns boolean
language sql stable security definer set search_path = '' as $$ select not exists (select from public.associations) $$;

do $$
declare t record;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations' loop
    execute format('alter table public.%I enable row level security', t.tablename);
    execute format('alter table public.%I force row level security', t.tablename);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t.tablename);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t.tablename);
    execute format('grant select, insert, update, delete on public.%I to verksted_app, verksted_jobs', t.tablename);
  end loop;
end $$;

grant usage on schema app, public to verksted_app, verksted_jobs, verksted_statistics;
revoke all on app.secrets from public;
revoke update, delete on history, history_seals, erasures from verksted_app;
revoke insert on erasures from verksted_app; -- app.erase_person writes it
revoke insert, update, delete on retention_runs from verksted_app;
revoke insert on history_seals from verksted_app;
revoke update, delete on history from verksted_jobs;
revoke update, delete on history_seals from verksted_jobs;

-- Open to everyone: what an association shows of itself.
create policy anyone on umbrellas for select to verksted_app using (true);
create policy anyone on associations for select to verksted_app using (true);
create policy anyone on chapters for select to verksted_app using (true);
create policy anyone on venues for select to verksted_app using (true);
create policy anyone on programme_models for select to verksted_app using (true);
create policy anyone on texts for select to verksted_app using (true);
create policy anyone on rate_limits to verksted_app using (true) with check (true);

-- The association's own house.
create policy administrators on associations for update to verksted_app using (id = any (array(select app.administered())));
create policy administrators on chapters to verksted_app using (association_id = any (array(select app.administered())));
create policy administrators on programme_models to verksted_app using (association_id = any (array(select app.administered())));
create policy administrators on texts for insert to verksted_app with check (association_id = any (array(select app.administered())));
create policy coordinators on venues to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));

-- People.
create policy self on people to verksted_app using (id = (select app.actor()));
create policy coordinators on people to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy group_mates on people for select to verksted_app using (id = any (array(select app.people_of_my_groups())));

create policy self on person_keys to verksted_app using (person_id = (select app.actor()));
create policy coordinators on person_keys to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));
create policy group_mates on person_keys for select to verksted_app using (person_id = any (array(select app.people_of_my_groups())));

create policy self on contacts to verksted_app using (person_id = (select app.actor()));
create policy coordinators on contacts to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));
create policy facilitators on contacts for select to verksted_app
  using (for_facilitators and person_id = any (array(select app.people_i_facilitate())));

create policy self on consents to verksted_app using (person_id = (select app.actor()));
create policy coordinators on consents to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));

create policy administrators on erasures for select to verksted_app using (association_id = any (array(select app.administered())));
create policy administrators on retention_runs for select to verksted_app using (exists (select app.administered()));

-- Accounts.
create policy self on roles for select to verksted_app using (person_id = (select app.actor()));
create policy administrators on roles to verksted_app using (association_id = any (array(select app.administered())));
create policy coordinators on roles for select to verksted_app using (association_id = (select app.my_association()) and exists (select app.coordinated() union select app.coordinated_chapters()));
create policy self on sessions to verksted_app using (person_id = (select app.actor()));
create policy administrators on sessions for delete to verksted_app using (association_id = any (array(select app.administered())));
create policy ask on sign_in_codes for insert to verksted_app with check (used_at is null and tries = 0);
create policy self on paper_codes to verksted_app using (person_id = (select app.actor()));
create policy makers on paper_codes for insert to verksted_app with check (app.may_make_codes(person_id));
create policy self on passkeys to verksted_app using (person_id = (select app.actor()));
create policy self on totp_secrets to verksted_app using (person_id = (select app.actor()));
create policy self on oidc_identities to verksted_app using (person_id = (select app.actor()));
create policy begin_ceremony on ceremonies for insert to verksted_app with check (true);
create policy self on links to verksted_app using (person_id = (select app.actor()));
create policy coordinators on links to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));

-- History: everyone adds one's own; each sees what was done with one's data; an administrator sees all of the association.
create policy add on history for insert to verksted_app with check (actor_id is not distinct from (select app.actor()));
create policy about_me on history for select to verksted_app using (about_id = (select app.actor()) or actor_id = (select app.actor()));
create policy administrators on history for select to verksted_app using (association_id = any (array(select app.administered())));
create policy administrators on history_seals for select to verksted_app using (exists (select app.administered()));

-- Messages leave through the jobs; whoever acts may enqueue within the own association.
create policy add on messages for insert to verksted_app with check (association_id = (select app.my_association()));
create policy self on messages for select to verksted_app using (person_id = (select app.actor()));
create policy coordinators on messages to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));
create policy coordinators on inbound_sms to verksted_app
  using (association_id = any (array(select app.coordinated())) or person_id = any (array(select app.coordinated_people())));
-- A reply comes in from nobody yet; it is answered through the eyes of the person it turns out to be from.
create policy receive on inbound_sms for insert to verksted_app with check (person_id is null and association_id is null and handled_at is null);
create policy self on inbound_sms to verksted_app using (person_id = (select app.actor()));

-- Takes back what has not left the house, such as the reminder of a meeting that was moved. Whoever knows what it is about may.
create function app.recall_messages(what text, which text[]) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare taken int;
begin
  delete from public.messages where about = what and kind = any (which) and association_id = app.my_association()
    and state in ('waiting', 'held') and (job_id is null or state = 'held' or channel in ('letter', 'call'));
  get diagnostics taken = row_count;
  return taken;
end $$;

-- Intake.
-- `(select app.actor())` is asked once a statement; a bare app.actor() is asked, and its signature checked, for every row.
create policy self on enquiries to verksted_app using (person_id = (select app.actor()));
create policy coordinators on enquiries to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy self on interviews to verksted_app
  using (exists (select from enquiries e where e.id = enquiry_id and e.person_id = (select app.actor())));
create policy coordinators on interviews to verksted_app using (association_id = any (array(select app.coordinated()))
  or exists (select from enquiries e where e.id = enquiry_id and e.chapter_id = any (array(select app.coordinated_chapters()))));
-- "Not in a group" is seen by the coordinator who talked with the person, and by nobody else.
create policy coordinators on triages to verksted_app
  using ((outcome <> 'not-a-group' or by_id = (select app.actor())) and (association_id = any (array(select app.coordinated()))
    or exists (select from enquiries e where e.id = enquiry_id and e.chapter_id = any (array(select app.coordinated_chapters())))));
create policy coordinators on apart to verksted_app
  using (association_id = any (array(select app.coordinated())) or one_id = any (array(select app.coordinated_people())));
create policy own on imports to verksted_app using (by_id = (select app.actor()));
create policy coordinators on import_mappings to verksted_app
  using (association_id = (select app.my_association()) and exists (select app.coordinated() union select app.coordinated_chapters()));

-- Groups.
create policy listed on groups for select to verksted_app using (listed and closed_on is null and cancelled_at is null);
create policy mine on groups for select to verksted_app
  using (id = any (array(select app.seated())) or id = any (array(select app.invited())) or id = any (array(select app.facilitated())));
create policy coordinators on groups to verksted_app
  using (association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters())));
create policy facilitators on groups for update to verksted_app using (id = any (array(select app.facilitated()))) with check (true);
create policy self_run on groups for update to verksted_app
  using (handed_over_on is not null and id = any (array(select app.seated())));

create policy self on seats for select to verksted_app using (person_id = (select app.actor()));
create policy self_answers on seats for update to verksted_app using (person_id = (select app.actor()));
create policy group_mates on seats for select to verksted_app
  using (accepted_at is not null and left_on is null and group_id = any (array(select app.seated())));
create policy facilitators on seats for select to verksted_app using (group_id = any (array(select app.facilitated())));
create policy facilitators_release on seats for update to verksted_app using (group_id = any (array(select app.facilitated())));
create policy coordinators on seats to verksted_app
  using (released_at is null and (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups()))))
  with check ((association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))
    and not group_id = any (array(select app.self_run())));
create policy contact_persons on seats for select to verksted_app using (id = any (array(select app.contact_seats())));

create policy group_mates on rooms for select to verksted_app
  using (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated())));
create policy facilitators on rooms to verksted_app using (group_id = any (array(select app.facilitated())));
create policy self_run on rooms to verksted_app
  using (group_id = any (array(select app.seated())) and group_id = any (array(select app.self_run())));
create policy coordinators on rooms to verksted_app
  using ((association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))
    and not group_id = any (array(select app.self_run())));

create policy self on facilitators to verksted_app using (person_id = (select app.actor()));
create policy group_mates on facilitators for select to verksted_app
  using (ended_at is null and (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated()))));
create policy colleagues_end on facilitators for update to verksted_app using (group_id = any (array(select app.facilitated()))) with check (true);
create policy coordinators on facilitators to verksted_app
  using (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())));

create policy self on pledges to verksted_app using (person_id = (select app.actor()));
create policy facilitators on pledges to verksted_app using (group_id = any (array(select app.facilitated())));
-- A pledge tells who sits where, so the association sees it only until the group runs itself.
create policy coordinators on pledges to verksted_app
  using ((association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))
    and not group_id = any (array(select app.self_run())));

create policy group_mates on duties to verksted_app
  using (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated())));
-- Of a group that runs itself the association knows the contact persons, no other duty.
create policy coordinators on duties for select to verksted_app
  using (duty = 'contact' and (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups()))));
create policy coordinators_prepare on duties to verksted_app
  using ((association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))
    and not group_id = any (array(select app.self_run())));
create policy group_mates on expectations to verksted_app
  using (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated())));
create policy group_mates on heartbeats to verksted_app using (group_id = any (array(select app.seated())));
create policy coordinators on heartbeats to verksted_app
  using (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())));

-- Meetings: the group's own. The association sees dates and head counts until the group runs itself, never themes.
create policy group_mates on series for select to verksted_app
  using (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated())));
create policy plan on series to verksted_app using (group_id = any (array(select app.facilitated()))
  or (group_id = any (array(select app.seated())) and exists (select from groups g where g.id = group_id and g.handed_over_on is not null)));
create policy coordinators on series to verksted_app
  using ((association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))
    and exists (select from groups g where g.id = group_id and g.handed_over_on is null));
create policy group_mates on meetings to verksted_app
  using (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated())));
create policy coordinators on meetings to verksted_app
  using ((association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))
    and exists (select from groups g where g.id = group_id and g.handed_over_on is null));
-- Names of who came and who could not are for those who hold the group; the others are told how many (app.absences_at).
create policy own_attendance on attendance for select to verksted_app
  using (seat_id in (select id from seats where person_id = (select app.actor())));
create policy facilitators on attendance to verksted_app using (group_id = any (array(select app.facilitated())));
create policy facilitators on absences to verksted_app using (group_id = any (array(select app.facilitated())));
create policy own on absences to verksted_app using (seat_id in (select id from seats where person_id = (select app.actor())));
create policy group_mates on themes to verksted_app
  using (group_id = any (array(select app.seated())) or group_id = any (array(select app.facilitated())));
create policy self on talks_wanted to verksted_app using (person_id = (select app.actor()));
create policy coordinators on talks_wanted to verksted_app
  using (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())));
create policy own on reminders_wanted to verksted_app using (seat_id in (select id from seats where person_id = (select app.actor())));

-- At handover access ends by itself, whoever forgot to end it: not left to a caller.
create function app.hand_over() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.facilitators set ended_at = now() where group_id = new.id and ended_at is null;
  update public.seats set released_at = now() where group_id = new.id and released_at is null;
  return null;
end $$;

create trigger hand_over after update of handed_over_on on groups
  for each row when (old.handed_over_on is null and new.handed_over_on is not null) execute function app.hand_over();

-- A group that has closed, or never came about, has no facilitators, no duties and nobody sitting in it.
create function app.end_group() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.facilitators set ended_at = now() where group_id = new.id and ended_at is null;
  update public.duties set ended_at = now() where group_id = new.id and ended_at is null;
  update public.seats set left_on = coalesce(new.closed_on, app.today()) where group_id = new.id and accepted_at is not null and left_on is null;
  return null;
end $$;

create trigger end_group after update of closed_on, cancelled_at on groups for each row
  when ((old.closed_on is null and new.closed_on is not null) or (old.cancelled_at is null and new.cancelled_at is not null))
  execute function app.end_group();

-- What visitors are shown is kept by every process until this is said.
create function app.tell_public_changed() returns trigger
language plpgsql as $$ begin notify public_changed; return null; end $$;

do $$
declare t text;
begin
  foreach t in array array['umbrellas', 'associations', 'chapters', 'venues', 'programme_models', 'texts', 'groups', 'seats', 'heartbeats', 'series', 'meetings'] loop
    execute format('create trigger tell_public after insert or update or delete on public.%I for each statement execute function app.tell_public_changed()', t);
  end loop;
end $$;
