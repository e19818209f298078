-- The one door through which every module defers a job in its own transaction, and how far running jobs have come.
-- depends: 0001_pre_procrastinate

-- migrate: apply
-- With the rights of the owner: a module may add a job, and nothing else in this schema.
create function defer(queue_name text, task_name text, lock text, args jsonb) returns bigint
    language plpgsql security definer set search_path = jobs, pg_temp
as $$
begin
    return (
        procrastinate_defer_jobs_v1(
            array[row(queue_name, task_name, 0, lock, null, args, null)]::procrastinate_job_to_defer_v1[]
        )
    )[1];
end;
$$;

grant usage on schema jobs to public;

create table progress (
    job_id bigint primary key references procrastinate_jobs on delete cascade,
    done integer not null,
    total integer not null,
    at timestamptz not null default now()
);

-- migrate: rollback
drop table progress;
revoke usage on schema jobs from public;
drop function defer;
