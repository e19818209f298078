-- Whose plan is another than everybody's.
-- depends: 0004_pre_housekeeping_runs

-- migrate: apply
create table user_plans (
    user_id uuid primary key,
    plan text not null
);

create index user_plans_of_plan on user_plans (plan);

-- With the rights of the owner: every module may ask for one person's plan, in its own transaction, and for nothing else.
create function plan_of(wanted uuid) returns text
    language sql stable security definer set search_path = kit, pg_temp
    return (select plan from user_plans where user_id = wanted);

grant usage on schema kit to public;

-- migrate: rollback
revoke usage on schema kit from public;
drop function plan_of;
drop table user_plans;
