-- Dead letters are looked at, the last first.
-- depends: 0002_pre_publish

-- migrate: apply
create index dead_letters_by_age on dead_letters (died_at, id);

-- migrate: rollback
drop index dead_letters_by_age;
