-- Archives with attached files: where the file of an import lies until it is done, and who brought a file elsewhere.
-- depends: 0031_pre_comments_of_authors

-- migrate: apply
-- as they are called there: then the author is whoever brought it here
alter table attachments add column author_name text;
-- an archive lies as a blob until the import is done; a text stands in `data` until it was read
alter table imports
    add column blob_key text,
    add column attachment_count integer not null default 0,
    add column attachment_bytes bigint not null default 0;

create unique index imports_with_blobs on imports (blob_key) where blob_key is not null;

create trigger imports_leave_blobs after delete on imports
    for each row when (old.blob_key is not null) execute function leave_blob();
create trigger imports_drop_blobs after update of blob_key on imports
    for each row when (old.blob_key is not null and new.blob_key is distinct from old.blob_key)
    execute function leave_blob();

-- migrate: rollback
drop trigger imports_leave_blobs on imports;
drop trigger imports_drop_blobs on imports;
alter table imports drop column blob_key, drop column attachment_count, drop column attachment_bytes;
alter table attachments drop column author_name;
