-- Imports whose jobs may have died without a word.
-- depends: 0021_pre_activity_of_members

-- migrate: apply
create index imports_waiting on imports (updated_at) where state in ('reading', 'running', 'undoing');

-- migrate: rollback
drop index imports_waiting;
