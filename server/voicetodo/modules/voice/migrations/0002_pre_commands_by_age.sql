-- What was said too long ago is found by its age, whoever said it.
-- depends: 0001_pre_initial
-- transaction: false

-- migrate: apply
create index concurrently if not exists commands_by_age on commands using brin (created_at);

-- migrate: rollback
drop index concurrently if exists commands_by_age;
