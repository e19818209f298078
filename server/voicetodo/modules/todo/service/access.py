"""Who may do what: the one place where a role is asked for.

Whatever hangs on a todo or a category (what is said about it, what is attached to it) asks here first, names the role
it needs, and then works in the space of the owner that it is told. What the caller may not even see is not found.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.api import Role
from voicetodo.modules.todo.api.people import Team, TeamRole
from voicetodo.modules.todo.errors import CategoryNotFound, TeamNotFound, TodoNotFound
from voicetodo.modules.todo.roles import allow, allow_in_team, may
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import shares, teams, todos
from voicetodo.modules.todo.store.shares import Access


async def to_todo(connection: Connection, caller_id: UUID, todo_id: UUID, *, needs: Role = "viewer") -> Access:
    """To read, or to write beside the todo. Raises TodoNotFound, NotAllowed."""
    if await todos.exists(connection, caller_id, todo_id):
        return Access(owner_id=caller_id, role="owner")
    found = await shares.find_of_todo(connection, caller_id, todo_id)
    if found is None:
        raise TodoNotFound
    allow(found.role, needs)
    return found


async def to_category(connection: Connection, caller_id: UUID, category_id: UUID, *, needs: Role = "viewer") -> Access:
    """The same of a category. Raises CategoryNotFound, NotAllowed."""
    if await CATEGORY.rows.find(connection, caller_id, category_id) is not None:
        return Access(owner_id=caller_id, role="owner", category_id=category_id)
    found = await shares.find_of_category(connection, caller_id, category_id)
    if found is None:
        raise CategoryNotFound
    allow(found.role, needs)
    return found


async def to_team(connection: Connection, caller_id: UUID, team_id: UUID, *, needs: TeamRole = "member") -> Team:
    """As it is to the caller. Raises TeamNotFound, NotAllowed."""
    found = await teams.find(connection, caller_id, team_id)
    if found is None:
        raise TeamNotFound
    allow_in_team(found.role, needs)
    return found


async def at_todo(ledger: Ledger, todo_id: UUID, *, needs: Role = "editor") -> Ledger:
    """The ledger of the space in which the todo lies. Until the transaction ends, nobody takes the right away.

    Raises TodoNotFound, NotAllowed.
    """
    if await todos.exists(ledger.tx, ledger.actor_id, todo_id):
        return ledger.own
    found = await shares.find_of_todo(ledger.tx, ledger.actor_id, todo_id, is_held=True)
    if found is None:
        raise TodoNotFound
    allow(found.role, needs)
    return ledger.at(found)


async def hold_both(ledger: Ledger, todo_id: UUID, category_ids: Sequence[UUID]) -> None:
    """Where it lies and where it may go to, in one order: two who move todos must not wait for each other."""
    await shares.hold(ledger.tx, ledger.actor_id, todo_ids=[todo_id], category_ids=list(category_ids))


async def hold_places(ledger: Ledger) -> None:
    """Of all that is shared with the actor: two who give it other places must not wait for each other."""
    await shares.lock_places(ledger.tx, ledger.actor_id)


async def at_category(ledger: Ledger, category_id: UUID, *, needs: Role = "editor") -> Ledger:
    """The same of a category. Raises CategoryNotFound, NotAllowed."""
    if await CATEGORY.rows.find(ledger.tx, ledger.actor_id, category_id) is not None:
        return ledger.own
    found = await shares.find_of_category(ledger.tx, ledger.actor_id, category_id, is_held=True)
    if found is None:
        raise CategoryNotFound
    allow(found.role, needs)
    return ledger.at(found)


async def at_owner(ledger: Ledger, owner_id: UUID, category_ids: Collection[UUID]) -> Ledger | None:
    """The ledger of the space of somebody who lets the actor change all of these categories of theirs."""
    if owner_id == ledger.actor_id:
        return ledger.own
    held = await shares.hold_of_owner(ledger.tx, ledger.actor_id, owner_id, category_ids)
    if not held or len(held) < len(category_ids) or not all(may(each.role, "editor") for each in held):
        return None
    for each in held:
        ledger.at(each)
    return ledger.ledgers[owner_id]
