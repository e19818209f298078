-- A wish for another address that comes to nothing stays, as its letter counts: one mailbox gets no more than some.
-- depends: 0022_pre_languages

-- migrate: apply
alter table email_changes add column ended_at timestamptz;

create index email_changes_of_address on email_changes (lower(new_email), created_at);

-- migrate: rollback
drop index email_changes_of_address;
alter table email_changes drop column ended_at;
