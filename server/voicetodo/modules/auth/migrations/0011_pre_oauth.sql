-- Programs of others that people let act for them (OAuth 2.1).
-- depends: 0010_pre_consents

-- migrate: apply
create table oauth_clients (
    id text primary key,
    name text not null,
    uri text,
    redirect_uris text[] not null check (cardinality(redirect_uris) > 0),
    auth_method text not null check (auth_method in ('none', 'client_secret_basic', 'client_secret_post')),
    -- SHA-256 of 256 random bits
    secret_digest bytea check ((secret_digest is null) = (auth_method = 'none')),
    grant_types text[] not null,
    scopes text[] not null,
    created_at timestamptz not null,
    -- null: nobody has ever agreed to it
    last_used_at timestamptz
);

create index oauth_clients_unused on oauth_clients (created_at) where last_used_at is null;
create index oauth_clients_used on oauth_clients (last_used_at) where last_used_at is not null;

-- What somebody agreed to. It begins as a code; redeemed, it is the family of the refresh tokens that follow.
create table authorizations (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    client_id text not null references oauth_clients (id) on delete cascade,
    scopes text[] not null,
    redirect_uri text not null,
    code_challenge text not null,
    -- SHA-256 of 256 random bits
    code_digest bytea not null unique,
    created_at timestamptz not null,
    code_expires_at timestamptz not null,
    redeemed_at timestamptz,
    last_used_at timestamptz,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_reason text,
    place integer not null default 0,
    digest bytea,
    previous_digest bytea,
    rotated_at timestamptz
);

create index authorizations_of_user on authorizations (user_id, client_id, id) where revoked_at is null;
create index authorizations_of_client on authorizations (client_id);
create index authorizations_revoked on authorizations (revoked_at) where revoked_at is not null;
create index authorizations_expired on authorizations (expires_at);

-- migrate: rollback
drop table authorizations;
drop table oauth_clients;
