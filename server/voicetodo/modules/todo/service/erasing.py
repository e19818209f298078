"""Somebody has no account any more: their space goes, and they leave the spaces of others.

What stands in somebody else's space is that person's: a todo stays, whoever made it. What was said in one's own name
goes: comments, and the files that somebody brought. All of it may be done again, and then changes nothing.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec.structs import replace

from voicetodo.modules.auth.api import address_digest
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.events import AttachmentDeleted, CommentDeleted
from voicetodo.modules.todo.nobody import NOBODY
from voicetodo.modules.todo.service import belonging, sharing
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import (
    attachments,
    comments,
    erasing,
    search_changes,
    shares,
    team_members,
    teams,
    todo_groups,
    todos,
)
from voicetodo.modules.todo.store.comments import Place as TodoPlace
from voicetodo.modules.todo.store.shares import Access, Place


async def erase(ledger: Ledger, *, is_indexed: bool) -> None:
    """The ledger is that of who is gone. `is_indexed`: an index of words is to be told of it."""
    person_id = ledger.user_id
    around = await erasing.list_around(ledger.tx, person_id)
    ledger.readers.update(around)
    await _leave_teams(ledger)
    await _leave_lists(ledger)
    await _be_named_no_more(ledger, around)
    await _take_back_words(ledger, around)
    await _end_own_lists(ledger)
    if is_indexed:
        gone = await erasing.list_todo_ids(ledger.tx, person_id)
        await search_changes.note(ledger.tx, [(person_id, each) for each in gone])
    else:
        await erasing.forget_indexing(ledger.tx, person_id)
    await erasing.forget_space(ledger.tx, person_id)
    await erasing.forget_beside(ledger.tx, person_id)
    await erasing.release(ledger.tx, around, person_id)
    await erasing.forget_told(ledger.tx, around, person_id)


async def forget_address(ledger: Ledger, digests: Collection[str], *, key: bytes) -> None:
    """Nobody waits for an answer from these addresses any more. `key` digests them."""
    if digests:
        known = await erasing.list_invited_addresses(ledger.tx)
        gone = [each for each in known if address_digest(key, each) in digests]
        await erasing.forget_invitations_to(ledger.tx, gone)


async def _leave_teams(ledger: Ledger) -> None:
    """Whose they own goes to who has been an admin for longest, or a member; a team of nobody else ends."""
    me = ledger.user_id
    for team in await teams.list_of_member(ledger.tx, me):
        places = await belonging.hold(ledger, team.id)
        others = [each for each in await team_members.list_all(ledger.tx, team.id) if each.user_id != me]
        if not others:
            for place in places:
                await belonging.unshare(ledger, team.id, place)
            await ledger.audit("todo.team_deleted", ("team", team.id))
            await teams.delete(ledger.tx, team.id)
            await erasing.forget_space(ledger.tx, team.id)
            continue
        if team.role == "owner":
            heir = others[0].user_id
            await team_members.put(ledger.tx, team.id, me, "admin", at=ledger.now)
            await team_members.put(ledger.tx, team.id, heir, "owner", at=ledger.now)
            await teams.touch(ledger.tx, team.id, at=ledger.now)
            await belonging.tell(ledger, team.id, "changed", {"owner_id": (me, heir)})
            await ledger.audit("todo.team_handed_over", ("team", team.id), owner=str(heir))
        await belonging.leave(ledger, team.id, me)


async def _leave_lists(ledger: Ledger) -> None:
    """Whatever was given to them alone; what they had by teams they left with those."""
    me = ledger.user_id
    for place in await sharing.hold(ledger, await erasing.list_memberships(ledger.tx, me), [me]):
        there = ledger.at(Access(owner_id=place.owner_id, role="viewer", category_id=place.category_id))
        assigned = await todo_groups.lock_of_assignees(there.tx, there.user_id, place.category_id, [me])
        pairs = [(each, _nobodys(each.todo, there)) for each in assigned]
        await there.todos_changed("changed", pairs)
        await sharing.unshare(there, place.category_id, me)


async def _be_named_no_more(ledger: Ledger, owner_ids: Sequence[UUID]) -> None:
    """What they were to do on lists that they left before still says how they were called."""
    for owner_id, todo_id in await erasing.list_released(ledger.tx, owner_ids, ledger.user_id):
        there = _at(ledger, owner_id)
        found = await todos.lock(there.tx, owner_id, todo_id)
        if found is not None and found.todo.assignee is not None and found.todo.assignee_id is None:
            await there.todos_changed("changed", [(found, _nobodys(found.todo, there))])
        await erasing.forget_assignees(there.tx, owner_id, todo_id)


def _nobodys(todo: Todo, ledger: Ledger) -> Todo:
    return model.touched(replace(todo, assignee=None, assignee_id=None), now=ledger.now)


async def _take_back_words(ledger: Ledger, owner_ids: Collection[UUID]) -> None:
    """What they said on the todos of others, and the files they brought there."""
    for owner_id, attachment_id in await erasing.list_attachments(ledger.tx, ledger.user_id):
        await _remove_file(_at(ledger, owner_id), attachment_id)
    for owner_id in owner_ids:
        for comment_id in await erasing.list_comments(ledger.tx, owner_id, ledger.user_id):
            await _remove_comment(_at(ledger, owner_id), comment_id)


async def _remove_file(there: Ledger, attachment_id: UUID) -> None:
    found = await attachments.find(there.tx, there.user_id, attachment_id)
    place = await comments.hold_place(there.tx, there.user_id, found.attachment.todo_id) if found else None
    if found is None or place is None:
        return
    gone = replace(found.attachment, author_id=NOBODY, name="")
    event = AttachmentDeleted(user_id=there.user_id, attachment=gone, origin=there.origin)
    note = there.note(
        "attachment", gone.id, "deleted", 1, {"todo_id": (gone.todo_id, None)}, category_id=place.category_id
    )
    there.readers.update(await attachments.delete(there.tx, there.user_id, note, event) or ())
    there.wake()


async def _remove_comment(there: Ledger, comment_id: UUID) -> None:
    """With the files on it, which are its author's."""
    found = await comments.lock(there.tx, there.user_id, comment_id)
    place: TodoPlace | None = await comments.hold_place(there.tx, there.user_id, found.todo_id) if found else None
    if found is None or place is None:
        return
    gone = replace(found, author_id=NOBODY, author_name=None, body="", mentions=())
    event = CommentDeleted(user_id=there.user_id, comment=gone, origin=there.origin)
    changes = {"todo_id": (gone.todo_id, None)}
    note = there.note("comment", gone.id, "deleted", gone.version + 1, changes, category_id=place.category_id)
    there.readers.update(await comments.delete(there.tx, there.user_id, note, event))
    there.wake()


async def _end_own_lists(ledger: Ledger) -> None:
    """For all who see them."""
    owner_id = ledger.user_id
    lent = await erasing.list_lent(ledger.tx, owner_id)
    places = [Place(owner_id, category_id) for category_id in lent]
    await shares.lock_of_members(ledger.tx, places, {each for member_ids in lent.values() for each in member_ids})
    await todos.lock_tree(ledger.tx, owner_id)
    for category_id, member_ids in (await erasing.list_lent(ledger.tx, owner_id)).items():
        await ledger.category_unshared(category_id, member_ids)


def _at(ledger: Ledger, owner_id: UUID) -> Ledger:
    return ledger.at(Access(owner_id=owner_id, role="viewer"))
