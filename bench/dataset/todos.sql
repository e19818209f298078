-- As people have them: a third is open, half of what is open has a day, most of what is done was done long ago.
-- $1 now, $2 and $3 the first and last person's number, $4 a todo as the product writes it, of which the rest is made.
with drawn as (
    select crowd.id as user_id, md5(crowd.id::text || 'todo' || n)::uuid as id, n, r,
        (array['call', 'buy', 'write', 'read', 'ask about'])[1 + (r[1] * 5)::integer % 5] || ' '
            || (array['milk', 'the report', 'Anna', 'the bank', 'tickets', 'page ' || n])[1 + (r[2] * 6)::integer % 6]
            as title,
        case when r[3] < 0.2 then repeat('some more words about it ', 4) else '' end as notes,
        case when r[4] < 0.7 then md5(crowd.id::text || 'list' || 1 + (r[5] * 5)::integer % 5)::uuid end as category_id,
        case when r[6] < 0.08 then 1 when r[6] < 0.2 then 2 when r[6] < 0.35 then 3 else 4 end as priority,
        case when r[7] < 0.5 then $1::timestamptz::date + ((r[8] * 420)::integer - 60) end as due_date,
        case when r[7] < 0.15 then time '09:00' end as due_time,
        case when r[9] < 0.03 then $1::timestamptz::date + (r[8] * 60)::integer end as deadline,
        case when r[7] < 0.04 then 'FREQ=WEEKLY' end as rrule,
        case when r[10] < 0.15
            then array[md5(crowd.id::text || 'label' || 1 + (r[11] * 10)::integer % 10)::uuid] else '{}' end as label_ids,
        case when r[12] < 0.03 then (array['Anna', 'Ben', 'me'])[1 + (r[11] * 3)::integer % 3] end as assignee,
        lpad(n::text, 9, '0') || 'V' as position,
        case when r[13] < 0.67 then $1::timestamptz - r[8] * interval '700 days' end as completed_at,
        $1::timestamptz - r[8] * interval '720 days' as created_at, $1::timestamptz - r[8] * interval '700 days' as updated_at,
        case when r[14] < 0.03 then $1::timestamptz end as deleted_at,
        -- one in fifty below the person's first
        case when n % 50 = 7 then md5(crowd.id::text || 'todo' || 1)::uuid end as parent_id
    from crowd, generate_series(1, crowd.todos) n,
        lateral (select array_agg(random()) r from generate_series(1, 14) where n > 0 and crowd.number >= 0) dice
    where crowd.number between $2 and $3
)
insert into todos (user_id, id, title, notes, category_id, depth, priority, due_date, due_time, due_timezone, deadline,
    rrule, is_from_completion, label_ids, assignee, position, completed_at, created_at, updated_at, deleted_at, source,
    version, document, parent_id)
select user_id, id, title, notes, category_id, (parent_id is not null)::integer, priority, due_date, due_time,
    case when due_date is not null then 'Europe/Berlin' end, deadline, rrule, case when rrule is not null then false end,
    label_ids, assignee, position, completed_at, created_at, updated_at, deleted_at, 'web', 1,
    ($4::jsonb || jsonb_build_object(
        'id', id, 'title', title, 'notes', notes, 'category_id', category_id, 'priority', priority,
        'due', case when due_date is not null
            then jsonb_build_object('date', due_date, 'time', to_char(due_time, 'HH24:MI'), 'timezone', 'Europe/Berlin') end,
        'deadline', deadline, 'recurrence', case when rrule is not null
            then jsonb_build_object('rrule', rrule, 'from_completion', false, 'occurrence', null) end,
        'label_ids', to_jsonb(label_ids), 'assignee', assignee, 'position', position, 'completed_at', completed_at,
        'created_at', created_at, 'updated_at', updated_at, 'deleted_at', deleted_at, 'parent_id', parent_id
    ))::json, parent_id
from drawn
