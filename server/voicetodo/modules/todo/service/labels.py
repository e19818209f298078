"""Labels: words that todos of any category may carry."""

from collections.abc import Iterable
from uuid import UUID

from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Label, Origin
from voicetodo.modules.todo.errors import LabelNotFound, NotAllowed
from voicetodo.modules.todo.naming import plain_name
from voicetodo.modules.todo.service import named
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.service.named import NamedPatch, NamedThings
from voicetodo.modules.todo.service.nouns import LABEL
from voicetodo.modules.todo.store import todo_groups, todos


class Labels(NamedThings[Label]):
    """Every verb is scoped by `user_id`; what the user cannot see raises LabelNotFound.

    What is seen of somebody else's, as a todo carries it, only its owner may change.
    """

    noun = LABEL

    async def create(
        self, user_id: UUID, *, label_id: UUID, name: str, color: str | None, origin: Origin
    ) -> tuple[Label, bool]:
        """The label, and whether it is new. Raises LabelInvalid, LabelNameTaken, LabelIdTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            return await create(ledger, label_id=label_id, name=name, color=color)

    async def update(
        self, user_id: UUID, wanted_id: UUID, patch: NamedPatch, *, origin: Origin, check: Check | None = None
    ) -> Label:
        """Raises LabelNotFound, NotAllowed, LabelInvalid, LabelNameTaken."""
        try:
            return await super().update(user_id, wanted_id, patch, origin=origin, check=check)
        except LabelNotFound:
            raise await self._missing(user_id, wanted_id) from None

    async def _missing(self, user_id: UUID, label_id: UUID) -> DomainError:
        """Whether it is not there, or only not theirs."""
        async with self._desk.database.connection() as connection:
            if await LABEL.rows.find_seen(connection, user_id, label_id) is None:
                return LabelNotFound()
        return NotAllowed("This label is somebody else's. Only its owner may change it.")

    async def delete(self, user_id: UUID, wanted_id: UUID, *, origin: Origin, check: Check | None = None) -> None:
        """Off every todo that carried it. Raises LabelNotFound, NotAllowed."""
        try:
            await self._delete(user_id, wanted_id, origin=origin, check=check)
        except LabelNotFound:
            raise await self._missing(user_id, wanted_id) from None

    async def _delete(self, user_id: UUID, wanted_id: UUID, *, origin: Origin, check: Check | None) -> None:
        async with self._desk.writing(user_id, origin) as ledger:
            await todos.lock_tree(ledger.tx, user_id)
            label = await named.lock(ledger, LABEL, wanted_id, check)
            carrying = await todo_groups.lock_of_label(ledger.tx, user_id, wanted_id)
            await ledger.todos_changed(
                "changed",
                [(each, model.unlabelled(each.todo, label_id=wanted_id, now=ledger.now)) for each in carrying],
            )
            await ledger.deleted(LABEL, label)


async def create(ledger: Ledger, *, label_id: UUID, name: str, color: str | None = None) -> tuple[Label, bool]:
    """The label, and whether it is new: the same one asked for again answers what is there."""
    return await named.create(ledger, LABEL, Label(id=label_id, name=name, color=color, owner_id=ledger.user_id))


async def ids_of(ledger: Ledger, names: tuple[str, ...]) -> tuple[UUID, ...]:
    """The ids of the labels with these names; those that are missing are created. Raises LabelInvalid."""
    known = await ids_by_name(ledger, names)
    return tuple(known[each] for each in names)


async def ids_by_name(ledger: Ledger, names: Iterable[str]) -> dict[str, UUID]:
    """The same, by each of the names."""
    plain = {each: plain_name(each) for each in names}
    if not plain:
        return {}
    known = await LABEL.rows.ids_by_name(ledger.tx, ledger.user_id, list(plain.values()))
    for name, wanted in plain.items():
        if wanted not in known:
            # one of them may differ from another by the case of its letters only
            found = await LABEL.rows.find_by_name(ledger.tx, ledger.user_id, wanted)
            known[wanted] = (found or (await create(ledger, label_id=new_id(), name=name))[0]).id
    ledger.named_labels.update(known.values())
    return {name: known[wanted] for name, wanted in plain.items()}
