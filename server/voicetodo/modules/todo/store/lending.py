"""Categories and labels of somebody else's, as those see them whom they are shared with."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.api import Category

#: In the order of the value's fields. What it stands below is the owner's alone to see.
LENT_CATEGORIES: Final = """(
    select id, name, description, color, null::uuid as parent_id, shares.is_favorite, shares.position, archived_at,
        created_at, updated_at, version, shares.user_id as owner_id, shares.role::text as role, true as is_shared
    from shares join categories on categories.user_id = shares.user_id and categories.id = shares.category_id
    where member_id = $1
)"""
#: Those that a todo carries which the caller may see.
LENT_LABELS: Final = """(
    select id, name, color, version, user_id as owner_id from labels where (user_id, id) in (
        select shares.user_id, unnest(todos.label_ids)
        from shares join todos on todos.user_id = shares.user_id and todos.category_id = shares.category_id
        where shares.member_id = $1 and todos.deleted_at is null and todos.label_ids <> '{}'
    )
)"""
_OF_CATEGORY: Final = f"""
    select given.member_id, lent.*
    from shares as given cross join lateral {LENT_CATEGORIES.replace("$1", "given.member_id")} as lent
    where given.user_id = $1 and given.category_id = $2 and lent.owner_id = $1 and lent.id = $2
    order by given.member_id
"""
LENT_SECTIONS: Final = """(
    select id, sections.category_id, name, sections.position, created_at, updated_at, version
    from shares join sections on sections.user_id = shares.user_id and sections.category_id = shares.category_id
    where member_id = $1
)"""
#: Name, id, parent, whether it is archived and whether it is shared, of all categories,
#: sections and labels that somebody sees.
SEEN_NAMES: Final = f"""
    select 'c', name, id, parent_id, archived_at is not null, exists (
        select from shares where shares.user_id = $1 and shares.category_id = categories.id
    ) from categories where user_id = $1
    union all
    select 'c', name, id, parent_id, archived_at is not null, true from {LENT_CATEGORIES} as lent
    union all
    select 's', name, id, null, false, false from sections where user_id = $1
    union all
    select 's', name, id, null, false, false from {LENT_SECTIONS} as lent
    union all
    select 'l', name, id, null, false, false from labels where user_id = $1
    union all
    select 'l', name, id, null, false, false from {LENT_LABELS} as lent
"""


async def list_categories(connection: Connection, owner_id: UUID, category_id: UUID) -> list[tuple[UUID, Category]]:
    """Each member of the owner's category, with the category as it is to them."""
    rows = await connection.fetch(_OF_CATEGORY, owner_id, category_id)
    return [(row[0], Category(**{name: row[name] for name in Category.__struct_fields__})) for row in rows]
