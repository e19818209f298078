-- What happened since a transaction, as far as the members of a category may hear of it.
-- depends: 0027_pre_shared_calendars
-- transaction: false

-- migrate: apply
create index concurrently if not exists activity_of_category_since on activity (user_id, category_id, xid)
    where category_id is not null;
create index concurrently if not exists activity_moved_out_since on activity
    (user_id, (changes #>> '{category_id,0}'), xid) where changes #>> '{category_id,0}' is not null;
create index concurrently if not exists activity_of_labels_since on activity (user_id, xid) where kind = 'label';

-- migrate: rollback
drop index concurrently if exists activity_of_labels_since;
drop index concurrently if exists activity_moved_out_since;
drop index concurrently if exists activity_of_category_since;
