-- Calendars that somebody else shares.
-- depends: 0026_pre_search_index

-- migrate: apply
-- In which zone the floating times of what a client wrote are; to others they are told in another way.
alter table calendar_texts add column timezone text;

-- migrate: rollback
alter table calendar_texts drop column timezone;
