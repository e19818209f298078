-- What the kit keeps for itself: the answers of requests that carried an Idempotency-Key.
-- depends:

-- migrate: apply
create table idempotency_keys (
    -- who asked: a user, or an address
    caller text not null,
    key text not null,
    -- of method, path and body: the same key with another request is refused
    request_hash bytea not null,
    -- the id of what the request makes, the same at every try
    made_id uuid not null,
    claimed_at timestamptz not null,
    -- sealed; null while the first request is running
    answer bytea,
    primary key (caller, key)
);

create index idempotency_keys_by_age on idempotency_keys (claimed_at);

-- migrate: rollback
drop table idempotency_keys;
