-- What a user did since a transaction.
-- depends: 0011_pre_sync
-- transaction: false

-- migrate: apply
create index concurrently if not exists activity_since on activity (user_id, xid);

-- migrate: rollback
drop index concurrently if exists activity_since;
