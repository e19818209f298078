-- When somebody acted stands beside from where, so that what has been known long enough is found without the whole log.
-- depends: 0003_pre_announcements

-- migrate: apply
-- Of processes that do not say it yet: when they wrote it, which is seconds later.
alter table audit_origins add column acted_at timestamptz not null default now();

alter table audit_origins disable trigger audit_origins_never_change;
update audit_origins set acted_at = audit_entries.at from audit_entries where audit_entries.seq = audit_origins.seq;
alter table audit_origins enable trigger audit_origins_never_change;

create index audit_origins_by_time on audit_origins (acted_at);

-- migrate: rollback
alter table audit_origins drop column acted_at;
