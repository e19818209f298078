-- Files of todos and comments. Their bytes lie elsewhere, under a key.
-- depends: 0018_pre_sync_of_shares

-- migrate: apply
create table attachments (
    -- the owner of the todo, whoever brought the file
    user_id uuid not null,
    id uuid not null,
    todo_id uuid not null,
    comment_id uuid,
    -- whose room it takes up
    author_id uuid not null,
    name text not null check (char_length(name) between 1 and 200),
    media_type text not null,
    size bigint not null check (size >= 0),
    sha256 text not null,
    created_at timestamptz not null,
    blob_key text not null unique,
    primary key (user_id, id),
    foreign key (user_id, todo_id) references todos (user_id, id) on delete cascade,
    -- a comment that goes into another space takes its files along
    foreign key (user_id, comment_id) references comments (user_id, id) on delete cascade on update cascade
);

create index attachments_of_todo on attachments (user_id, todo_id, created_at, id);
create index attachments_of_comment on attachments (user_id, comment_id) where comment_id is not null;
create index attachments_of_author on attachments (author_id) include (size);

-- Keys of blobs that nothing points at any more, to be removed: written by whatever took the row away.
create table blobs_left (
    key text primary key,
    left_at timestamptz not null default now()
);

create function leave_blob() returns trigger language plpgsql as $$
begin
    insert into blobs_left (key) values (old.blob_key) on conflict do nothing;
    return old;
end $$;

create trigger attachments_leave_blobs after delete on attachments for each row execute function leave_blob();

-- migrate: rollback
drop table attachments;
drop function leave_blob;
drop table blobs_left;
