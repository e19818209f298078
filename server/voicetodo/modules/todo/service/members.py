"""The members of a category: who they are, what they may do, and how they stop being one."""

from uuid import UUID

from msgspec.structs import replace

from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.api.people import GivenRole, Member
from voicetodo.modules.todo.errors import CategoryNotFound
from voicetodo.modules.todo.service import access, sharing
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import members, todo_groups, todos


class Members:
    """Every verb is scoped by `user_id`; what the user cannot see raises CategoryNotFound."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_all(self, user_id: UUID, category_id: UUID) -> list[Member]:
        """The owner first. Every member may know the others."""
        async with self._desk.database.connection() as connection:
            found = await access.to_category(connection, user_id, category_id)
            return await members.list_all(connection, found.owner_id, category_id)

    async def change_role(
        self, user_id: UUID, category_id: UUID, member_id: UUID, *, role: GivenRole, origin: Origin
    ) -> Member:
        """The owner's right alone. Raises CategoryNotFound, NotAllowed, MemberNotFound."""

        async def work(ledger: Ledger) -> Member:
            await _hold(ledger, category_id)
            await sharing.change_role(ledger, category_id, member_id, role)
            found = await members.list_all(ledger.tx, ledger.user_id, category_id)
            return next(each for each in found if each.user_id == member_id)

        return await self._desk.at_category(user_id, category_id, origin, work, needs="owner")

    async def remove(self, user_id: UUID, category_id: UUID, member_id: UUID, *, origin: Origin) -> None:
        """The owner may send anybody away, and everybody may leave. What was assigned to them is nobody's then.

        Raises CategoryNotFound, NotAllowed, MemberNotFound.
        """

        async def work(ledger: Ledger) -> None:
            await sharing.unshare(ledger, category_id, member_id)
            await todos.lock_tree(ledger.tx, ledger.user_id)
            assigned = await todo_groups.lock_of_assignee(ledger.tx, ledger.user_id, category_id, member_id)
            pairs = [(each, model.touched(replace(each.todo, assignee_id=None), now=ledger.now)) for each in assigned]
            await ledger.todos_changed("changed", pairs)

        await self._desk.at_category(
            user_id, category_id, origin, work, needs="viewer" if member_id == user_id else "owner"
        )


async def _hold(ledger: Ledger, category_id: UUID) -> None:
    if await CATEGORY.rows.hold(ledger.tx, ledger.user_id, category_id) is None:
        raise CategoryNotFound
