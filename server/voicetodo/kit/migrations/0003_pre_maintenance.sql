-- Whether the installation is being looked after, so that nobody but its admins may use it.
-- depends: 0002_pre_housekeeping

-- migrate: apply
-- One row while it is, none otherwise.
create table maintenance (
    is_only boolean primary key default true check (is_only),
    message text not null,
    since timestamptz not null,
    until timestamptz
);

-- migrate: rollback
drop table maintenance;
