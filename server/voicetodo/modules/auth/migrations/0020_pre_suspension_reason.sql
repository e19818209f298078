-- A suspended account says why.
-- depends: 0019_pre_data_exports_say_why

-- migrate: apply
alter table users add column suspension_reason text;

-- migrate: rollback
alter table users drop column suspension_reason;
