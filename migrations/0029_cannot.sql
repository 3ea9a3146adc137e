-- Whoever was asked to hold a group may say no. It is an answer with a time of its own, and it ends what was asked.
alter table facilitators
  add column declined_at timestamptz,
  add check (declined_at is null or (agreed_at is null and ended_at is not null));

create policy self_declines on facilitators for update to verksted_app
  using (person_id = (select app.actor()) and ended_at is null)
  with check (person_id = (select app.actor()) and declined_at is not null);
