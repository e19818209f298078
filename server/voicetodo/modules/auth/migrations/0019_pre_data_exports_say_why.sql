-- A file with everything that is known of somebody says why it was not made.
-- depends: 0018_pre_tombstones_told

-- migrate: apply
alter table data_exports add column reason text;

-- migrate: rollback
alter table data_exports drop column reason;
