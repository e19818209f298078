-- Accounts elsewhere that somebody may sign in with (OpenID Connect).
-- depends: 0015_pre_deletions

-- migrate: apply
create table identities (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    -- as the operator called it when it was linked
    provider text not null,
    issuer text not null,
    -- who they are there, for good: an address may become somebody else's
    subject text not null check (char_length(subject) between 1 and 255),
    email text not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    unique (issuer, subject)
);

create index identities_of_user on identities (user_id, id desc);

-- migrate: rollback
drop table identities;
