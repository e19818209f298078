-- Everything that is known of somebody, as a file that they asked for.
-- depends: 0016_pre_identities

-- migrate: apply
create table data_exports (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    state text not null check (state in ('waiting', 'building', 'ready', 'failed', 'expired')),
    job_id bigint,
    created_at timestamptz not null,
    -- how far it is, between 0 and 1, and what is just being written
    progress real not null default 0,
    doing text,
    ready_at timestamptz,
    expires_at timestamptz,
    -- of the file, not of what lies under the key: that is sealed
    size bigint,
    blob_key text,
    -- the file's own key, sealed under the master key
    sealed_key bytea,
    downloaded_at timestamptz
);

create index data_exports_of_user on data_exports (user_id, id desc);
create unique index data_exports_under_way on data_exports (user_id) where state in ('waiting', 'building');
create index data_exports_expiring on data_exports (expires_at) where state = 'ready';
create index data_exports_old on data_exports (created_at);

-- Keys of blobs that nothing points at any more, to be removed: written by whatever took the row, or the key, away.
create table blobs_left (
    key text primary key,
    left_at timestamptz not null default now()
);

create function leave_blob() returns trigger language plpgsql as $$
begin
    insert into blobs_left (key) values (old.blob_key) on conflict do nothing;
    return null;
end $$;

create trigger data_exports_leave_blobs after delete on data_exports
    for each row when (old.blob_key is not null) execute function leave_blob();
create trigger data_exports_change_blobs after update of blob_key on data_exports
    for each row when (old.blob_key is not null and old.blob_key is distinct from new.blob_key)
    execute function leave_blob();

-- Also what ended is told of.
create index sessions_of_person on sessions (user_id, id);
create index personal_tokens_of_person on personal_tokens (user_id, id);
create index authorizations_of_person on authorizations (user_id, id);

-- migrate: rollback
drop index authorizations_of_person;
drop index personal_tokens_of_person;
drop index sessions_of_person;
drop table data_exports;
drop function leave_blob;
drop table blobs_left;
