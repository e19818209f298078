-- Jobs that did not come to a good end are few among many, and are what one looks for.
-- depends: 0003_pre_wake_when_free

-- migrate: apply
create index procrastinate_jobs_ended_badly on procrastinate_jobs (id) where status in ('failed', 'cancelled', 'aborted');

-- migrate: rollback
drop index procrastinate_jobs_ended_badly;
