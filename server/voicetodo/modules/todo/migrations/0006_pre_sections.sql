-- Sections of a category, and in which of them a todo stands.
-- depends: 0005_pre_category_archive

-- migrate: apply
create table sections (
    user_id uuid not null,
    id uuid not null,
    category_id uuid not null,
    name text not null check (char_length(name) between 1 and 100),
    position text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1,
    primary key (user_id, id),
    foreign key (user_id, category_id) references categories (user_id, id)
);

create unique index sections_by_name on sections (user_id, category_id, lower(name));

alter table todos
    add column section_id uuid,
    add foreign key (user_id, section_id) references sections (user_id, id);
update todos set document = (document::jsonb || '{"section_id": null}')::json;

alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter')) not valid;

-- migrate: rollback
delete from activity where kind = 'section';
alter table activity drop constraint activity_kind_check;
alter table activity
    add constraint activity_kind_check check (kind in ('todo', 'category', 'label', 'filter')) not valid;
alter table todos drop column section_id;
drop table sections;
