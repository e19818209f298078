-- Todos know the day from which they are to be looked at, and when somebody wants to be reminded.
-- depends: 0001_pre_initial

-- migrate: apply
alter table todos add column start_date date;
update todos set document = (document::jsonb || '{"start_date": null, "reminders": []}')::json;

-- migrate: rollback
alter table todos drop column start_date;
