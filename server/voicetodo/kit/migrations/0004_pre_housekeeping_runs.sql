-- What each recurring job keeps to, and how it went so far, whichever process runs it.
-- depends: 0003_pre_maintenance

-- migrate: apply
-- null: never yet done to its end
alter table housekeeping alter column done_at drop not null;
alter table housekeeping add column keeps jsonb not null default '[]';
alter table housekeeping add column runs bigint not null default 0;
alter table housekeeping add column failures bigint not null default 0;
alter table housekeeping add column failed_at timestamptz;

-- migrate: rollback
delete from housekeeping where done_at is null;
alter table housekeeping drop column failed_at;
alter table housekeeping drop column failures;
alter table housekeeping drop column runs;
alter table housekeeping drop column keeps;
alter table housekeeping alter column done_at set not null;
