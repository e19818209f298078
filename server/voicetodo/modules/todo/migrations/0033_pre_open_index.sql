-- Open todos are counted by one index of few pages: most have the same category and no due time, and equal keys stand there once.
-- depends: 0032_pre_imported_attachments
-- transaction: false

-- migrate: apply
create index concurrently if not exists todos_open on todos (user_id, category_id, due_at)
    where deleted_at is null and is_done = false;

-- migrate: rollback
drop index concurrently if exists todos_open;
