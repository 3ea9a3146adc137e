-- Where an enquiry stands, computed in one place from dated facts and kept beside the enquiry, so that the inbox and the waiting list are
-- one walk through an index however many people there are. To everyone "not in a group" reads as finished, like any enquiry that was answered.
create function app.stage_of(e public.enquiries) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when e.withdrawn_at is not null then 'withdrawn'
    when e.answered_at is not null then 'finished'
    when t.outcome = 'group' and app.has_seat(e.id) then 'placed'
    when e.person_id is null or t.outcome = 'not-a-group' then 'finished'
    when t.outcome = 'group' then 'waiting'
    when t.outcome = 'later' then 'later'
    when t.outcome is not null then 'first'
    when exists (select from public.interviews i where i.enquiry_id = e.id and i.held_at is null and i.cancelled_at is null and i.unfit_at is null) then 'booked'
    when exists (select from public.interviews i where i.enquiry_id = e.id and i.held_at is not null) then 'talked'
    else 'new' end
  from (select) one left join public.triages t on t.enquiry_id = e.id and t.superseded_at is null
$$;

create function app.keep_stage(which uuid) returns void
language sql security definer set search_path = '' as $$
  update public.enquiries e set stage = app.stage_of(e) where e.id = which and e.stage <> app.stage_of(e)
$$;

-- The row itself has changed: its own facts are the new ones.
create function app.keep_own_stage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.stage := app.stage_of(new);
  return new;
end $$;

create trigger keep_stage before insert or update of withdrawn_at, person_id, answered_at, stage on enquiries
  for each row execute function app.keep_own_stage();

create function app.keep_stage_of_enquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.keep_stage(coalesce(new.enquiry_id, old.enquiry_id));
  return null;
end $$;

create trigger keep_stage after insert or update or delete on interviews for each row execute function app.keep_stage_of_enquiry();
create trigger keep_stage after insert or update or delete on triages for each row execute function app.keep_stage_of_enquiry();
create trigger keep_stage after insert or update or delete on seats for each row execute function app.keep_stage_of_enquiry();

-- A group that never came about gives everyone who was asked their place in the queue back.
create function app.keep_stages_of_group() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.keep_stage(s.enquiry_id) from public.seats s where s.group_id = new.id and s.enquiry_id is not null;
  return null;
end $$;

create trigger keep_stage after update of cancelled_at, started_on on groups
  for each row execute function app.keep_stages_of_group();
