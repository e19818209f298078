"""Categories: the places todos are filed in."""

from typing import Literal
from uuid import UUID

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model, ordering
from voicetodo.modules.todo.api import Category, Origin, Todo
from voicetodo.modules.todo.service import named
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.named import OrderedThings
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.service.verbs import Check
from voicetodo.modules.todo.store import todos

#: What a new user finds.
DEFAULTS = ("Personal", "Work", "Shopping", "Health", "Learning")


class Categories(OrderedThings[Category]):
    """Every verb is scoped by `user_id`; what is another's raises CategoryNotFound."""

    noun = CATEGORY

    async def create(
        self, user_id: UUID, *, category_id: UUID, name: str, color: str | None, origin: Origin
    ) -> tuple[Category, bool]:
        """The category, and whether it is new. Raises CategoryInvalid, CategoryNameTaken, CategoryIdTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            return await create(ledger, category_id=category_id, name=name, color=color)

    async def delete(
        self,
        user_id: UUID,
        wanted_id: UUID,
        *,
        origin: Origin,
        check: Check | None = None,
        todos_to: Literal["inbox", "trash"] = "inbox",
    ) -> None:
        """Its todos move to the inbox, or to the trash. Raises CategoryNotFound."""
        async with self._desk.writing(user_id, origin) as ledger:
            await delete(ledger, wanted_id, todos_to=todos_to, check=check)


async def create(
    ledger: Ledger, *, category_id: UUID, name: str, color: str | None = None, nth: int = 0
) -> tuple[Category, bool]:
    """The category, and whether it is new: the same one asked for again answers what is there."""
    category = Category(
        id=category_id,
        name=name,
        color=color,
        position=ordering.at_end(ledger.now, nth=nth),
        created_at=ledger.now,
        updated_at=ledger.now,
    )
    return await named.create(ledger, CATEGORY, category)


async def create_defaults(ledger: Ledger) -> None:
    """Those a new user finds; a name that is there already stays as it is."""
    for nth, name in enumerate(DEFAULTS):
        if await CATEGORY.rows.find_by_name(ledger.tx, ledger.user_id, name) is None:
            await create(ledger, category_id=new_id(), name=name, nth=nth)


async def delete(
    ledger: Ledger, category_id: UUID, *, todos_to: Literal["inbox", "trash"], check: Check | None = None
) -> tuple[Category, tuple[Todo, ...]]:
    """The category that was, and its todos as they are now. Raises CategoryNotFound."""
    await todos.lock_tree(ledger.tx, ledger.user_id)
    category = await named.lock(ledger, CATEGORY, category_id, check)
    filed = await todos.lock_of_category(ledger.tx, ledger.user_id, category_id)
    pairs = [(each, model.filed(each.todo, category_id=None, now=ledger.now)) for each in filed]
    if todos_to == "trash":
        pairs = [
            (each, after if each.todo.is_deleted else model.deleted(after, now=ledger.now)) for each, after in pairs
        ]
    await ledger.todos_changed("deleted" if todos_to == "trash" else "changed", pairs)
    await ledger.deleted(CATEGORY, category, todos=todos_to)
    return category, tuple(after for _, after in pairs)
