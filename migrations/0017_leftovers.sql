-- A telephone or e-mail that somebody says is hers, until a code sent there has come back.
create table new_contacts (
  id             uuid primary key,
  association_id uuid not null,
  person_id      uuid not null,
  kind           text not null check (kind in ('phone', 'email')),
  value          bytea not null,               -- sealed
  code_hash      bytea not null,
  tries          int not null default 0,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  unique (person_id, kind),
  foreign key (association_id, person_id) references people (association_id, id) on delete cascade
);

-- What somebody has typed in a long form and not sent yet, for her own eyes.
create table form_drafts (
  id             uuid primary key,
  association_id uuid not null,
  person_id      uuid not null,
  form           text not null,                -- which form: the path it is sent to
  object_id      uuid,                         -- what it is about, where that is somebody's: it goes when they are erased
  sealed         bytea not null,
  saved_at       timestamptz not null,
  unique (person_id, form),
  foreign key (association_id, person_id) references people (association_id, id) on delete cascade
);
create index on form_drafts (object_id) where object_id is not null;

do $$
declare t text;
begin
  foreach t in array array['new_contacts', 'form_drafts'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy owner_all on public.%I to verksted_owner using (true) with check (true)', t);
    execute format('create policy jobs_all on public.%I to verksted_jobs using (true) with check (true)', t);
    execute format('create policy self on public.%I to verksted_app using (person_id = (select app.actor()))', t);
    execute format('grant select, insert, update, delete on public.%I to verksted_app, verksted_jobs', t);
    execute format('create trigger stay before update of association_id, person_id on public.%I for each row
      when (old.association_id <> new.association_id or old.person_id <> new.person_id) execute function app.stay()', t);
  end loop;
end $$;

-- What the gateway says became of a text message after it took it.
alter table messages add column delivery text check (delivery in ('delivered', 'undelivered'));
alter table messages add column delivery_at timestamptz;

-- A night that forgot nothing, because the clock had leapt: it waits for somebody who knows what day it is.
alter table retention_runs add column held boolean not null default false;

-- A contact that one signs in by is another: whoever came in by the old one is out, but for the browser in which it was changed.
create function app.end_sessions(who uuid, but bytea) returns void
language sql volatile security definer set search_path = '' as $$
  delete from public.sessions where person_id = who and token_hash is distinct from but and (who = app.actor() or app.may_make_codes(who))
$$;

-- A report of the gateway's about a text message it has taken; it may come before we have noted that it was taken. What did not come to the telephone is
-- a person's to deal with, unless it was a code, which is of no use any more. Returns whom it was to, where something went wrong with it.
create function app.note_delivery(which uuid, gateway text, outcome text, codes text[], at timestamptz) returns table (association_id uuid, person_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query with noted as (
    update public.messages m set delivery = outcome, delivery_at = at,
      state = case when outcome = 'undelivered' and m.state in ('waiting', 'sent') and m.kind <> all (codes) then 'failed' else m.state end,
      last_error = case when outcome = 'undelivered' and m.state in ('waiting', 'sent') and m.kind <> all (codes) then 'undelivered' else m.last_error end
    where m.id = which and m.channel = 'sms' and (m.gateway_id is null or m.gateway_id = gateway) and m.delivery is null and m.attempts > 0
    returning m.association_id, m.person_id, m.state)
  select n.association_id, n.person_id from noted n where n.state = 'failed';
end $$;
