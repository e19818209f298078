-- A file that its owner deleted counts among those that were asked for on that day.
-- depends: 0020_pre_suspension_reason

-- migrate: apply
alter table data_exports add column deleted_at timestamptz;

-- migrate: rollback
alter table data_exports drop column deleted_at;
