-- How far back the journal of a space goes: who asks what changed before that is told to begin anew.
-- depends: 0023_pre_import_drafts_before

-- migrate: apply
create table journal_floors (
    user_id uuid primary key,
    -- the last transaction of which something was forgotten
    xid xid8 not null
);

-- migrate: rollback
drop table journal_floors;
