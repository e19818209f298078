-- When all were told last that an account is gone: after a backup was restored, that is long after it went.
-- depends: 0017_pre_data_exports

-- migrate: apply
alter table tombstones add column told_at timestamptz not null default now();

drop index tombstones_unfinished;
create index tombstones_unfinished on tombstones (told_at) where rounds < 2;

-- migrate: rollback
drop index tombstones_unfinished;
create index tombstones_unfinished on tombstones (deleted_at) where rounds < 2;
alter table tombstones drop column told_at;
