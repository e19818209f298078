-- One door for facts on their way to whoever listens.
-- depends: 0001_pre_initial

-- migrate: apply
-- Called by every module's role and run as the owner: a module may add to the queue, and neither read nor change it.
grant usage on schema bus to public;

-- Kept for every subscriber on return, in this order; answers who is to hear any of them, and wakes other processes'.
create function publish(
    ids uuid[], names text[], user_ids uuid[], moments timestamptz[], payloads text[], traceparents text[], sender text
) returns text[] language plpgsql security definer set search_path = bus, pg_temp as $$
declare
    hearing text[];
begin
    with kept as (
        insert into queue (subscriber, id, name, user_id, occurred_at, payload, traceparent)
        select s.subscriber, e.id, e.name, e.user_id, e.occurred_at, e.payload, e.traceparent
        from unnest(ids, names, user_ids, moments, payloads, traceparents)
            with ordinality as e (id, name, user_id, occurred_at, payload, traceparent, place)
        join subscriptions s on s.name = e.name
        order by e.place
        returning subscriber
    )
    select array_agg(distinct subscriber) into hearing from kept;
    perform pg_notify('voicetodo_bus', sender || ' ' || subscriber) from unnest(hearing) subscriber;
    return hearing;
end
$$;

-- migrate: rollback
drop function publish;
revoke usage on schema bus from public;
