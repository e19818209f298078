-- What somebody said is found in whoever's space it was said.
-- depends: 0030_pre_comments_of_others
-- transaction: false

-- migrate: apply
create index concurrently if not exists comments_of_author on comments (author_id, id);

-- migrate: rollback
drop index concurrently if exists comments_of_author;
