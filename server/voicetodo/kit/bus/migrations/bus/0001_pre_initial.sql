-- The bus: who listens to what, what waits for whom, who must be tried again, and what was given up.
-- depends:

-- migrate: apply
create table subscriptions (
    subscriber text not null,
    name text not null,
    primary key (name, subscriber)
);

-- One row for each subscriber that is to hear the event; gone once heard.
create table queue (
    subscriber text not null,
    place bigint generated always as identity,
    id uuid not null,
    name text not null,
    user_id uuid not null,
    occurred_at timestamptz not null,
    payload text not null,
    traceparent text,
    primary key (subscriber, place)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index queue_of_user on queue (subscriber, user_id, place);

-- While a user's next event is to be tried again, that user's later events wait behind it.
create table retries (
    subscriber text not null,
    user_id uuid not null,
    attempts integer not null,
    again_at timestamptz not null,
    error text not null,
    primary key (subscriber, user_id)
);

-- Tried too often. Kept until somebody looks.
create table dead_letters (
    subscriber text not null,
    id uuid not null,
    name text not null,
    user_id uuid not null,
    occurred_at timestamptz not null,
    payload text not null,
    traceparent text,
    attempts integer not null,
    error text not null,
    died_at timestamptz not null default now(),
    primary key (subscriber, id)
);

-- migrate: rollback
drop table dead_letters;
drop table retries;
drop table queue;
drop table subscriptions;
