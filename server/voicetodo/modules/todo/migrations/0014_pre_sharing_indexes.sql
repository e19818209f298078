-- What is read of shared categories, and who a todo is assigned to.
-- depends: 0013_pre_sharing
-- transaction: false

-- migrate: apply
create index concurrently if not exists activity_of_category on activity (user_id, category_id, place)
    where category_id is not null;
create index concurrently if not exists todos_labelled on todos (user_id, category_id)
    where deleted_at is null and label_ids <> '{}';
create index concurrently if not exists todos_of_assignee on todos (user_id, is_done, assignee_id, id)
    where deleted_at is null and assignee_id is not null;

-- migrate: rollback
drop index concurrently if exists todos_of_assignee;
drop index concurrently if exists todos_labelled;
drop index concurrently if exists activity_of_category;
