-- When and how somebody last proved who they are.
-- depends: 0008_pre_email_verification

-- migrate: apply
-- null: when the session began, as a process of the version before writes it
alter table sessions add column authenticated_at timestamptz;
-- as RFC 8176 names them
alter table sessions add column methods text[] not null default '{pwd}';

-- migrate: rollback
alter table sessions drop column methods;
alter table sessions drop column authenticated_at;
