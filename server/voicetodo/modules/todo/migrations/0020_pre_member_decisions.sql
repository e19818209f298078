-- What an owner last decided about somebody, which outranks the invitations that were made before.
-- depends: 0019_pre_attachments

-- migrate: apply
create table member_decisions (
    user_id uuid not null,
    category_id uuid not null,
    member_id uuid not null,
    -- null where they were sent away
    role share_role,
    decided_at timestamptz not null,
    primary key (user_id, category_id, member_id),
    foreign key (user_id, category_id) references categories (user_id, id) on delete cascade
);

insert into member_decisions (user_id, category_id, member_id, role, decided_at)
select distinct on (activity.user_id, entity_id, changes #>> '{member_id,0}')
    activity.user_id, entity_id, (changes #>> '{member_id,0}')::uuid, (changes #>> '{role,1}')::share_role, at
from activity join categories on categories.user_id = activity.user_id and categories.id = entity_id
where kind = 'category' and verb in ('shared', 'unshared') and actor_id is null
    and changes #>> '{member_id,0}' is not null
order by activity.user_id, entity_id, changes #>> '{member_id,0}', place desc;

-- migrate: rollback
drop table member_decisions;
