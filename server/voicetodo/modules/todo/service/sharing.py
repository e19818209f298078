"""Becoming a member of a category, being one in another role, and ceasing to be one: written, noted and announced."""

from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.audit import audited, current_actor
from voicetodo.kit.bus import announce
from voicetodo.modules.todo import ordering
from voicetodo.modules.todo.api.people import GivenRole
from voicetodo.modules.todo.errors import CategoryNotFound, MemberNotFound
from voicetodo.modules.todo.events import CategoryChanged
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import decisions, members, shares
from voicetodo.modules.todo.store.decisions import Decision
from voicetodo.modules.todo.store.members import Sharing


async def share(ledger: Ledger, category_id: UUID, member_id: UUID, role: GivenRole) -> None:
    """In the owner's space. Who has a higher role already keeps it. The category is held by the caller."""
    sharing = await _sharing(ledger, category_id, member_id, "shared", role, is_shared=True)
    position = ordering.at_end(ledger.now)
    await members.put(ledger.tx, ledger.user_id, sharing, role=role, position=position, at=ledger.now)
    await ledger.category_shared(category_id, to=member_id)
    await _audit(ledger, "todo.category_shared", category_id, member_id, role=role)


async def change_role(ledger: Ledger, category_id: UUID, member_id: UUID, role: GivenRole) -> None:
    """As the owner decides, whatever invitations they bring from before. Raises MemberNotFound."""
    sharing = await _sharing(ledger, category_id, member_id, "shared", role, is_shared=True)
    if not await members.change(ledger.tx, ledger.user_id, sharing, role=role):
        raise MemberNotFound
    await decisions.put(ledger.tx, ledger.user_id, category_id, member_id, Decision(role, ledger.now))
    await ledger.category_shared(category_id, to=member_id)
    await _audit(ledger, "todo.member_role_changed", category_id, member_id, role=role)


async def unshare(ledger: Ledger, category_id: UUID, member_id: UUID) -> None:
    """Then the member sees nothing of it; what they are just writing in it is waited for.

    Who is sent away needs a new invitation; who leaves by themselves does not. Raises MemberNotFound.
    """
    is_shared = await members.count(ledger.tx, ledger.user_id, category_id) > 1
    sharing = await _sharing(ledger, category_id, member_id, "unshared", None, is_shared=is_shared)
    if not await members.remove(ledger.tx, ledger.user_id, sharing):
        raise MemberNotFound
    if ledger.actor_id != member_id:
        await decisions.put(ledger.tx, ledger.user_id, category_id, member_id, Decision(None, ledger.now))
    await ledger.category_unshared(category_id, [member_id])
    await _audit(ledger, "todo.category_unshared", category_id, member_id)


async def _sharing(
    ledger: Ledger, category_id: UUID, member_id: UUID, verb: str, role: GivenRole | None, *, is_shared: bool
) -> Sharing:
    category = await CATEGORY.rows.find(ledger.tx, ledger.user_id, category_id)
    if category is None:
        raise CategoryNotFound
    ledger.wake()
    # the others see who is there
    ledger.readers |= await shares.members_of(ledger.tx, ledger.user_id, [category_id])
    before = await members.find_role(ledger.tx, ledger.user_id, category_id, member_id)
    changes = {"member_id": (None if before is None else member_id, None if role is None else member_id)}
    note = ledger.note("category", category_id, verb, category.version, {**changes, "role": (before, role)})
    event = CategoryChanged(
        user_id=ledger.user_id, category=replace(category, is_shared=is_shared), origin=ledger.origin
    )
    return Sharing(category_id, member_id, note, event)


async def _audit(
    ledger: Ledger, action: str, category_id: UUID, member_id: UUID, *, role: GivenRole | None = None
) -> None:
    facts = {"member": str(member_id), **({} if role is None else {"role": role})}
    by = current_actor(user_id=ledger.actor_id)
    on = ("category", category_id)
    await announce(ledger.tx, audited(action, on=on, of=ledger.user_id, by=by, facts=facts))
