"""The values that sync tells, as JSON: one's own, and what others share with `$1`. One's own comes first."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final

from voicetodo.modules.todo.api import Attachment, Comment
from voicetodo.modules.todo.store.lending import LENT_CATEGORIES, LENT_LABELS, LENT_SECTIONS
from voicetodo.modules.todo.store.visibility import SPACE, lent, own
from voicetodo.modules.todo.sync_token import Kind

_CATEGORIES: Final = """(
    select categories.*, user_id as owner_id,
        exists (select from shares where shares.user_id = categories.user_id and category_id = id) as is_shared
    from categories where user_id = $1
)"""


def _beside(table: str, fields: tuple[str, ...]) -> tuple[str, str]:
    """What hangs on todos outside the trash: on one's own, and on those that others share."""
    columns = ", ".join(f"{table}.{name}" for name in fields)
    mine = f"""(
        select {columns} from {table} join todos on todos.user_id = {table}.user_id and todos.id = {table}.todo_id
        where {table}.user_id = $1 and deleted_at is null
    )"""
    theirs = f"""(
        select {columns} from shares
            join todos on todos.user_id = shares.user_id and todos.category_id = shares.category_id
            join {table} on {table}.user_id = todos.user_id and {table}.todo_id = todos.id
        where member_id = $1 and deleted_at is null
    )"""
    return mine, theirs


_COMMENTS, _LENT_COMMENTS = _beside("comments", Comment.__struct_fields__)
_ATTACHMENTS, _LENT_ATTACHMENTS = _beside("attachments", Attachment.__struct_fields__)
_LABELS: Final = "(select labels.*, user_id as owner_id from labels where user_id = $1)"
_OWN: Final[dict[Kind, str]] = {
    "attachment": _ATTACHMENTS,
    "category": _CATEGORIES,
    "comment": _COMMENTS,
    "filter": "(select * from filters where user_id = $1)",
    "label": _LABELS,
    "section": "(select * from sections where user_id = $1)",
}
_LENT: Final[dict[Kind, str]] = {
    "attachment": _LENT_ATTACHMENTS,
    "category": LENT_CATEGORIES,
    "comment": _LENT_COMMENTS,
    "label": LENT_LABELS,
    "section": LENT_SECTIONS,
}
_TODO: Final = f"select id, document::text as document from todos where {SPACE} and deleted_at is null"


def value_of(kind: Kind) -> str:
    """An expression: the value of `page.id` where it is there (still) to be seen, otherwise null."""
    if kind == "todo":
        one = f"{_TODO} and id = page.id"
        mine, theirs = (
            f"select document from ({own(one)}) as mine",
            f"select document from ({lent(one)}) as lent limit 1",
        )
        return f"coalesce(({mine}), ({theirs}))"
    mine = f"(select row_to_json(found)::text from {_OWN[kind]} as found where id = page.id)"
    if kind not in _LENT:
        return mine
    return f"coalesce({mine}, (select row_to_json(found)::text from {_LENT[kind]} as found where id = page.id limit 1))"


def all_of(kind: Kind, beyond: str) -> str:
    """A statement: the first `$2` ids and values there are; `beyond` is a further condition on `id`.

    Where two have the same id the first is meant, and both are answered.
    """
    tail = f"{beyond} order by id limit $2"
    if kind == "todo":
        theirs = f"select distinct on (id) id, document from ({lent(f'{_TODO} {tail}')}) as lent order by id limit $2"
        return f"({own(f'{_TODO} {tail}')}) union all ({theirs})"
    mine = f"select id, row_to_json(found)::text from {_OWN[kind]} as found where true {tail}"
    if kind not in _LENT:
        return mine
    theirs = f"select distinct on (id) id, row_to_json(found)::text from {_LENT[kind]} as found where true {tail}"
    return f"({mine}) union all ({theirs})"
