"""Teams: people with whom lists are shared at once."""

from uuid import UUID

from voicetodo.kit.errors import FieldError
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.api.people import Team, TeamRole
from voicetodo.modules.todo.errors import TeamIdTaken, TeamInvalid, TeamMemberNotFound, TeamNotFound, TooManyTeams
from voicetodo.modules.todo.naming import MAX_NAME
from voicetodo.modules.todo.service import access, belonging
from voicetodo.modules.todo.service.belonging import MAX_TEAMS
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.store import members, team_members, teams
from voicetodo.modules.todo.text import TextError, line


class Teams:
    """Every verb is scoped by `user_id`; a team they are not in raises TeamNotFound, as if it never was."""

    def __init__(self, desk: Desk, users: AuthApi) -> None:
        self._desk = desk
        self._users = users

    async def create(self, user_id: UUID, name: str, *, team_id: UUID, origin: Origin) -> Team:
        """The user owns it. Sent again with the same id and name, it answers the one that is there.

        Raises TeamInvalid, TeamIdTaken, TooManyTeams.
        """
        name = _checked(name)
        user = await self._users.get_user(user_id=user_id)
        async with self._desk.writing(user_id, origin) as ledger:
            if not await teams.insert(ledger.tx, team_id, name, at=ledger.now):
                found = await teams.find(ledger.tx, user_id, team_id)
                if found is None or (found.name, found.role) != (name, "owner"):
                    raise TeamIdTaken
                return found
            if await teams.count_of_member(ledger.tx, user_id) >= MAX_TEAMS:
                raise TooManyTeams
            await members.keep_name(ledger.tx, user_id, user.name)
            await team_members.put(ledger.tx, team_id, user_id, "owner", at=ledger.now)
            await belonging.tell(ledger, team_id, "created", {})
            await ledger.audit("todo.team_created", ("team", team_id))
            return await _seen(ledger, team_id)

    async def list_all(self, user_id: UUID) -> list[Team]:
        """Those the user is in, by name."""
        async with self._desk.database.connection() as connection:
            return await teams.list_of_member(connection, user_id)

    async def get(self, user_id: UUID, team_id: UUID) -> Team:
        """Raises TeamNotFound."""
        async with self._desk.database.connection() as connection:
            return await access.to_team(connection, user_id, team_id)

    async def rename(
        self, user_id: UUID, team_id: UUID, name: str, *, origin: Origin, check: Check | None = None
    ) -> Team:
        """Its owner and its admins may. Raises TeamNotFound, NotAllowed, TeamInvalid."""
        name = _checked(name)
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, team_id, "admin", check)
            if before.name == name:
                return before
            await teams.rename(ledger.tx, team_id, name, at=ledger.now)
            await belonging.tell(ledger, team_id, "changed", {"name": (before.name, name)})
            return await _seen(ledger, team_id)

    async def hand_over(self, user_id: UUID, team_id: UUID, new_owner_id: UUID, *, origin: Origin) -> Team:
        """To another member; who owned it is an admin then. The owner's right alone.

        Raises TeamNotFound, NotAllowed, TeamMemberNotFound.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, team_id, "owner")
            if await team_members.find_role(ledger.tx, team_id, new_owner_id) is None:
                raise TeamMemberNotFound
            if new_owner_id == user_id:
                return before
            await team_members.put(ledger.tx, team_id, user_id, "admin", at=ledger.now)
            await team_members.put(ledger.tx, team_id, new_owner_id, "owner", at=ledger.now)
            await teams.touch(ledger.tx, team_id, at=ledger.now)
            await belonging.tell(ledger, team_id, "changed", {"owner_id": (user_id, new_owner_id)})
            await ledger.audit("todo.team_handed_over", ("team", team_id), owner=str(new_owner_id))
            return await _seen(ledger, team_id)

    async def delete(self, user_id: UUID, team_id: UUID, *, origin: Origin, check: Check | None = None) -> None:
        """What was shared with it is not any more. The owner's right alone. Raises TeamNotFound, NotAllowed."""
        async with self._desk.writing(user_id, origin) as ledger:
            await access.to_team(ledger.tx, user_id, team_id, needs="owner")
            places = await belonging.hold(ledger, team_id)
            await _lock(ledger, team_id, "owner", check)
            for place in places:
                await belonging.unshare(ledger, team_id, place)
            gone = await team_members.list_ids(ledger.tx, team_id)
            await belonging.note(ledger, team_id, "deleted", {})
            await ledger.audit("todo.team_deleted", ("team", team_id))
            await teams.delete(ledger.tx, team_id)
            await belonging.tell_left(ledger, team_id, gone)


async def _lock(ledger: Ledger, team_id: UUID, needs: TeamRole, check: Check | None = None) -> Team:
    """As it is to the actor, until the transaction ends. Raises TeamNotFound, NotAllowed, and what `check` raises."""
    await access.to_team(ledger.tx, ledger.actor_id, team_id, needs=needs)
    await teams.lock(ledger.tx, team_id)
    found = await access.to_team(ledger.tx, ledger.actor_id, team_id, needs=needs)
    if check is not None:
        check(found.version)
    return found


async def _seen(ledger: Ledger, team_id: UUID) -> Team:
    found = await teams.find(ledger.tx, ledger.actor_id, team_id)
    if found is None:
        raise TeamNotFound
    return found


def _checked(name: str) -> str:
    """In its plain spelling. Raises TeamInvalid."""
    try:
        return line(name, most=MAX_NAME)
    except TextError as error:
        raise TeamInvalid(str(error), errors=[FieldError.of("name", error)]) from error
