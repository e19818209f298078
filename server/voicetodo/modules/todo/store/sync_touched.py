"""What changed for somebody since a snapshot: in their own space, and in what others share with them.

Of another's space only that is looked at which stood in a category they see: what happened there, and what was taken
out of there. What is shared since then comes whole. What hangs on a todo goes and comes with it, without a word in the
journal: it is told again where the todo may have come from where the reader did not see it.
"""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final

from voicetodo.modules.todo.store.lending import LENT_LABELS

#: Where more has happened, reading everything is less work.
MAX_TOUCHED: Final = 10_000
_MOST: Final = f"limit {MAX_TOUCHED + 1}"


def _since(xid: str) -> str:
    """Written by a transaction that had not ended at the snapshot `$2`.

    One from the future is one of another server, whose rows were brought here.
    """
    return f"""(
        {xid} >= pg_snapshot_xmin($2::text::pg_snapshot) and not pg_visible_in_snapshot({xid}, $2::text::pg_snapshot)
        and {xid} < pg_snapshot_xmax(pg_current_snapshot())
    )"""


#: Out of the trash, into another category, or into another space.
_HAS_COME: Final = """(
    kind = 'todo' and (verb = 'arrived' or changes -> 'deleted_at' is not null or changes -> 'category_id' is not null)
)"""
#: Parts of a `with` statement: `touched` has the kinds and ids, `written` all that had to be looked at for it. Of no
#: space is more than a little over `MAX_TOUCHED` read.
TOUCHED: Final = f"""
    shared as materialized (
        select user_id as owner_id, category_id, {_since("xid")} as is_new, {_since("placed_xid")} as is_placed
        from shares where member_id = $1
    ), ended as materialized (
        select user_id as owner_id, category_id from ended_shares where member_id = $1 and {_since("xid")} {_MOST}
    ), followed as materialized (
        -- what was shared then as well; also where it was taken away and given again in between
        select owner_id, array_agg(category_id) as category_ids from shared
        where not is_new or (owner_id, category_id) in (select owner_id, category_id from ended)
        group by owner_id
    ), written as materialized (
        (
            select null::uuid as owner_id, kind, entity_id as id, true as is_touched, {_HAS_COME} as has_come
            from activity where user_id = $1 and {_since("xid")} {_MOST}
        )
        union all
        select owner_id, found.* from followed cross join lateral (
            select kind, entity_id as id,
                category_id = any(category_ids) or (changes #>> '{{category_id,0}}')::uuid = any(category_ids),
                {_HAS_COME}
            from activity where user_id = owner_id and {_since("xid")} {_MOST}
        ) as found
    ), lent_labels as materialized (
        select owner_id, id from {LENT_LABELS} as found
        where exists (select from written where owner_id is not null and kind = 'label')
    ), lent_todos as (
        select distinct owner_id, id from written where owner_id is not null and is_touched and kind = 'todo'
    ), come as materialized (
        select distinct coalesce(owner_id, $1) as owner_id, id from written where has_come and is_touched
        union
        select owner_id, id from shared
        join todos on user_id = owner_id and todos.category_id = shared.category_id where is_new and deleted_at is null
    ), touched as materialized (
        select kind, id from written where is_touched
        union all
        select 'label', id from written join lent_labels using (owner_id, id) where kind = 'label'
        union all
        select 'label', unnest(label_ids) from lent_todos
        join todos on user_id = owner_id and todos.id = lent_todos.id
        join shared on shared.owner_id = lent_todos.owner_id and shared.category_id = todos.category_id
        where deleted_at is null
        union all
        select 'category', category_id from shared where is_new or is_placed
        union all
        select 'category', category_id from ended
        union all
        select 'section', id from shared
        join sections on user_id = owner_id and sections.category_id = shared.category_id where is_new
        union all
        select 'todo', id from shared
        join todos on user_id = owner_id and todos.category_id = shared.category_id where is_new and deleted_at is null
        union all
        select 'label', unnest(label_ids) from shared
        join todos on user_id = owner_id and todos.category_id = shared.category_id
        where is_new and deleted_at is null and label_ids <> '{{}}'
        union all
        select 'comment', comments.id from come
        join comments on comments.user_id = owner_id and comments.todo_id = come.id
        union all
        select 'attachment', attachments.id from come
        join attachments on attachments.user_id = owner_id and attachments.todo_id = come.id
        {_MOST}
    )
"""
