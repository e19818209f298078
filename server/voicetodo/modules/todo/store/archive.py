"""Todos of archived categories: told apart by one look at the archive per statement; it is nearly always empty."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final

from voicetodo.modules.todo.store.visibility import OWNER

#: As a condition an index of categories can answer it; null of a todo in the inbox, which cannot be archived.
MAY_BE_IN_ARCHIVE: Final = (
    f"category_id = any(array(select id from categories where user_id = {OWNER} and archived_at is not null))"
)
#: These are never null.
IN_ARCHIVE: Final = f"({MAY_BE_IN_ARCHIVE}) is true"
NOT_IN_ARCHIVE: Final = f"({MAY_BE_IN_ARCHIVE}) is not true"
