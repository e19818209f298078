-- Accounts that are going to be deleted, and what is left of those that were.
-- depends: 0014_pre_passkeys

-- migrate: apply
create table deletions (
    user_id uuid primary key references users (id) on delete cascade,
    id uuid not null unique,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    -- from here on it cannot be taken back
    begun_at timestamptz
);

create index deletions_due on deletions (due_at);

-- An id that leads to nobody, kept for good: whoever restores a backup from before erases again by these.
create table tombstones (
    user_id uuid primary key,
    deleted_at timestamptz not null,
    -- sessions and tokens that were good then, until all processes have heard that they are not
    ended uuid[] not null,
    -- 0 once the account is gone, 1 once the machinery has forgotten it, 2 once all were told for the second time
    rounds smallint not null default 0 check (rounds between 0 and 2)
);

create index tombstones_unfinished on tombstones (deleted_at) where rounds < 2;

-- migrate: rollback
drop table tombstones;
drop table deletions;
