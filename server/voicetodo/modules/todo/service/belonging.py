"""Being in a team: joined and left together with all that is shared with it, in a transaction that is open already."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from voicetodo.modules.todo.api.people import GivenRole, GivenTeamRole, TeamRole
from voicetodo.modules.todo.errors import TeamNotFound, TooManyTeamMembers, TooManyTeams
from voicetodo.modules.todo.events import TeamChanged, TeamLeft
from voicetodo.modules.todo.service import sharing
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import decisions, invitations, team_members, team_shares, teams
from voicetodo.modules.todo.store.decisions import TeamDecision
from voicetodo.modules.todo.store.shares import Access, Place

MAX_TEAM_MEMBERS: Final = 100
MAX_TEAMS: Final = 100


async def hold(ledger: Ledger, team_id: UUID, member_ids: Collection[UUID] | None = None) -> list[Place]:
    """The categories that are shared with it. Until the transaction ends nobody else changes the team, nor what these
    (or all its members) may do there.

    Raises TeamNotFound.
    """
    if not await teams.lock(ledger.tx, team_id):
        raise TeamNotFound
    if member_ids is None:
        member_ids = await team_members.list_ids(ledger.tx, team_id)
    return await sharing.hold(ledger, await team_shares.list_places(ledger.tx, team_id), member_ids)


async def join(ledger: Ledger, team_id: UUID, member_id: UUID, role: GivenTeamRole) -> None:
    """The team is held. Raises TooManyTeamMembers, TooManyTeams, TooManyMembers."""
    if len(await team_members.list_ids(ledger.tx, team_id)) >= MAX_TEAM_MEMBERS:
        raise TooManyTeamMembers
    if await teams.count_of_member(ledger.tx, member_id) >= MAX_TEAMS:
        raise TooManyTeams
    await team_members.put(ledger.tx, team_id, member_id, role, at=ledger.now)
    for nth, place in enumerate(await team_shares.list_places(ledger.tx, team_id)):
        await sharing.settle_member(_at(ledger, place), place.category_id, member_id, nth=nth)
    await tell(ledger, team_id, "joined", {"member_id": (None, member_id), "role": (None, role)})
    await ledger.audit("todo.team_joined", ("team", team_id), member=str(member_id), role=role)


async def change_role(ledger: Ledger, team_id: UUID, member_id: UUID, before: TeamRole, after: GivenTeamRole) -> None:
    """Of somebody who is in it. Who may not invite any more has invited nobody. The team is held, or locked."""
    if after == "member":
        await invitations.delete_of_inviter(ledger.tx, team_id, member_id)
    await team_members.put(ledger.tx, team_id, member_id, after, at=ledger.now)
    changes = {"member_id": (member_id, member_id), "role": (before, after)}
    await tell(ledger, team_id, "changed", changes)
    await ledger.audit("todo.team_role_changed", ("team", team_id), member=str(member_id), role=after)


async def leave(ledger: Ledger, team_id: UUID, member_id: UUID) -> None:
    """Not the owner. Whoever leaves takes along what they shared; who is sent away needs a new invitation.

    The team is held, with all its members.
    """
    await invitations.delete_of_inviter(ledger.tx, team_id, member_id)
    places = await team_shares.list_places(ledger.tx, team_id)
    role = await team_members.find_role(ledger.tx, team_id, member_id)
    for place in places:
        if place.owner_id == member_id:
            await unshare(ledger, team_id, place)
    await team_members.remove(ledger.tx, team_id, member_id)
    for place in places:
        if place.owner_id != member_id:
            await sharing.settle_member(_at(ledger, place), place.category_id, member_id)
    if ledger.actor_id != member_id:
        await decisions.put_of_team(ledger.tx, team_id, member_id, TeamDecision(None, ledger.now))
    await tell(ledger, team_id, "left", {"member_id": (member_id, None), "role": (role, None)})
    await ledger.audit("todo.team_left", ("team", team_id), member=str(member_id))
    await tell_left(ledger, team_id, [member_id])


async def share(ledger: Ledger, team_id: UUID, place: Place, role: GivenRole) -> None:
    """Every member of the team has this role there, unless they have a higher one. Both are held.

    Raises TooManyMembers.
    """
    before = await team_shares.find(ledger.tx, place.owner_id, place.category_id, team_id)
    await team_shares.put(ledger.tx, place.owner_id, place.category_id, team_id, role, at=ledger.now)
    await _settle(ledger, team_id, place, before, role)
    on = ("category", place.category_id)
    await _at(ledger, place).audit("todo.category_shared", on, team=str(team_id), role=role)


async def unshare(ledger: Ledger, team_id: UUID, place: Place) -> None:
    """Then its members see what was given to them otherwise. Both are held."""
    before = await team_shares.find(ledger.tx, place.owner_id, place.category_id, team_id)
    await team_shares.remove(ledger.tx, place.owner_id, place.category_id, team_id)
    await _settle(ledger, team_id, place, before, None)
    await _at(ledger, place).audit("todo.category_unshared", ("category", place.category_id), team=str(team_id))


async def tell(ledger: Ledger, team_id: UUID, verb: str, changes: dict[str, tuple[Any, Any]]) -> None:
    """Note what happened, and tell all its members what it is to them now."""
    await note(ledger, team_id, verb, changes)
    seen = await teams.list_as_seen(ledger.tx, team_id)
    alike = {team: tuple(member_id for member_id, other in seen if other == team) for _, team in seen}
    await ledger.share_announced(
        *(
            TeamChanged(user_id=team_id, team=team, origin=ledger.origin, audience=audience)
            for team, audience in alike.items()
        )
    )


async def note(ledger: Ledger, team_id: UUID, verb: str, changes: dict[str, tuple[Any, Any]]) -> None:
    """In the journal of the team, which is a space of its own."""
    there = ledger.at(Access(owner_id=team_id, role="viewer"))
    version = await teams.version_of(ledger.tx, team_id)
    await there.noted(there.note("team", team_id, verb, version, changes))


async def tell_left(ledger: Ledger, team_id: UUID, member_ids: Collection[UUID]) -> None:
    """That it is nothing to them any more."""
    audience = tuple(sorted(member_ids))
    await ledger.share_announced(TeamLeft(user_id=team_id, team_id=team_id, origin=ledger.origin, audience=audience))


async def _settle(
    ledger: Ledger, team_id: UUID, place: Place, before: GivenRole | None, after: GivenRole | None
) -> None:
    member_ids = await team_members.list_ids(ledger.tx, team_id)

    def sides(name: str, value: UUID) -> dict[str, tuple[Any, Any]]:
        return {"role": (before, after), name: (None if before is None else value, None if after is None else value)}

    await sharing.settle(_at(ledger, place), place.category_id, member_ids, sides("team_id", team_id))
    await note(ledger, team_id, "unshared" if after is None else "shared", sides("category_id", place.category_id))


def _at(ledger: Ledger, place: Place) -> Ledger:
    """The ledger of the owner's space, whatever the actor may do there otherwise."""
    return ledger.at(Access(owner_id=place.owner_id, role="viewer", category_id=place.category_id))
