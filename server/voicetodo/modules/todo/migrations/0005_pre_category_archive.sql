-- Categories stand below each other, are described, are favourites, and go into the archive.
-- depends: 0004_pre_filter_indexes

-- migrate: apply
alter table categories
    add column description text not null default '',
    add column parent_id uuid,
    add column is_favorite boolean not null default false,
    add column archived_at timestamptz,
    add foreign key (user_id, parent_id) references categories (user_id, id);

create index categories_by_parent on categories (user_id, parent_id) where parent_id is not null;
create index categories_in_archive on categories (user_id, id) where archived_at is not null;

-- A name in the archive is free again.
drop index categories_by_name;
create unique index categories_by_name on categories (user_id, lower(name)) where archived_at is null;

-- migrate: rollback
drop index categories_by_name;
delete from categories where archived_at is not null and not exists (
    select from todos where todos.user_id = categories.user_id and todos.category_id = categories.id
);
create unique index categories_by_name on categories (user_id, lower(name));
alter table categories
    drop column description, drop column parent_id, drop column is_favorite, drop column archived_at;
