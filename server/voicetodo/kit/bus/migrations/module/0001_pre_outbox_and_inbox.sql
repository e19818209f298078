-- Each module announces through its own outbox, and remembers in its own inbox what it has heard.
-- depends:

-- migrate: apply
create table outbox (
    place bigint generated always as identity primary key,
    id uuid not null,
    name text not null,
    user_id uuid not null,
    occurred_at timestamptz not null default now(),
    payload text not null,
    traceparent text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create table inbox (
    id uuid primary key,
    heard_at timestamptz not null default now()
);

create index inbox_by_age on inbox using brin (heard_at);

-- migrate: rollback
drop table inbox;
drop table outbox;
