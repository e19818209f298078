"""Categories: the places todos are filed in."""

from typing import Literal
from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model, ordering
from voicetodo.modules.todo.api import Category, Origin, Todo
from voicetodo.modules.todo.errors import CategoryIdTaken, CategoryInvalid, CategoryNameTaken, CategoryNotFound
from voicetodo.modules.todo.naming import checked, plain_color, plain_name
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.verbs import Check
from voicetodo.modules.todo.store import categories, todos

#: What a new user finds.
DEFAULTS = ("Personal", "Work", "Shopping", "Health", "Learning")


class Categories:
    """Every verb is scoped by `user_id`; what is another's raises CategoryNotFound."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def create(
        self, user_id: UUID, *, category_id: UUID, name: str, color: str | None, origin: Origin
    ) -> tuple[Category, bool]:
        """The category, and whether it is new. Raises CategoryInvalid, CategoryNameTaken, CategoryIdTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            return await create(ledger, category_id=category_id, name=name, color=color)

    async def list_all(self, user_id: UUID) -> list[Category]:
        async with self._desk.database.connection() as connection:
            return await categories.list_all(connection, user_id)

    async def get(self, user_id: UUID, category_id: UUID) -> Category:
        async with self._desk.database.connection() as connection:
            found = await categories.find(connection, user_id, category_id)
        if found is None:
            raise CategoryNotFound
        return found

    async def update(
        self,
        user_id: UUID,
        category_id: UUID,
        *,
        name: str | UnsetType,
        color: str | UnsetType | None,
        origin: Origin,
        check: Check | None = None,
    ) -> Category:
        """Raises CategoryNotFound, CategoryInvalid, CategoryNameTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, category_id, check)
            after = replace(
                before,
                name=before.name if name is UNSET else plain_name(name),
                color=before.color if color is UNSET else plain_color(color),
            )
            checked(after, CategoryInvalid)
            return await _write(ledger, before, after)

    async def move(
        self, user_id: UUID, category_id: UUID, *, after_id: UUID | None, origin: Origin, check: Check | None = None
    ) -> Category:
        """Right after that one, or first of all. Raises CategoryNotFound, CategoryInvalid."""
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, category_id, check)
            others = [each for each in await categories.list_all(ledger.tx, user_id) if each.id != category_id]
            place = next((nth for nth, each in enumerate(others, start=1) if each.id == after_id), 0)
            if after_id is not None and place == 0:
                sentence = "You have no such other category."
                raise CategoryInvalid(sentence, errors=[FieldError("after_id", sentence)])
            low = others[place - 1].position if place else None
            high = others[place].position if place < len(others) else None
            now = ordering.at_end(ledger.now)
            position = now if high is None and (low is None or low < now) else ordering.between(low, high)
            return await _write(ledger, before, replace(before, position=position))

    async def delete(
        self,
        user_id: UUID,
        category_id: UUID,
        *,
        todos_to: Literal["inbox", "trash"],
        origin: Origin,
        check: Check | None = None,
    ) -> None:
        """Its todos move to the inbox, or to the trash. Raises CategoryNotFound."""
        async with self._desk.writing(user_id, origin) as ledger:
            await delete(ledger, category_id, todos_to=todos_to, check=check)


async def create(
    ledger: Ledger, *, category_id: UUID, name: str, color: str | None = None, nth: int = 0
) -> tuple[Category, bool]:
    """The category, and whether it is new: the same one asked for again answers what is there."""
    category = Category(
        id=category_id,
        name=plain_name(name),
        color=plain_color(color),
        position=ordering.at_end(ledger.now, nth=nth),
        created_at=ledger.now,
        updated_at=ledger.now,
    )
    checked(category, CategoryInvalid)
    if await ledger.category_created(category):
        return category, True
    found = await categories.find(ledger.tx, ledger.user_id, category_id)
    if found is None:
        raise CategoryNameTaken
    if (found.name, found.color) != (category.name, category.color):
        raise CategoryIdTaken
    return found, False


async def create_defaults(ledger: Ledger) -> None:
    """Those a new user finds; a name that is there already stays as it is."""
    for nth, name in enumerate(DEFAULTS):
        if await categories.find_by_name(ledger.tx, ledger.user_id, name) is None:
            await create(ledger, category_id=new_id(), name=name, nth=nth)


async def delete(
    ledger: Ledger, category_id: UUID, *, todos_to: Literal["inbox", "trash"], check: Check | None = None
) -> tuple[Category, tuple[Todo, ...]]:
    """The category that was, and its todos as they are now. Raises CategoryNotFound."""
    await todos.lock_tree(ledger.tx, ledger.user_id)
    category = await _lock(ledger, category_id, check)
    filed = await todos.lock_of_category(ledger.tx, ledger.user_id, category_id)
    pairs = [(each, model.filed(each.todo, category_id=None, now=ledger.now)) for each in filed]
    if todos_to == "trash":
        pairs = [
            (each, after if each.todo.is_deleted else model.deleted(after, now=ledger.now)) for each, after in pairs
        ]
    await ledger.todos_changed("deleted" if todos_to == "trash" else "changed", pairs)
    await ledger.category_deleted(category, todos_to=todos_to)
    return category, tuple(after for _, after in pairs)


async def _lock(ledger: Ledger, category_id: UUID, check: Check | None) -> Category:
    found = await categories.lock(ledger.tx, ledger.user_id, category_id)
    if found is None:
        raise CategoryNotFound
    if check is not None:
        check(found.version)
    return found


async def _write(ledger: Ledger, before: Category, after: Category) -> Category:
    if after == before:
        return before
    after = replace(after, updated_at=ledger.now, version=before.version + 1)
    await ledger.category_changed(before, after)
    return after
