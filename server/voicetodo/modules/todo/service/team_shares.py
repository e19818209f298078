"""Categories that are shared with whole teams."""

from typing import Final
from uuid import UUID

from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.api.people import GivenRole, TeamShare
from voicetodo.modules.todo.errors import CategoryNotFound, TeamNotFound, TooManyTeamShares
from voicetodo.modules.todo.service import access, belonging, sharing
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import team_members, team_shares, teams
from voicetodo.modules.todo.store.shares import Place

#: Of one team. Every member pays for them in each list.
MAX_CATEGORIES: Final = 100
#: Of one category.
MAX_TEAMS: Final = 20


class TeamShares:
    """Every verb is scoped by `user_id`; what they cannot see is not found."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_of_category(self, user_id: UUID, category_id: UUID) -> list[TeamShare]:
        """Every member of the category may know them. Raises CategoryNotFound."""
        async with self._desk.database.connection() as connection:
            found = await access.to_category(connection, user_id, category_id)
            return await team_shares.list_of_category(connection, found.owner_id, category_id)

    async def list_of_team(self, user_id: UUID, team_id: UUID) -> list[TeamShare]:
        """Raises TeamNotFound."""
        async with self._desk.database.connection() as connection:
            await access.to_team(connection, user_id, team_id)
            return await team_shares.list_of_team(connection, team_id)

    async def share(
        self, user_id: UUID, category_id: UUID, team_id: UUID, *, role: GivenRole, origin: Origin
    ) -> TeamShare:
        """In this role, in place of the one before. The right of the category's owner alone, with teams they are in.

        Raises CategoryNotFound, NotAllowed, TeamNotFound, TooManyTeamShares, TooManyMembers.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            await access.to_category(ledger.tx, user_id, category_id, needs="owner")
            await access.to_team(ledger.tx, user_id, team_id)
            place = Place(user_id, category_id)
            await _hold(ledger, team_id, place)
            await access.to_team(ledger.tx, user_id, team_id)
            before = await team_shares.find(ledger.tx, user_id, category_id, team_id)
            if before is None:
                await _check_number(ledger, team_id, place)
            if before != role:
                await belonging.share(ledger, team_id, place, role)
            found = await team_shares.list_of_category(ledger.tx, user_id, category_id)
            return next(each for each in found if each.team_id == team_id)

    async def unshare(self, user_id: UUID, category_id: UUID, team_id: UUID, *, origin: Origin) -> None:
        """The right of the category's owner alone. Raises CategoryNotFound, NotAllowed, TeamNotFound."""
        async with self._desk.writing(user_id, origin) as ledger:
            await access.to_category(ledger.tx, user_id, category_id, needs="owner")
            place = Place(user_id, category_id)
            await _check_shared(ledger, team_id, place)
            await _hold(ledger, team_id, place)
            await _check_shared(ledger, team_id, place)
            await belonging.unshare(ledger, team_id, place)


async def _hold(ledger: Ledger, team_id: UUID, place: Place) -> None:
    """Raises TeamNotFound, CategoryNotFound."""
    if not await teams.lock(ledger.tx, team_id):
        raise TeamNotFound
    member_ids = await team_members.list_ids(ledger.tx, team_id)
    if not await sharing.hold(ledger, [place], member_ids):
        raise CategoryNotFound


async def _check_shared(ledger: Ledger, team_id: UUID, place: Place) -> None:
    """Raises TeamNotFound."""
    if await team_shares.find(ledger.tx, place.owner_id, place.category_id, team_id) is None:
        raise TeamNotFound


async def _check_number(ledger: Ledger, team_id: UUID, place: Place) -> None:
    if len(await team_shares.list_places(ledger.tx, team_id)) >= MAX_CATEGORIES:
        raise TooManyTeamShares
    if len(await team_shares.list_of_category(ledger.tx, place.owner_id, place.category_id)) >= MAX_TEAMS:
        raise TooManyTeamShares
