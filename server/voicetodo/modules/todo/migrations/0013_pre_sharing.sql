-- Categories are shared: who else may, who is invited, and who did what.
-- depends: 0012_pre_sync_index

-- migrate: apply

create type share_role as enum ('viewer', 'commenter', 'editor');

-- Who may beside the owner. A row of a category stays in its owner's space, whoever wrote it.
create table shares (
    user_id uuid not null,
    category_id uuid not null,
    member_id uuid not null check (member_id <> user_id),
    -- the highest of what was given to this person alone and to their teams
    role share_role not null,
    -- given to this person alone; null where the role comes from teams only
    granted_role share_role,
    -- the member's own order of categories, and their favourites among them
    position text collate "C" not null,
    is_favorite boolean not null default false,
    joined_at timestamptz not null,
    primary key (user_id, category_id, member_id),
    foreign key (user_id, category_id) references categories (user_id, id) on delete cascade
);

create index shares_of_member on shares (member_id, user_id, category_id) include (role);

-- How people are called, as `auth` told when they were invited or joined, or took another name.
create table people (
    user_id uuid primary key,
    name text not null
);

-- Either for whoever brings the token, or for the account with this address.
create table invitations (
    id uuid primary key,
    user_id uuid not null,
    category_id uuid not null,
    role share_role not null,
    -- the address in lower case
    address_key text,
    address text,
    token_digest bytea not null,
    is_reusable boolean not null,
    invited_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- set once an invitation for one person was accepted
    accepted_by uuid,
    foreign key (user_id, category_id) references categories (user_id, id) on delete cascade
);

create index invitations_of_category on invitations (user_id, category_id, created_at);
create index invitations_of_address on invitations (address_key, created_at) where address_key is not null;
create index invitations_of_inviter on invitations (invited_by, created_at);

-- Whose doing it was, where it was not the owner's; and the category it stood in, for those who may see no more than that.
alter table activity add column actor_id uuid;
alter table activity add column category_id uuid;

alter table todos add column assignee_id uuid;
update todos set document = (
    document::jsonb || jsonb_build_object('assignee_id', null, 'created_by', user_id)
)::json;

-- The owners in whose spaces a change set changed something; null where only in its own.
alter table change_sets add column owner_ids uuid[];

-- migrate: rollback
alter table change_sets drop column owner_ids;
alter table todos drop column assignee_id;
alter table activity drop column category_id;
alter table activity drop column actor_id;
drop table invitations;
drop table people;
drop table shares;
drop type share_role;
