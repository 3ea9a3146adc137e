-- Groups over several associations are formed on the same board as all others. A draft may be of an agreement; what it holds of other
-- associations' people are cards of its own. Whose a card is stands apart, and is read by functions only.

alter table drafts add column agreement_id uuid references agreements;  -- null: of the association's own people
alter table drafts add constraint drafts_of_an_agreement check (agreement_id is null or chapter_id is null);
create index on drafts (agreement_id) where agreement_id is not null;

-- Somebody of another association, as long as this draft lives; another draft has another id for her.
create table draft_cards (
  id             uuid primary key,
  association_id uuid not null,
  draft_id       uuid not null,
  place_no       int not null,                  -- what she is called on this board
  draft_group_id uuid,                          -- null: left over
  reason         text,
  pinned         boolean not null default false,
  unique (draft_id, place_no),
  foreign key (association_id, draft_id) references drafts (association_id, id) on delete cascade,
  foreign key (draft_id, draft_group_id) references draft_groups (draft_id, id) on delete set null (draft_group_id)
);
create index on draft_cards (draft_group_id);

create table draft_card_homes (
  card_id        uuid primary key references draft_cards on delete cascade,
  draft_id       uuid not null references drafts on delete cascade,
  association_id uuid not null,                 -- where she belongs
  enquiry_id     uuid not null,
  unique (draft_id, enquiry_id),
  foreign key (association_id, enquiry_id) references enquiries (association_id, id) on delete cascade
);
create index on draft_card_homes (enquiry_id);

-- People of other associations are asked for: the group waits for their answers beside the board.
alter table draft_groups add column crossing_id uuid references crossings on delete cascade;
alter table draft_changes add column card_id uuid references draft_cards on delete set null;
alter table draft_changes drop constraint draft_changes_what_check;
alter table draft_changes add constraint draft_changes_what_check check (what in
  ('proposed', 'chosen', 'moved', 'pinned', 'unpinned', 'opened', 'dissolved', 'led', 'accepted', 'asked'));

do $$
declare t text;
begin
  foreach t in array array['draft_cards', 'draft_card_homes'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on public.%I to verksted_app, verksted_jobs', t);
    execute format('create trigger stay before update of association_id, draft_id on public.%I for each row
      when (old.association_id is distinct from new.association_id or old.draft_id is distinct from new.draft_id) execute function app.stay()', t);
  end loop;
end $$;
create policy of_draft on draft_cards to verksted_app using (draft_id = any (array(select id from drafts)));
-- Nobody who is not the house itself has a policy for draft_card_homes: whoever asks reads nothing there.
revoke insert on draft_cards from verksted_app;
revoke insert, update, delete on draft_card_homes from verksted_app;

-- Who may compose over an agreement: all of an association that takes part in it, or the machine at work for it.
create function app.composes_across(which uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.drafts d where d.id = which and d.agreement_id is not null
    and d.association_id in (select app.partners(d.agreement_id))
    and (pg_has_role(session_user, 'verksted_jobs', 'member') or d.association_id in (select app.coordinated())))
$$;

-- Of those whose cards are shown, who can be composed with: they still wait, and nobody has asked for them.
create function app.free_to_ask(enquiry uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.enquiries e where e.id = enquiry and e.stage = 'waiting' and e.person_id is not null)
    and not exists (select from public.crossing_requests r where r.enquiry_id = enquiry
      and r.declined_at is null and r.withdrawn_at is null and r.said_yes is distinct from false)
$$;
revoke execute on function app.free_to_ask(uuid) from public;

-- Lays the cards that others show on a draft, each with an id of the draft's own; those that lie there already keep theirs. How many came.
create function app.lay_cards(which uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare laid int;
begin
  with shown as materialized (
    select gen_random_uuid() as id, d.association_id as host, c.association_id as home, c.enquiry_id,
      (select coalesce(max(o.place_no), 0) from public.draft_cards o where o.draft_id = which) + row_number() over (order by c.association_id, c.id) as no
    from public.drafts d join public.shared_cards c on c.agreement_id = d.agreement_id
    where d.id = which and app.composes_across(which) and c.association_id <> d.association_id
      and c.association_id in (select app.partners(d.agreement_id)) and app.free_to_ask(c.enquiry_id)
      and not exists (select from public.draft_card_homes h where h.draft_id = which and h.enquiry_id = c.enquiry_id)
  ), cards as (
    insert into public.draft_cards (id, association_id, draft_id, place_no) select id, host, which, no from shown returning id
  )
  insert into public.draft_card_homes (card_id, draft_id, association_id, enquiry_id)
    select id, which, home, enquiry_id from shown where id in (select id from cards);
  get diagnostics laid = row_count;
  return laid;
end $$;

-- All that a draft tells of other associations' people: the bands they are shown by now.
create function app.cards_on(which uuid) returns table (id uuid, place_no int, association_id uuid, kind text, mixed_ok boolean, phase text, decade int,
  place text, latitude double precision, longitude double precision, languages text[], slots text[], max_km int, digital_ok boolean, waited int)
language sql stable security definer set search_path = '' as $$
  select k.id, k.place_no, c.association_id, c.kind, c.mixed_ok, c.phase, c.decade, c.place, c.latitude, c.longitude, c.languages, c.slots, c.max_km, c.digital_ok, c.waited
  from public.draft_cards k join public.drafts d on d.id = k.draft_id join public.draft_card_homes h on h.card_id = k.id
  join public.shared_cards c on c.enquiry_id = h.enquiry_id and c.agreement_id = d.agreement_id
  where k.draft_id = which and app.composes_across(which) and c.association_id in (select app.partners(d.agreement_id)) and app.free_to_ask(h.enquiry_id)
  order by k.place_no
$$;

-- Asks for the people behind some cards of a draft; how many were asked.
create function app.ask_from(crossing uuid, draft uuid, cards uuid[], at timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare asked int;
begin
  insert into public.crossing_requests (id, crossing_id, association_id, enquiry_id, asked_at)
    select gen_random_uuid(), x.id, h.association_id, h.enquiry_id, at
    from public.crossings x join public.drafts d on d.id = draft and d.association_id = x.association_id and d.agreement_id = x.agreement_id
    cross join lateral app.cards_on(draft) seen join public.draft_card_homes h on h.card_id = seen.id
    where x.id = crossing and x.association_id in (select app.coordinated()) and x.ended_at is null and seen.id = any (cards);
  get diagnostics asked = row_count;
  return asked;
end $$;
drop function app.ask_for(uuid, uuid[], timestamptz);

-- Whoever leaves an agreement is on no board of the others any more, and keeps none of theirs.
create function app.leave_boards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.draft_cards k using public.draft_card_homes h, public.drafts d
    where h.card_id = k.id and d.id = k.draft_id and d.agreement_id = new.agreement_id and new.association_id in (h.association_id, d.association_id);
  return null;
end $$;
create trigger leave_boards after update of ended_at on agreement_members for each row when (new.ended_at is not null) execute function app.leave_boards();

-- A card leaves every board with the details it was made of.
create function app.drop_from_boards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.draft_cards k using public.draft_card_homes h where h.card_id = k.id and h.enquiry_id = new.id;
  return null;
end $$;
create trigger drop_from_boards after update of details_erased_at, person_id, withdrawn_at on enquiries for each row
  when (new.details_erased_at is not null or new.person_id is null or new.withdrawn_at is not null) execute function app.drop_from_boards();

-- Whoever coordinates a chapter answers for those of her chapter: she has talked with them. She sees neither agreement nor cards.
create function app.of_my_chapters(enquiry uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.enquiries e where e.id = enquiry and e.chapter_id in (select app.coordinated_chapters()))
$$;
create policy chapter on crossing_requests for select to verksted_app using (app.of_my_chapters(enquiry_id));

create or replace function app.crossing_of(request uuid) returns table (association_id uuid, kind text, slot text, language text, place text, digital boolean, started boolean)
language sql stable security definer set search_path = '' as $$
  select x.association_id, x.kind, x.slot, x.language, v.place, v.digital, g.started_on is not null
  from public.crossing_requests r join public.crossings x on x.id = r.crossing_id join public.venues v on v.id = x.venue_id
  left join public.groups g on g.id = x.group_id
  where r.id = request and (r.association_id in (select app.coordinated()) or app.of_my_chapters(r.enquiry_id)
    or exists (select from public.enquiries e where e.id = r.enquiry_id and e.person_id = app.actor()))
$$;

create or replace function app.agree_request(which uuid, yes boolean, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.crossing_requests set agreed_at = case when yes then at end, agreed_by = case when yes then app.actor() end, declined_at = case when yes then null else at end
  where id = which and (association_id in (select app.coordinated()) or app.of_my_chapters(enquiry_id)) and app.in_force(which)
    and agreed_at is null and declined_at is null and withdrawn_at is null and enquiry_id is not null;
  return found;
end $$;
