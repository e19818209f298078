-- Addresses are proven by a link in a letter: those of new accounts, and those that are to take another's place.
-- depends: 0007_pre_password_resets

-- migrate: apply
alter table users add column email_verified_at timestamptz;

-- An account that is made once its address is proven.
create table registrations (
    -- becomes the id of the user
    id uuid primary key,
    email text not null,
    email_key text not null,
    name text not null,
    timezone text not null,
    password_hash text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index registrations_of_address on registrations (email_key, created_at);
create index registrations_old on registrations (expires_at);

create table email_changes (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    old_email text not null,
    new_email text not null,
    created_at timestamptz not null,
    confirmed_at timestamptz
);

create index email_changes_of_user on email_changes (user_id, created_at);
create index email_changes_old on email_changes (created_at);

-- migrate: rollback
drop table email_changes;
drop table registrations;
alter table users drop column email_verified_at;
