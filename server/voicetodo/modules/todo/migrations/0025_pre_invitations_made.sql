-- How many invitations somebody made in a day, whatever became of them.
-- depends: 0024_pre_journal_floors

-- migrate: apply
create table invitations_made (
    invited_by uuid not null,
    at timestamptz not null
);
create index invitations_made_by on invitations_made (invited_by, at);
create index invitations_made_at on invitations_made (at);

insert into invitations_made (invited_by, at) select invited_by, created_at from invitations;
drop index invitations_of_inviter;

-- migrate: rollback
create index invitations_of_inviter on invitations (invited_by, created_at);
drop table invitations_made;
