-- Members ask what changed in what is shared with them, what is shared since, and what is not any more.
-- depends: 0017_pre_comments

-- migrate: apply

-- Which transaction made it, and which was the last to give it another place with its member.
alter table shares add column xid xid8 not null default pg_current_xact_id();
alter table shares add column placed_xid xid8 not null default pg_current_xact_id();

-- The last time that somebody ceased to be a member. They may be one again.
create table ended_shares (
    member_id uuid not null,
    user_id uuid not null,
    category_id uuid not null,
    xid xid8 not null default pg_current_xact_id(),
    primary key (member_id, user_id, category_id)
);

create index ended_shares_since on ended_shares (member_id, xid);

-- By a trigger, as a share also ends together with its category.
create function note_ended_share() returns trigger language plpgsql as $$
begin
    insert into ended_shares (member_id, user_id, category_id) values (old.member_id, old.user_id, old.category_id)
    on conflict (member_id, user_id, category_id) do update set xid = excluded.xid;
    return null;
end
$$;
create trigger share_ended after delete on shares for each row execute function note_ended_share();

-- migrate: rollback
drop trigger share_ended on shares;
drop function note_ended_share();
drop table ended_shares;
alter table shares drop column placed_xid;
alter table shares drop column xid;
