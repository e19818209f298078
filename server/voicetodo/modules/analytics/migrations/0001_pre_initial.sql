-- What happened, whom a day belongs to, and what was counted.
-- depends:

-- migrate: apply

-- Whose facts there are. Whoever counts somebody's days holds their row.
create table people (
    user_id uuid primary key,
    -- decides what a day is
    timezone text not null,
    -- to be counted in `system_days`
    agrees boolean not null default false
);

-- No titles, no words: ids and moments. A month is a table of its own, so that an old one goes at once.
create table facts (
    -- whose doing it was
    user_id uuid not null,
    at timestamptz not null,
    kind text not null check (kind in (
        'created', 'completed', 'reopened', 'deleted', 'restored', 'understood', 'clarified', 'missed', 'undone'
    )),
    -- the todo, or the voice command
    subject_id uuid not null,
    -- of the todo: tells what came last of what happened at one moment
    version integer not null default 0,
    category_id uuid,
    source text not null,
    took_ms real,
    -- of what was created: whether it was not thrown away; of a completion: whether it stands
    is_kept boolean not null default false,
    -- of what was created: whether it is done by now, whoever did it
    is_done boolean not null default false,
    primary key (user_id, at, kind, subject_id)
) partition by range (at);

create index facts_of_subject on facts (subject_id);
create index facts_by_time on facts using brin (at);

-- One of somebody's days, in their zone, as its facts say.
create table days (
    user_id uuid not null,
    day date not null,
    completed integer not null,
    counts jsonb not null,
    primary key (user_id, day)
);

create index days_by_day on days (day) include (user_id);

-- A day of the installation, in UTC: sums over people who agreed, and nothing that leads to one of them.
create table system_days (
    day date primary key,
    people integer not null,
    created integer not null,
    completed integer not null,
    commands integer not null,
    undone integer not null,
    p50_ms real,
    p95_ms real
);

-- How far the history of what was there before has been read.
create table backfill (
    is_only boolean primary key default true check (is_only),
    -- the account that was read last; from the newest to the oldest
    before uuid,
    done_at timestamptz
);

insert into backfill default values;

-- A table is made by its owner, which the module's role is not.
create function make_month(month date) returns void
    language plpgsql security definer set search_path from current as $$
declare
    name text := 'facts_' || to_char(month, 'YYYY_MM');
    first text := to_char(month, 'YYYY-MM-01') || ' 00:00+00';
    next text := to_char(month + interval '1 month', 'YYYY-MM-01') || ' 00:00+00';
begin
    if to_regclass(name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('analytics.make_month', 0));
    execute format('create table if not exists %I partition of facts for values from (%L) to (%L)', name, first, next);
end
$$;

-- All months that were over when this one began.
create function drop_months_before(month date) returns void
    language plpgsql security definer set search_path from current as $$
declare
    old regclass;
begin
    for old in
        select inhrelid::regclass from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = 'facts'::regclass and relname < 'facts_' || to_char(month, 'YYYY_MM')
    loop
        execute format('drop table %s', old);
    end loop;
end
$$;

revoke execute on function make_month, drop_months_before from public;
grant execute on function make_month, drop_months_before to voicetodo_analytics;

-- migrate: rollback

drop function drop_months_before;
drop function make_month;
drop table backfill;
drop table system_days;
drop table days;
drop table facts;
drop table people;
