-- What few todos have, filters find by an index of only those.
-- depends: 0003_pre_filters
-- transaction: false

-- migrate: apply
create index concurrently if not exists todos_recurring on todos (user_id, is_done, position, id)
    where deleted_at is null and rrule is not null;
create index concurrently if not exists todos_by_start on todos (user_id, is_done, start_date, id)
    where deleted_at is null and start_date is not null;
create index concurrently if not exists todos_by_deadline on todos (user_id, is_done, deadline, id)
    where deleted_at is null and deadline is not null;
create index concurrently if not exists todos_by_assignee on todos (user_id, is_done, lower(assignee), id)
    where deleted_at is null and assignee is not null;

-- migrate: rollback
drop index concurrently if exists todos_by_assignee;
drop index concurrently if exists todos_by_deadline;
drop index concurrently if exists todos_by_start;
drop index concurrently if exists todos_recurring;
