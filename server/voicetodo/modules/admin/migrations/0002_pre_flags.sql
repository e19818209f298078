-- Feature flags: what is on for whom.
-- depends: 0001_pre_audit_log

-- migrate: apply
create table flags (
    key text primary key,
    -- the version of all flags together at the last change of this one
    version bigint not null,
    -- all that is not said by the other columns
    definition jsonb not null,
    is_killed boolean not null default false,
    changed_at timestamptz not null default now()
);

-- How often any flag was changed. Whoever changes one holds this row, so that no version is seen before a smaller one.
create table flag_changes (
    is_only boolean primary key default true check (is_only),
    version bigint not null
);

insert into flag_changes (version) values (0);

revoke insert, delete, truncate on flag_changes from voicetodo_admin;

-- migrate: rollback
drop table flag_changes;
drop table flags;
