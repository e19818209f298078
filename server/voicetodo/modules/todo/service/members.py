"""The members of a category: who they are, what they may do, and how they stop being one."""

from uuid import UUID

from voicetodo.modules.todo.api import Origin, Role
from voicetodo.modules.todo.api.people import GivenRole, Member
from voicetodo.modules.todo.errors import CategoryNotFound
from voicetodo.modules.todo.service import access, sharing
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import members
from voicetodo.modules.todo.store.shares import Place


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

        async with self._desk.writing(user_id, origin) as ledger:
            there = await _held(ledger, category_id, member_id, needs="owner")
            await sharing.change_role(there, category_id, member_id, role)
            found = await members.list_all(there.tx, there.user_id, category_id)
            return next(each for each in found if each.user_id == member_id)

    async def remove(self, user_id: UUID, category_id: UUID, member_id: UUID, *, origin: Origin) -> None:
        """The owner may send anybody away, and everybody may leave. What was assigned to them is nobody's then.

        Raises CategoryNotFound, NotAllowed, MemberNotFound, MemberOfTeam.
        """

        async with self._desk.writing(user_id, origin) as ledger:
            there = await _held(ledger, category_id, member_id, needs="viewer" if member_id == user_id else "owner")
            await sharing.unshare(there, category_id, member_id)


async def _held(ledger: Ledger, category_id: UUID, member_id: UUID, *, needs: Role) -> Ledger:
    """The ledger of the space it lies in. Raises CategoryNotFound, NotAllowed."""
    found = await access.to_category(ledger.tx, ledger.actor_id, category_id, needs=needs)
    if not await sharing.hold(ledger, [Place(found.owner_id, category_id)], [member_id]):
        raise CategoryNotFound
    return ledger.at(found)
