-- People who are in something together, and what is shared with all of them at once.
-- depends: 0028_pre_shared_calendar_indexes

-- migrate: apply

create type team_role as enum ('member', 'admin', 'owner');

create table teams (
    id uuid primary key,
    name text not null check (char_length(name) between 1 and 100),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1
);

create table team_members (
    team_id uuid not null references teams (id) on delete cascade,
    member_id uuid not null,
    role team_role not null,
    joined_at timestamptz not null,
    -- from where on they read what happened in the team
    joined_place bigint not null,
    primary key (team_id, member_id)
);

create index teams_of_member on team_members (member_id, team_id);
create unique index owner_of_team on team_members (team_id) where role = 'owner';

-- What a category is to all members of a team. What it is to each of them stands in `shares`, where it is read.
create table team_shares (
    -- the owner of the category
    user_id uuid not null,
    category_id uuid not null,
    team_id uuid not null references teams (id) on delete cascade,
    role share_role not null,
    shared_at timestamptz not null,
    primary key (user_id, category_id, team_id),
    foreign key (user_id, category_id) references categories (user_id, id) on delete cascade
);

create index team_shares_of_team on team_shares (team_id, user_id, category_id) include (role);

-- As of members of a category: what was last decided about somebody outranks the invitations that were made before.
create table team_decisions (
    team_id uuid not null references teams (id) on delete cascade,
    member_id uuid not null,
    -- null where they were sent away
    role team_role,
    decided_at timestamptz not null,
    primary key (team_id, member_id)
);

-- Into a category or into a team.
alter table invitations alter column user_id drop not null;
alter table invitations alter column category_id drop not null;
alter table invitations alter column role drop not null;
alter table invitations add column team_id uuid references teams (id) on delete cascade;
alter table invitations add column team_role team_role;
alter table invitations add constraint invitations_into_one check (
    (user_id is null) = (team_id is not null)
    and (category_id is null) = (team_id is not null)
    and (role is null) = (team_id is not null)
    and (team_role is null) = (team_id is null)
);

create index invitations_of_team on invitations (team_id, created_at) where team_id is not null;

alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter', 'preferences', 'comment', 'attachment', 'team'))
    not valid;

-- migrate: rollback
delete from activity where kind = 'team';
alter table activity drop constraint activity_kind_check;
alter table activity add constraint activity_kind_check
    check (kind in ('todo', 'category', 'section', 'label', 'filter', 'preferences', 'comment', 'attachment')) not valid;
delete from invitations where team_id is not null;
alter table invitations drop column team_role;
alter table invitations drop column team_id;
alter table invitations alter column role set not null;
alter table invitations alter column category_id set not null;
alter table invitations alter column user_id set not null;
drop table team_decisions;
drop table team_shares;
drop table team_members;
drop table teams;
drop type team_role;
