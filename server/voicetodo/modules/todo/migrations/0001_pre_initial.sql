-- Todos, categories, labels, the journal of what happened to them, and the change sets that can be reverted.
-- depends:

-- migrate: apply

-- Every key begins with the owner: one user's rows lie together in each index, another's id is simply not there, and a
-- reference to something of another user cannot be written at all.
create table categories (
    user_id uuid not null,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 100),
    color text,
    position text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1,
    primary key (user_id, id)
);

create unique index categories_by_name on categories (user_id, lower(name));

create table labels (
    user_id uuid not null,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 100),
    color text,
    version integer not null default 1,
    primary key (user_id, id)
);

create unique index labels_by_name on labels (user_id, lower(name));

-- Words as they are, without accents: no stemming, as people write todos in more than one language.
create text search configuration plain (copy = pg_catalog.simple);
alter text search configuration plain
    alter mapping for word, hword, hword_part with extensions.unaccent, simple;

-- Words of one user, told apart from the same words of everybody else: an index of these reads no more than the user's own
-- rows, even for the beginning of a word that everybody uses. Written so that PostgreSQL can inline them.
create function scoped_words(user_id uuid, words tsvector) returns tsvector
    language sql immutable parallel safe
    return replace(' ' || strip(words)::text, ' ''', ' ''' || left(md5(user_id::text), 8))::tsvector;

create function scoped_query(user_id uuid, asked tsquery) returns tsquery
    language sql immutable parallel safe
    return regexp_replace(asked::text, '''((?:[^'']|'''')+)''', '''' || left(md5(user_id::text), 8) || '\1''', 'g')::tsquery;

create table todos (
    user_id uuid not null,
    id uuid not null,
    title text not null check (char_length(title) between 1 and 500),
    notes text not null,
    category_id uuid,
    parent_id uuid,
    -- 0 at the top
    depth smallint not null check (depth between 0 and 4),
    priority smallint not null check (priority between 1 and 4),
    due_date date,
    due_time time,
    due_timezone text,
    deadline date,
    duration_minutes integer,
    rrule text,
    is_from_completion boolean,
    label_ids uuid[] not null,
    assignee text,
    position text collate "C" not null,
    completed_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    source text not null,
    command_id uuid,
    version integer not null,
    -- The public value as JSON, written with the columns and by the same statement: reading is handing it on.
    document json not null,
    is_done boolean not null generated always as (completed_at is not null) stored,
    -- Local time; a day without a time ends that day, and no day at all comes last.
    due_at timestamp not null generated always as (
        coalesce(due_date + coalesce(due_time, time '23:59:59.999999'), timestamp 'infinity')
    ) stored,
    words tsvector not null generated always as (
        setweight(to_tsvector('plain', title), 'A')
        || case notes when '' then '' else setweight(to_tsvector('plain', notes), 'B') end
    ) stored,
    primary key (user_id, id),
    foreign key (user_id, category_id) references categories (user_id, id),
    foreign key (user_id, parent_id) references todos (user_id, id) on delete cascade
);

-- One index for each order a list can be asked for.
create index todos_by_position on todos (user_id, is_done, position, id) where deleted_at is null;
create index todos_by_category on todos (user_id, category_id, is_done, position, id) where deleted_at is null;
create index todos_by_due on todos (user_id, is_done, due_at, id) where deleted_at is null;
create index todos_by_priority on todos (user_id, is_done, priority, position, id) where deleted_at is null;
create index todos_by_created on todos (user_id, is_done, created_at, id) where deleted_at is null;
create index todos_by_updated on todos (user_id, is_done, updated_at, id) where deleted_at is null;
create index todos_by_completed on todos (user_id, completed_at, id) where deleted_at is null and is_done;
create index todos_by_parent on todos (user_id, parent_id, position, id) where parent_id is not null;
create index todos_in_trash on todos (user_id, deleted_at, id) where deleted_at is not null;
create index todos_by_label on todos using gin (label_ids) where label_ids <> '{}';
create index todos_by_word on todos using gin (scoped_words(user_id, words)) where deleted_at is null;

-- Append-only. `changes` is {"field": [before, after]}: what it takes to tell, and to undo.
create table activity (
    user_id uuid not null,
    place bigint generated always as identity,
    kind text not null check (kind in ('todo', 'category', 'label')),
    entity_id uuid not null,
    verb text not null,
    at timestamptz not null,
    source text not null,
    command_id uuid,
    change_set_id uuid,
    version integer not null,
    changes json not null,
    primary key (user_id, place)
);

create index activity_of_entity on activity (user_id, entity_id, place);
create index activity_of_change_set on activity (user_id, change_set_id, place) where change_set_id is not null;

create table change_sets (
    user_id uuid not null,
    id uuid not null,
    digest bytea not null,
    applied_at timestamptz not null,
    results json not null,
    reverted_at timestamptz,
    revert_results json,
    primary key (user_id, id)
);

-- migrate: rollback
drop table change_sets;
drop table activity;
drop table todos;
drop function scoped_query;
drop function scoped_words;
drop text search configuration plain;
drop table labels;
drop table categories;
