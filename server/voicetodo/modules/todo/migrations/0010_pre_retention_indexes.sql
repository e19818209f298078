-- What is kept for a while only is found by its age, whoever's it is.
-- depends: 0009_pre_deep_trees
-- transaction: false

-- migrate: apply
create index concurrently if not exists todos_by_deletion on todos (deleted_at, user_id) where deleted_at is not null;
create index concurrently if not exists activity_by_time on activity using brin (at);
create index concurrently if not exists change_sets_by_time on change_sets using brin (applied_at);

-- migrate: rollback
drop index concurrently if exists change_sets_by_time;
drop index concurrently if exists activity_by_time;
drop index concurrently if exists todos_by_deletion;
