-- Filters that people keep under a name.
-- depends: 0002_pre_start_dates

-- migrate: apply
create table filters (
    user_id uuid not null,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 100),
    query text not null check (char_length(query) between 1 and 2000),
    color text,
    is_favorite boolean not null,
    position text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1,
    primary key (user_id, id)
);

create unique index filters_by_name on filters (user_id, lower(name));

-- Rows that are there already keep to the narrower rule, so that nobody need read them all.
alter table activity drop constraint activity_kind_check;
alter table activity
    add constraint activity_kind_check check (kind in ('todo', 'category', 'label', 'filter')) not valid;

-- migrate: rollback
delete from activity where kind = 'filter';
alter table activity drop constraint activity_kind_check;
alter table activity
    add constraint activity_kind_check check (kind in ('todo', 'category', 'label')) not valid;
drop table filters;
