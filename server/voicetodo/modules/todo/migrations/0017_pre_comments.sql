-- What people say about a todo.
-- depends: 0016_pre_calendars

-- migrate: apply
create table comments (
    -- the owner of the todo, whoever wrote the comment
    user_id uuid not null,
    id uuid not null,
    todo_id uuid not null,
    author_id uuid not null,
    body text not null check (char_length(body) between 1 and 10000),
    mentions uuid[] not null,
    created_at timestamptz not null,
    edited_at timestamptz,
    version integer not null default 1,
    words tsvector not null generated always as (to_tsvector('plain', body)) stored,
    primary key (user_id, id),
    foreign key (user_id, todo_id) references todos (user_id, id) on delete cascade
);

create index comments_of_todo on comments (user_id, todo_id, created_at, id);
create index comments_by_word on comments using gin (scoped_words(user_id, words));

alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter', 'preferences', 'comment', 'attachment')) not valid;

-- migrate: rollback
delete from activity where kind in ('comment', 'attachment');
alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter', 'preferences')) not valid;
drop table comments;
