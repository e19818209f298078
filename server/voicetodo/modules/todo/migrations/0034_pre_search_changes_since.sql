-- Since when the index of words is to be told of a change. It is there before those that tell of it.
-- depends: 0033_pre_open_index

-- migrate: apply
alter table search_changes add column noted_at timestamptz not null default now();

-- migrate: rollback
alter table search_changes drop column noted_at;
