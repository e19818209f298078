-- How somebody wants their week and day to be read, and what a parent's completion does to its subtasks.
-- depends: 0014_pre_sharing_indexes

-- migrate: apply
create table preferences (
    user_id uuid primary key,
    region text check (region ~ '^[A-Z]{2}$'),
    first_weekday smallint not null check (first_weekday between 0 and 6),
    hours json not null,
    completing_parent text not null check (completing_parent in ('complete', 'ask', 'leave')),
    updated_at timestamptz not null,
    version integer not null
);

alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter', 'preferences')) not valid;

-- migrate: rollback
delete from activity where kind = 'preferences';
alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter')) not valid;
drop table preferences;
