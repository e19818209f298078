-- App passwords: for programs that can only say a name and a password.
-- depends: 0001_pre_initial

-- migrate: apply
create table app_passwords (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (char_length(name) between 1 and 100),
    -- HMAC-SHA256 under a key that is not in the database
    digest bytea not null unique,
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index app_passwords_of_user on app_passwords (user_id, id desc);

-- migrate: rollback
drop table app_passwords;
