-- A new key signs only once everybody may have heard of it.
-- depends: 0005_pre_security_events

-- migrate: apply
-- null: from the start, as a process of the version before writes it
alter table signing_keys add column signs_from timestamptz;

-- migrate: rollback
alter table signing_keys drop column signs_from;
