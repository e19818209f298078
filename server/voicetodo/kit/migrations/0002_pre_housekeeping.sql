-- When each piece of housekeeping was last done.
-- depends: 0001_pre_initial

-- migrate: apply
create table housekeeping (
    job text primary key,
    done_at timestamptz not null
);

-- migrate: rollback
drop table housekeeping;
