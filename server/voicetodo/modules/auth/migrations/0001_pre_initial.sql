-- People, their sessions, and the keys that sign for them.
-- depends:

-- migrate: apply
create table users (
    id uuid primary key,
    email text not null,
    -- the address in lower case: two accounts cannot differ by case alone
    email_key text not null unique,
    name text not null,
    timezone text not null,
    roles text[] not null,
    password_hash text not null,
    created_at timestamptz not null,
    version integer not null default 1
);

-- A session is the family of all refresh tokens that follow from one sign-in; the newest is kept, as a digest.
create table sessions (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    client text not null check (client in ('browser', 'native')),
    user_agent text not null,
    address text not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_reason text,
    place integer not null,
    digest bytea not null,
    previous_digest bytea,
    rotated_at timestamptz not null
);

create index sessions_of_user on sessions (user_id, id desc) where revoked_at is null;
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
create index sessions_expired on sessions (expires_at);

create table signing_keys (
    kid text primary key,
    -- the public half, a JWK; what others need
    published jsonb not null,
    -- the private half, sealed under the master key
    sealed bytea not null,
    created_at timestamptz not null,
    -- set when another key took over; its tokens are honoured until they expire
    retired_at timestamptz
);

-- migrate: rollback
drop table signing_keys;
drop table sessions;
drop table users;
