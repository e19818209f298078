-- As people have them: a third is open, half of what is open has a day, most of what is done was done long ago.
-- $1 now, $2 and $3 the first and last person's number, $4 a todo as the product writes it, of which the rest is made.
with dice as materialized (
    select crowd.id, n, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6,
        random() as r7, random() as r8, random() as r9, random() as r10, random() as r11, random() as r12, random() as r13,
        random() as r14
    from crowd, generate_series(1, crowd.todos) n
    where crowd.number between $2 and $3
), drawn as (
    select dice.id as user_id, md5(dice.id::text || 'todo' || n)::uuid as id,
        (array['call', 'buy', 'write', 'read', 'ask about'])[1 + (r1 * 5)::integer % 5] || ' '
            || (array['milk', 'the report', 'Anna', 'the bank', 'tickets', 'page ' || n])[1 + (r2 * 6)::integer % 6]
            as title,
        case when r3 < 0.2 then repeat('some more words about it ', 4) else '' end as notes,
        case when r4 < 0.7 then md5(dice.id::text || 'list' || 1 + (r5 * 5)::integer % 5)::uuid end as category_id,
        case when r6 < 0.08 then 1 when r6 < 0.2 then 2 when r6 < 0.35 then 3 else 4 end as priority,
        case when r7 < 0.5 then $1::timestamptz::date + ((r8 * 420)::integer - 60) end as due_date,
        case when r7 < 0.15 then time '09:00' end as due_time,
        case when r9 < 0.03 then $1::timestamptz::date + (r8 * 60)::integer end as deadline,
        case when r7 < 0.04 then 'FREQ=WEEKLY' end as rrule,
        case when r10 < 0.15
            then array[md5(dice.id::text || 'label' || 1 + (r11 * 10)::integer % 10)::uuid] else '{}' end as label_ids,
        case when r12 < 0.03 then (array['Anna', 'Ben', 'me'])[1 + (r11 * 3)::integer % 3] end as assignee,
        lpad(n::text, 9, '0') || 'V' as position,
        case when r13 < 0.67 then $1::timestamptz - r8 * interval '700 days' end as completed_at,
        $1::timestamptz - r8 * interval '720 days' as created_at, $1::timestamptz - r8 * interval '700 days' as updated_at,
        case when r14 < 0.03 then $1::timestamptz end as deleted_at,
        -- one in fifty below the person's first
        case when n % 50 = 7 then md5(dice.id::text || 'todo' || 1)::uuid end as parent_id
    from dice
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
