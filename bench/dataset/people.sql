-- Who there is, and how many todos each has: log-normal, half of the people below the median and a few far above it.
-- $1 how many people, $2 how many todos in all.
insert into crowd (number, id, todos)
select number, md5('person' || number)::uuid, greatest(1, round(share / sum(share) over () * $2)::integer)
from (
    -- the normal distribution's quantile, near enough (Tukey's lambda), to the power that gives people their habits
    select number, exp(1.35 * (power(at, 0.135) - power(1 - at, 0.135)) / 0.1975) as share
    from (
        select number, 1 - (number + 0.5) / $1::float8 as at from generate_series(0, $1::integer - 1) number
    ) places
) shares
