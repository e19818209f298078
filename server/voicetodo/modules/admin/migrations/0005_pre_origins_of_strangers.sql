-- From where strangers came is known for less long: who had not signed in, and cannot ask that it be forgotten.
-- depends: 0004_pre_origins_by_time

-- migrate: apply
alter table audit_origins add column is_anonymous boolean not null default false;

alter table audit_origins disable trigger audit_origins_never_change;
update audit_origins set is_anonymous = true
from audit_entries where audit_entries.seq = audit_origins.seq and audit_entries.role = 'anonymous';
alter table audit_origins enable trigger audit_origins_never_change;

create index audit_origins_of_strangers on audit_origins (acted_at) where is_anonymous;

-- migrate: rollback
alter table audit_origins drop column is_anonymous;
