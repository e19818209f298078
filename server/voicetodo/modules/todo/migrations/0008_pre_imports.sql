-- Imports: files on their way in, what each of their rows would do, and which todo came from which row of which product.
-- depends: 0007_pre_section_index

-- migrate: apply
create table imports (
    user_id uuid not null,
    id uuid not null,
    state text not null
        check (state in ('reading', 'ready', 'refused', 'running', 'done', 'undoing', 'undone', 'failed')),
    format text,
    file_name text,
    timezone text not null,
    columns json not null,
    -- The file itself, until it has been read.
    data bytea,
    -- What stands in the file besides its rows: categories, labels and filters.
    names json,
    notices json not null default '[]',
    reason text,
    created integer not null default 0,
    updated integer not null default 0,
    skipped integer not null default 0,
    failed integer not null default 0,
    job_id bigint,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    approved_at timestamptz,
    undone_at timestamptz,
    version integer not null default 1,
    primary key (user_id, id)
);

create index imports_by_age on imports (user_id, created_at, id);
create index imports_to_sweep on imports (updated_at);

create table import_rows (
    user_id uuid not null,
    import_id uuid not null,
    nth integer not null,
    outcome text not null check (outcome in ('create', 'update', 'skip', 'error')),
    reason text,
    todo_id uuid,
    draft json not null,
    primary key (user_id, import_id, nth),
    foreign key (user_id, import_id) references imports (user_id, id) on delete cascade
);

create index import_rows_by_outcome on import_rows (user_id, import_id, outcome, nth);

-- What makes an import repeatable. `key` is a hash of the row's own key; `draft` is the row as it came last.
create table import_keys (
    user_id uuid not null,
    format text not null,
    key bytea not null,
    todo_id uuid not null,
    draft json not null,
    primary key (user_id, format, key)
);

create index import_keys_by_todo on import_keys (user_id, todo_id);

-- migrate: rollback
drop table import_keys;
drop table import_rows;
drop table imports;
