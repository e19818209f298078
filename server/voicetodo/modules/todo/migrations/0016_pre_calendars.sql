-- Categories and todos as CalDAV clients named and wrote them.
-- depends: 0015_pre_preferences

-- migrate: apply

-- A category whose calendar a client named; every other calendar is named by the category's id.
create table calendar_names (
    user_id uuid not null,
    category_id uuid not null,
    name text not null,
    primary key (user_id, category_id),
    unique (user_id, name),
    foreign key (user_id, category_id) references categories (user_id, id) on delete cascade
);

-- What clients call a todo. Kept when the todo is removed for good, so that they can be told that it is gone.
create table calendar_objects (
    user_id uuid not null,
    todo_id uuid not null,
    name text not null,
    uid text not null,
    -- The UID of a parent that is not here yet, or cannot be one.
    parent_uid text,
    primary key (user_id, todo_id)
);

create index calendar_objects_by_name on calendar_objects (user_id, name);
create index calendar_objects_by_uid on calendar_objects (user_id, uid);
create index calendar_objects_waiting on calendar_objects (user_id, parent_uid) where parent_uid is not null;

-- Names that todos had in a calendar before a client gave them another. A calendar that is gone is asked for no more.
create table calendar_names_left (
    user_id uuid not null,
    category_id uuid,
    name text not null,
    xid xid8 not null default pg_current_xact_id()
);

create index calendar_names_left_since on calendar_names_left (user_id, xid);

-- A todo as a client wrote it last, with all that we have no word for.
create table calendar_texts (
    user_id uuid not null,
    todo_id uuid not null,
    content text not null,
    -- Of this version of the todo, with labels of these versions, it is word for word true.
    version integer not null,
    labels_version bigint not null,
    primary key (user_id, todo_id),
    foreign key (user_id, todo_id) references todos (user_id, id) on delete cascade
);

-- Properties that clients put on calendars and todos (RFC 4918, 4.1). Neither a todo nor a category: the inbox.
create table dead_properties (
    user_id uuid not null,
    category_id uuid,
    todo_id uuid,
    name text not null,
    content text not null,
    unique nulls not distinct (user_id, category_id, todo_id, name),
    foreign key (user_id, category_id) references categories (user_id, id) on delete cascade,
    foreign key (user_id, todo_id) references todos (user_id, id) on delete cascade
);

-- migrate: rollback
drop table dead_properties;
drop table calendar_texts;
drop table calendar_names_left;
drop table calendar_objects;
drop table calendar_names;
