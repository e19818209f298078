-- The language somebody reads, as the program they last used it with said: letters are written in it.
-- depends: 0021_pre_data_exports_deleted

-- migrate: apply
alter table users add column language text;
alter table registrations add column language text;

-- migrate: rollback
alter table registrations drop column language;
alter table users drop column language;
