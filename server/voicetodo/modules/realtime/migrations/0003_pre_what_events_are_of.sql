-- Which todo and which comment an event is of: it goes from the feeds of whom that is withdrawn from.
-- depends: 0002_pre_feeds_of_members

-- migrate: apply

ALTER TABLE feed ADD COLUMN todo_id uuid;
ALTER TABLE feed ADD COLUMN comment_id uuid;

UPDATE feed SET
    todo_id = coalesce(
        payload::json #>> '{todo,id}', payload::json #>> '{comment,todo_id}', payload::json #>> '{attachment,todo_id}'
    )::uuid,
    comment_id = coalesce(payload::json #>> '{comment,id}', payload::json #>> '{attachment,comment_id}')::uuid
WHERE name LIKE 'todo.%' AND (owner_id IS NOT NULL OR name LIKE 'todo.comment%' OR name LIKE 'todo.attachment%');

CREATE INDEX feed_of_lent_todos ON feed (user_id, todo_id) WHERE owner_id IS NOT NULL AND todo_id IS NOT NULL;
CREATE INDEX feed_of_comments ON feed (user_id, comment_id) WHERE comment_id IS NOT NULL;

-- migrate: rollback

DROP INDEX feed_of_comments;
DROP INDEX feed_of_lent_todos;
ALTER TABLE feed DROP COLUMN comment_id;
ALTER TABLE feed DROP COLUMN todo_id;
