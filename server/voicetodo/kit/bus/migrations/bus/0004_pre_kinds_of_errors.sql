-- Of what could not be heard, the kind of error is kept and never its words, which may be anything that a person typed.
-- depends: 0003_pre_dead_letters_by_age

-- migrate: apply
update dead_letters set error = split_part(error, ':', 1) where error like '%:%';
update retries set error = split_part(error, ':', 1) where error like '%:%';

-- migrate: rollback
-- Their words are gone for good.
select 1;
