-- From the outbox to the bus without leaving the database.
-- depends: 0001_pre_outbox_and_inbox

-- migrate: apply
-- Moves the oldest `most` facts, and answers how many they were and who is to hear any of them. One process at a time, or
-- two could publish one user's facts in the wrong order. The commit need not wait for the disk: a crash that loses it
-- leaves everything in the outbox, or has it published again.
create function carry_outbox(most integer, sender text, out moved integer, out hearing text[]) language plpgsql as $$
declare
    ids uuid[];
    names text[];
    user_ids uuid[];
    moments timestamptz[];
    payloads text[];
    traceparents text[];
begin
    perform pg_advisory_xact_lock(hashtextextended('outbox ' || current_schema, 0));
    perform set_config('synchronous_commit', 'off', true);
    with gone as (
        delete from outbox where place in (select place from outbox order by place limit most) returning *
    )
    select count(*), array_agg(id order by place), array_agg(name order by place), array_agg(user_id order by place),
        array_agg(occurred_at order by place), array_agg(payload order by place), array_agg(traceparent order by place)
    into moved, ids, names, user_ids, moments, payloads, traceparents
    from gone;
    if moved > 0 then
        hearing := bus.publish(ids, names, user_ids, moments, payloads, traceparents, sender);
    end if;
end
$$;

-- migrate: rollback
drop function carry_outbox;
