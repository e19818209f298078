-- Most todos stand in no section: those that do are found by an index of only them.
-- depends: 0006_pre_sections
-- transaction: false

-- migrate: apply
create index concurrently if not exists todos_by_section on todos (user_id, section_id, is_done, position, id)
    where section_id is not null;

-- migrate: rollback
drop index concurrently if exists todos_by_section;
