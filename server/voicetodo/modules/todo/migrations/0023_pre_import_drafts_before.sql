-- How a row came before an import that changed its todo: remembered again where that is undone.
-- depends: 0022_pre_imports_waiting

-- migrate: apply
alter table import_rows add column draft_before json;

-- migrate: rollback
alter table import_rows drop column draft_before;
