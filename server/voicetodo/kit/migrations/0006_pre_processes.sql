-- Which processes run.
-- depends: 0005_pre_plans

-- migrate: apply
-- Worth nothing after a crash of the server: whoever runs says so again within seconds.
create unlogged table processes (
    id uuid primary key,
    name text not null,
    version text not null,
    shape text not null check (shape in ('embedded', 'distributed')),
    modules text[] not null,
    started_at timestamptz not null default now(),
    seen_at timestamptz not null default now()
);

-- migrate: rollback
drop table processes;
