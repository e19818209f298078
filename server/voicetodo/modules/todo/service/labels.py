"""Labels: words that todos of any category may carry."""

from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Label, Origin
from voicetodo.modules.todo.errors import LabelIdTaken, LabelInvalid, LabelNameTaken, LabelNotFound
from voicetodo.modules.todo.naming import checked, plain_color, plain_name
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.verbs import Check
from voicetodo.modules.todo.store import labels, todos


class Labels:
    """Every verb is scoped by `user_id`; what is another's raises LabelNotFound."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def create(
        self, user_id: UUID, *, label_id: UUID, name: str, color: str | None, origin: Origin
    ) -> tuple[Label, bool]:
        """The label, and whether it is new. Raises LabelInvalid, LabelNameTaken, LabelIdTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            return await create(ledger, label_id=label_id, name=name, color=color)

    async def list_all(self, user_id: UUID) -> list[Label]:
        async with self._desk.database.connection() as connection:
            return await labels.list_all(connection, user_id)

    async def get(self, user_id: UUID, label_id: UUID) -> Label:
        async with self._desk.database.connection() as connection:
            found = await labels.find(connection, user_id, label_id)
        if found is None:
            raise LabelNotFound
        return found

    async def update(
        self,
        user_id: UUID,
        label_id: UUID,
        *,
        name: str | UnsetType,
        color: str | UnsetType | None,
        origin: Origin,
        check: Check | None = None,
    ) -> Label:
        """Raises LabelNotFound, LabelInvalid, LabelNameTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, label_id, check)
            after = replace(
                before,
                name=before.name if name is UNSET else plain_name(name),
                color=before.color if color is UNSET else plain_color(color),
            )
            checked(after, LabelInvalid)
            if after == before:
                return before
            after = replace(after, version=before.version + 1)
            await ledger.label_changed(before, after)
            return after

    async def delete(self, user_id: UUID, label_id: UUID, *, origin: Origin, check: Check | None = None) -> None:
        """Off every todo that carried it. Raises LabelNotFound."""
        async with self._desk.writing(user_id, origin) as ledger:
            await todos.lock_tree(ledger.tx, user_id)
            label = await _lock(ledger, label_id, check)
            carrying = await todos.lock_of_label(ledger.tx, user_id, label_id)
            await ledger.todos_changed(
                "changed",
                [(each, model.unlabelled(each.todo, label_id=label_id, now=ledger.now)) for each in carrying],
            )
            await ledger.label_deleted(label)


async def create(ledger: Ledger, *, label_id: UUID, name: str, color: str | None = None) -> tuple[Label, bool]:
    """The label, and whether it is new: the same one asked for again answers what is there."""
    label = Label(id=label_id, name=plain_name(name), color=plain_color(color))
    checked(label, LabelInvalid)
    if await ledger.label_created(label):
        return label, True
    found = await labels.find(ledger.tx, ledger.user_id, label_id)
    if found is None:
        raise LabelNameTaken
    if (found.name, found.color) != (label.name, label.color):
        raise LabelIdTaken
    return found, False


async def named(ledger: Ledger, names: tuple[str, ...]) -> tuple[UUID, ...]:
    """The ids of the labels with these names; those that are missing are created. Raises LabelInvalid."""
    ids: list[UUID] = []
    for name in names:
        found = await labels.find_by_name(ledger.tx, ledger.user_id, plain_name(name))
        if found is None:
            found, _ = await create(ledger, label_id=new_id(), name=name)
        ids.append(found.id)
    return tuple(ids)


async def _lock(ledger: Ledger, label_id: UUID, check: Check | None) -> Label:
    found = await labels.lock(ledger.tx, ledger.user_id, label_id)
    if found is None:
        raise LabelNotFound
    if check is not None:
        check(found.version)
    return found
