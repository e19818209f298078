"""What somebody may do in a category: the highest of what was given to them alone, and to the teams they are in.

Written out as one row for each member, so that whoever reads looks at nothing else; noted and announced.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.bus.outbox import announce
from voicetodo.modules.todo import model, ordering
from voicetodo.modules.todo.api.people import GivenRole
from voicetodo.modules.todo.errors import CategoryNotFound, MemberNotFound, MemberOfTeam, TooManyMembers
from voicetodo.modules.todo.events import CategoryChanged
from voicetodo.modules.todo.roles import highest
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import decisions, members, shares, todo_groups, todos
from voicetodo.modules.todo.store.decisions import Decision
from voicetodo.modules.todo.store.members import Standing
from voicetodo.modules.todo.store.shares import Place

#: Beside the owner, by themselves or in teams.
MAX_MEMBERS: Final = 100

Changes = Mapping[str, tuple[Any, Any]]


async def hold(ledger: Ledger, places: Collection[Place], member_ids: Collection[UUID]) -> list[Place]:
    """Until the transaction ends nobody else changes who is a member there. Those that are there (still).

    Before anything of them is read: shares, then trees, then categories, each in one order, as whoever writes does.
    """
    await shares.lock_of_members(ledger.tx, places, member_ids)
    for owner_id in sorted({each.owner_id for each in places}):
        await todos.lock_tree(ledger.tx, owner_id)
    return [
        each
        for each in sorted(places)
        if await CATEGORY.rows.hold(ledger.tx, each.owner_id, each.category_id) is not None
    ]


async def share(ledger: Ledger, category_id: UUID, member_id: UUID, role: GivenRole) -> None:
    """In the owner's space, which is held. Who was given a higher role already keeps it. Raises TooManyMembers."""
    one = await _standing(ledger, category_id, member_id)
    if one is not None and one.granted != highest(one.granted, role):
        await _regrant(ledger, category_id, one, highest(one.granted, role))
        await ledger.audit("todo.category_shared", ("category", category_id), member=str(member_id), role=role)


async def change_role(ledger: Ledger, category_id: UUID, member_id: UUID, role: GivenRole) -> None:
    """As the owner decides, whatever invitations they bring from before. Raises MemberNotFound."""
    one = await _standing(ledger, category_id, member_id)
    if one is None or one.role is None:
        raise MemberNotFound
    await decisions.put(ledger.tx, ledger.user_id, category_id, member_id, Decision(role, ledger.now))
    await _regrant(ledger, category_id, one, role)
    await ledger.audit("todo.member_role_changed", ("category", category_id), member=str(member_id), role=role)


async def unshare(ledger: Ledger, category_id: UUID, member_id: UUID) -> None:
    """Then the member sees nothing of it, unless as a member of a team.

    Who is sent away needs a new invitation; who leaves by themselves does not. Raises MemberNotFound, MemberOfTeam.
    """
    one = await _standing(ledger, category_id, member_id)
    if one is None or one.role is None:
        raise MemberNotFound
    if one.granted is None:
        raise MemberOfTeam
    if ledger.actor_id != member_id:
        await decisions.put(ledger.tx, ledger.user_id, category_id, member_id, Decision(None, ledger.now))
    await _regrant(ledger, category_id, one, None)
    await ledger.audit("todo.category_unshared", ("category", category_id), member=str(member_id))


async def settle(ledger: Ledger, category_id: UUID, member_ids: Collection[UUID], changes: Changes) -> None:
    """After a team came or went, or its role changed, which `changes` tell. Raises TooManyMembers."""
    standing = await members.list_standing(ledger.tx, ledger.user_id, category_id, member_ids)
    _, team_id = changes["team_id"]
    verb = "unshared" if team_id is None else "shared"
    await _write(ledger, category_id, [each for each in standing if each.due != each.role], verb, changes)


async def settle_member(ledger: Ledger, category_id: UUID, member_id: UUID, *, nth: int = 0) -> None:
    """After they joined a team or left it. Raises TooManyMembers."""
    one = await _standing(ledger, category_id, member_id)
    if one is not None and one.due != one.role:
        await _write(ledger, category_id, [one], *_of_member(one), nth=nth)


async def _standing(ledger: Ledger, category_id: UUID, member_id: UUID) -> Standing | None:
    """None of the owner."""
    found = await members.list_standing(ledger.tx, ledger.user_id, category_id, [member_id])
    return found[0] if found else None


async def _regrant(ledger: Ledger, category_id: UUID, one: Standing, granted: GivenRole | None) -> None:
    one = replace(one, granted=granted)
    await _write(ledger, category_id, [one], *_of_member(one))


def _of_member(one: Standing) -> tuple[str, Changes]:
    """What is noted: the verb, and whom it is about."""
    before, after = (None if role is None else one.member_id for role in (one.role, one.due))
    return "unshared" if after is None else "shared", {"member_id": (before, after), "role": (one.role, one.due)}


async def _write(
    ledger: Ledger, category_id: UUID, standing: Sequence[Standing], verb: str, changes: Changes, *, nth: int = 0
) -> None:
    """What each of these may do is from now on what it is due."""
    there = [each for each in standing if each.due is not None]
    gone = [each.member_id for each in standing if each.due is None]
    position = ordering.at_end(ledger.now, nth=nth)
    if there:
        await members.put(ledger.tx, ledger.user_id, category_id, there, position=position, at=ledger.now)
    if gone:
        await members.remove(ledger.tx, ledger.user_id, category_id, gone)
    if any(each.role is None for each in there):
        await _check_number(ledger, category_id)
    category = await CATEGORY.rows.find(ledger.tx, ledger.user_id, category_id)
    if category is None:
        raise CategoryNotFound
    await ledger.noted(ledger.note("category", category_id, verb, category.version, dict(changes)))
    await announce(ledger.tx, CategoryChanged(user_id=ledger.user_id, category=category, origin=ledger.origin))
    # the others see who is there
    ledger.readers |= await shares.members_of(ledger.tx, ledger.user_id, [category_id])
    await ledger.category_shared(category_id, to={each.member_id for each in there})
    await ledger.category_unshared(category_id, gone)
    await _release(ledger, category_id, gone)


async def _check_number(ledger: Ledger, category_id: UUID) -> None:
    if await members.count(ledger.tx, ledger.user_id, category_id) > MAX_MEMBERS:
        raise TooManyMembers
    # who came is counted already
    await ledger.check_room("members", count=lambda: members.count(ledger.tx, ledger.user_id, category_id), more=0)


async def _release(ledger: Ledger, category_id: UUID, gone: Sequence[UUID]) -> None:
    """What was assigned to them is nobody's."""
    assigned = await todo_groups.lock_of_assignees(ledger.tx, ledger.user_id, category_id, gone) if gone else []
    pairs = [(each, model.touched(replace(each.todo, assignee_id=None), now=ledger.now)) for each in assigned]
    await ledger.todos_changed("changed", pairs)
