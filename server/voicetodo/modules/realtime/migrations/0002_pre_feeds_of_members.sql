-- What happens to somebody else's things stands in the feeds of all who may see them, and goes when they may not any more.
-- depends: 0001_pre_initial

-- migrate: apply

ALTER TABLE feed ADD COLUMN owner_id uuid;

-- migrate: rollback

ALTER TABLE feed DROP COLUMN owner_id;
