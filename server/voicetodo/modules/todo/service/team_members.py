"""Who is in a team: listed, made admins, sent away, and leaving."""

from uuid import UUID

from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.api.people import GivenTeamRole, TeamMember
from voicetodo.modules.todo.errors import TeamMemberNotFound, TeamNeedsOwner
from voicetodo.modules.todo.service import access, belonging
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import decisions, team_members, teams
from voicetodo.modules.todo.store.decisions import TeamDecision


class TeamMembers:
    """Every verb is scoped by `user_id`; a team they are not in raises TeamNotFound."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_all(self, user_id: UUID, team_id: UUID) -> list[TeamMember]:
        """The owner, then the admins, then the others. Every member may know them."""
        async with self._desk.database.connection() as connection:
            await access.to_team(connection, user_id, team_id)
            return await team_members.list_all(connection, team_id)

    async def change_role(
        self, user_id: UUID, team_id: UUID, member_id: UUID, *, role: GivenTeamRole, origin: Origin
    ) -> TeamMember:
        """The owner's right alone; they themselves stay owner until they hand it over.

        Raises TeamNotFound, NotAllowed, TeamMemberNotFound, TeamNeedsOwner.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            await access.to_team(ledger.tx, user_id, team_id, needs="owner")
            await teams.lock(ledger.tx, team_id)
            await access.to_team(ledger.tx, user_id, team_id, needs="owner")
            before = await _find(ledger, team_id, member_id)
            if before.role == "owner":
                raise TeamNeedsOwner
            if before.role != role:
                await decisions.put_of_team(ledger.tx, team_id, member_id, TeamDecision(role, ledger.now))
                await belonging.change_role(ledger, team_id, member_id, before.role, role)
            return await _find(ledger, team_id, member_id)

    async def remove(self, user_id: UUID, team_id: UUID, member_id: UUID, *, origin: Origin) -> None:
        """Everybody but the owner may leave; admins send members away, and the owner also admins.

        Raises TeamNotFound, NotAllowed, TeamMemberNotFound, TeamNeedsOwner.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            await access.to_team(ledger.tx, user_id, team_id, needs="member" if member_id == user_id else "admin")
            await belonging.hold(ledger, team_id)
            gone = await _find(ledger, team_id, member_id)
            if member_id != user_id:
                await access.to_team(ledger.tx, user_id, team_id, needs="admin" if gone.role == "member" else "owner")
            if gone.role == "owner":
                raise TeamNeedsOwner
            await belonging.leave(ledger, team_id, member_id)


async def _find(ledger: Ledger, team_id: UUID, member_id: UUID) -> TeamMember:
    """Raises TeamMemberNotFound."""
    for each in await team_members.list_all(ledger.tx, team_id):
        if each.user_id == member_id:
            return each
    raise TeamMemberNotFound
