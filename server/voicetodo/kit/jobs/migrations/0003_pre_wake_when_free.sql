-- Workers, who wait for news, are told as well when a lock is free for who waits for it, and when a job is to be done again.
-- depends: 0002_pre_door_and_progress

-- migrate: apply
create function notify_free() returns trigger language plpgsql as $$
begin
    if new.status = 'todo' or exists (select from procrastinate_jobs where lock = new.lock and status = 'todo') then
        perform pg_notify(
            'procrastinate_queue_v1#' || new.queue_name,
            json_build_object('type', 'job_inserted', 'job_id', new.id)::text
        );
    end if;
    return null;
end;
$$;

create trigger procrastinate_jobs_notify_free
    after update of status on procrastinate_jobs
    for each row when (old.status = 'doing' and new.status <> 'doing')
    execute function notify_free();

-- migrate: rollback
drop trigger procrastinate_jobs_notify_free on procrastinate_jobs;
drop function notify_free;
