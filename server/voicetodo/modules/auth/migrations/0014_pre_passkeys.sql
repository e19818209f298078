-- Passkeys (WebAuthn): what signs in by itself, without a password.
-- depends: 0013_pre_suspended_accounts

-- migrate: apply
create table passkeys (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (char_length(name) between 1 and 100),
    -- as its authenticator calls it
    credential_id bytea not null unique,
    -- COSE (RFC 9052)
    public_key bytea not null,
    -- how often its authenticator says that it signed; 0 from those that do not count
    sign_count bigint not null,
    transports text[] not null,
    -- kept by its maker's service too, and so on more than one device
    is_synced boolean not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index passkeys_of_user on passkeys (user_id, id desc);

-- migrate: rollback
drop table passkeys;
