-- The audit log: it only grows, and every entry holds to the one before.
-- depends:

-- migrate: apply
create table audit_entries (
    -- without gaps, from 1
    seq bigint primary key,
    event_id uuid not null unique,
    at timestamptz not null,
    action text not null,
    result text not null,
    role text not null,
    actor_id uuid,
    credential_id uuid,
    object_kind text not null,
    object_id text,
    owner_id uuid,
    facts jsonb not null,
    -- of the row in audit_origins, which may be erased without breaking the chain; null where there never was one
    origin_digest bytea,
    -- SHA-256 of the hash before and of all of the above
    hash bytea not null
);

create index audit_entries_of_actor on audit_entries (actor_id, seq) where actor_id is not null;
create index audit_entries_of_owner on audit_entries (owner_id, seq) where owner_id is not null;
create index audit_entries_of_action on audit_entries (action, seq);
create index audit_entries_of_object on audit_entries (object_kind, object_id, seq);
create index audit_entries_by_time on audit_entries (at);

-- From where: personal, and therefore apart. The salt goes with it, so that the digest left behind tells nothing.
create table audit_origins (
    seq bigint primary key references audit_entries,
    salt bytea not null,
    address text not null,
    user_agent text not null,
    request_id text
);

create index audit_origins_of_request on audit_origins (request_id) where request_id is not null;
create index audit_origins_of_address on audit_origins (address, seq);

-- How far the log has come. Whoever adds to it holds this row.
create table audit_head (
    is_only boolean primary key default true check (is_only),
    seq bigint not null,
    hash bytea not null,
    -- HMAC-SHA256 of both, under a key that is not in the database
    seal bytea
);

insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

revoke update, delete, truncate on audit_entries from voicetodo_admin;
revoke update, truncate on audit_origins from voicetodo_admin;
revoke insert, delete, truncate on audit_head from voicetodo_admin;

-- Also for who owns the tables.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log only grows' using errcode = 'insufficient_privilege';
end;
$$;

create trigger audit_entries_only_grow before update or delete or truncate on audit_entries
    for each statement execute function refuse_change();
create trigger audit_origins_never_change before update or truncate on audit_origins
    for each statement execute function refuse_change();

-- migrate: rollback
drop table audit_head;
drop table audit_origins;
drop table audit_entries;
drop function refuse_change;
