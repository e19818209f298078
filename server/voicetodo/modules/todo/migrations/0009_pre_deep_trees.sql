-- Subtasks of subtasks go as deep as anybody needs; the model says how deep that is.
-- depends: 0008_pre_imports

-- migrate: apply
alter table todos drop constraint todos_depth_check;
alter table todos add constraint todos_depth_check check (depth >= 0) not valid;

-- migrate: rollback
alter table todos drop constraint todos_depth_check;
alter table todos add constraint todos_depth_check check (depth between 0 and 4) not valid;
