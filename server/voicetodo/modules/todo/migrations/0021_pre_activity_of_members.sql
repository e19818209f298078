-- From where on members read what happened in a category: since they joined.
-- depends: 0020_pre_member_decisions

-- migrate: apply
alter table shares add column joined_place bigint not null default 0;
update shares set joined_place = coalesce((
    select max(place) from activity
    where activity.user_id = shares.user_id and activity.category_id = shares.category_id and at < joined_at
), 0);

-- migrate: rollback
alter table shares drop column joined_place;
