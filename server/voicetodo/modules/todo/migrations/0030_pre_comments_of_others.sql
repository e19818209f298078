-- Who wrote a comment that an import brought from elsewhere, as they are called there: then the author is whoever brought it.
-- depends: 0029_pre_teams

-- migrate: apply
alter table comments add column author_name text;

-- migrate: rollback
alter table comments drop column author_name;
