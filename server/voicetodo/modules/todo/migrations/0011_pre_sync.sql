-- Clients that were offline ask what changed, and send what they did.
-- depends: 0010_pre_retention_indexes

-- migrate: apply

-- Which transaction wrote it. Places are given out before a commit and may become visible in another order; of a
-- transaction PostgreSQL knows whether it had ended when somebody looked.
alter table activity add column xid xid8 not null default pg_current_xact_id();

-- What clients sent, and what came of it: sent again, it is answered alike.
create table mutations (
    user_id uuid not null,
    id uuid not null,
    digest bytea not null,
    at timestamptz not null,
    status text not null,
    -- What it was about, as the client named it and as it is known here: another one where a name was taken.
    asked_id uuid not null,
    entity_id uuid not null,
    result json not null,
    -- What was not done, or not wholly, as it was sent.
    refused json,
    primary key (user_id, id)
);

create index mutations_elsewhere on mutations (user_id, asked_id, at) where entity_id <> asked_id;
create index mutations_refused on mutations (user_id, at, id) where refused is not null;
create index mutations_by_age on mutations using brin (at);

-- migrate: rollback
drop table mutations;
alter table activity drop column xid;
