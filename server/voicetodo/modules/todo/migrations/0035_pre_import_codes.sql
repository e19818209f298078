-- What is told of an import, with codes by which a client says it in words of its own.
-- depends: 0034_pre_search_changes_since

-- migrate: apply
alter table imports add column told json;

-- migrate: rollback
alter table imports drop column told;
