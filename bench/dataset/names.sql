-- Five categories and ten labels for everybody; $1 is now.
with lists as (
    insert into categories (user_id, id, name, position, created_at, updated_at)
    select id, md5(id::text || 'list' || n)::uuid, 'list' || n, 'a' || n, $1::timestamptz, $1
    from crowd, generate_series(1, 5) n
)
insert into labels (user_id, id, name)
select id, md5(id::text || 'label' || n)::uuid, 'label' || n from crowd, generate_series(1, 10) n
