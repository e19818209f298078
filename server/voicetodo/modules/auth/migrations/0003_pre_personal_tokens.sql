-- Personal access tokens: for programs that somebody runs themselves.
-- depends: 0002_pre_app_passwords

-- migrate: apply
create table personal_tokens (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (char_length(name) between 1 and 100),
    scopes text[] not null check (cardinality(scopes) > 0),
    -- HMAC-SHA256 under a key that is not in the database
    digest bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create index personal_tokens_of_user on personal_tokens (user_id, id desc) where revoked_at is null;
create index personal_tokens_revoked on personal_tokens (revoked_at) where revoked_at is not null;
create index personal_tokens_expired on personal_tokens (expires_at);

-- migrate: rollback
drop table personal_tokens;
