-- Announcements: what whoever looks after the installation has to say, and who has seen enough of it.
-- depends: 0002_pre_flags

-- migrate: apply
create table announcements (
    id uuid primary key,
    version integer not null,
    text text not null,
    severity text not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    -- null: everybody
    roles text[],
    plans text[]
);

create index announcements_by_start on announcements (starts_at, id);

create table announcement_dismissals (
    announcement_id uuid not null references announcements on delete cascade,
    user_id uuid not null,
    primary key (user_id, announcement_id)
);

create index announcement_dismissals_of_announcement on announcement_dismissals (announcement_id);

-- migrate: rollback
drop table announcement_dismissals;
drop table announcements;
