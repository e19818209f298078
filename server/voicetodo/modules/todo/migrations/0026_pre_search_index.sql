-- What an index of words outside of this database is still to be told; empty, and unused, where there is none.
-- depends: 0025_pre_invitations_made

-- migrate: apply
create sequence search_changes_seen;
create sequence search_versions;

-- Todos of which something changed that can be searched for.
create table search_changes (
    user_id uuid not null,
    todo_id uuid not null,
    -- another one with each change: whoever has written what they read is done with the changes seen before that
    change bigint not null default nextval('search_changes_seen'),
    primary key (user_id, todo_id)
);

create index search_changes_in_order on search_changes (change);

-- An index that is being made anew beside the one in use: how far that has come.
create table search_rebuilds (
    name text primary key,
    index_name text not null,
    -- the last todo written
    last_user_id uuid,
    last_todo_id uuid,
    written bigint not null default 0,
    started_at timestamptz not null default now()
);

-- migrate: rollback
drop table search_rebuilds;
drop table search_changes;
drop sequence search_versions;
drop sequence search_changes_seen;
