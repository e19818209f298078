-- What somebody has beside a password: an authenticator app, and codes for the day they lose it.
-- depends: 0011_pre_oauth

-- migrate: apply
create table authenticator_apps (
    user_id uuid primary key references users (id) on delete cascade,
    -- RFC 6238's shared secret, sealed under the master key
    seed bytea not null,
    created_at timestamptz not null,
    -- null until the first code came: nobody is asked for codes before
    confirmed_at timestamptz,
    -- no code of this time step, or an earlier one, is good any more
    last_step bigint not null default 0,
    last_used_at timestamptz
);

create table recovery_codes (
    user_id uuid not null references users (id) on delete cascade,
    -- HMAC-SHA256 under a key that is not in the database
    digest bytea not null,
    used_at timestamptz,
    primary key (user_id, digest)
);

-- Challenges are signed and kept by nobody; here stand those that were answered, until they would have expired.
create table spent_challenges (
    digest bytea primary key,
    expires_at timestamptz not null
);

create index spent_challenges_old on spent_challenges (expires_at);

-- migrate: rollback
drop table spent_challenges;
drop table recovery_codes;
drop table authenticator_apps;
