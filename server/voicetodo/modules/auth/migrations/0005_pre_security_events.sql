-- What happened to somebody's account that they should know of.
-- depends: 0004_pre_sign_in_attempts

-- migrate: apply
create table security_events (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    kind text not null,
    at timestamptz not null,
    address text not null,
    user_agent text not null
);

create index security_events_of_user on security_events (user_id, id desc);
create index security_events_old on security_events (at);

-- migrate: rollback
drop table security_events;
