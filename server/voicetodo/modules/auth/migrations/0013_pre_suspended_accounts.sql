-- Accounts that are suspended, and what those who look after an installation look for.
-- depends: 0012_pre_second_factors

-- migrate: apply
-- Nobody signs in to it, or goes on with what was signed in before, until it is null again.
alter table users add column suspended_at timestamptz;

create index users_by_address on users (email_key text_pattern_ops);
create index users_suspended on users (id) where suspended_at is not null;
create index users_with_roles on users (id) where roles && array['support', 'admin'];

-- migrate: rollback
drop index users_with_roles;
drop index users_suspended;
drop index users_by_address;
alter table users drop column suspended_at;
