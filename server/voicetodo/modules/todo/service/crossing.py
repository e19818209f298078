"""A todo that changes hands: out of one owner's space and into another's, with its subtasks, under the same ids."""

from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.errors import AttachmentIdTaken, CommentIdTaken, TodoIdTaken
from voicetodo.modules.todo.service import assigning, labels
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import LABEL
from voicetodo.modules.todo.service.references import hold_category, levels_below, refused, under_parent
from voicetodo.modules.todo.store import attachments, comments, shares, todos
from voicetodo.modules.todo.store.todos import Stored


async def cross(
    here: Ledger,
    there: Ledger,
    root: Stored,
    *,
    category_id: UUID | UnsetType | None,
    parent_id: UUID | UnsetType | None,
) -> list[Todo]:
    """Of `there` are the category or the parent. The subtasks as they are now. Both trees and the root are locked.

    Labels are those of the same names there. Raises TodoInvalid, and where one of the ids is in use there TodoIdTaken,
    CommentIdTaken or AttachmentIdTaken.
    """
    if root.todo.parent_id is not None and parent_id is UNSET:
        raise refused("category_id", "A subtask stays in the category of its parent.")
    below = await todos.lock_subtree(here.tx, here.user_id, root.todo.id)
    ids = [root.todo.id, *(each.todo.id for each in below)]
    # Before anything is written: a change set keeps what was done before the refusal.
    await _check_ids(here, there, ids)
    moved = replace(
        root.todo,
        category_id=None if category_id is UNSET else category_id,
        section_id=None,
        parent_id=None if parent_id is UNSET else parent_id,
    )
    if moved.parent_id is None or moved.category_id is not None:
        await hold_category(there, moved.category_id)
    moved, depth = await under_parent(there, moved, levels_below=levels_below(root, below))
    rest = [replace(each.todo, category_id=moved.category_id, section_id=moved.section_id) for each in below]
    names = await LABEL.rows.names(here.tx, here.user_id, {each for todo in (moved, *rest) for each in todo.label_ids})
    still_see = await _readers(there, moved.category_id)
    gone = await _readers(here, root.todo.category_id) - still_see
    known = await labels.ids_by_name(there, sorted(set(names.values())))
    named = [
        replace(each, label_ids=tuple(dict.fromkeys(known[names[label]] for label in each.label_ids if label in names)))
        for each in (moved, *rest)
    ]
    settled = await assigning.settled_together(there, named, me=here.user_id)
    arrived = [model.touched(each, now=there.now) for each in settled]
    pairs = list(zip((root, *below), arrived, strict=True))
    if not await there.todos_arrived(pairs, deeper=depth - root.depth, owner_id=here.user_id):
        raise TodoIdTaken
    if not await comments.move_to(here.tx, here.user_id, ids, there.user_id):
        raise CommentIdTaken
    if not await attachments.move_to(here.tx, here.user_id, ids, there.user_id):
        raise AttachmentIdTaken
    # What hangs on a todo goes when the todo goes, so that was taken along before.
    await here.todos_left([each.todo for each in (*reversed(below), root)], audience=gone)
    return [each for each in arrived[1:] if not each.is_deleted]


async def _check_ids(here: Ledger, there: Ledger, todo_ids: list[UUID]) -> None:
    """Raises TodoIdTaken, CommentIdTaken, AttachmentIdTaken."""
    if await todos.any_exists(there.tx, there.user_id, todo_ids):
        raise TodoIdTaken
    if await comments.any_taken(here.tx, here.user_id, todo_ids, there.user_id):
        raise CommentIdTaken
    if await attachments.any_taken(here.tx, here.user_id, todo_ids, there.user_id):
        raise AttachmentIdTaken


async def _readers(ledger: Ledger, category_id: UUID | None) -> set[UUID]:
    """All who see what is in this category, its owner included."""
    members = set[UUID]() if category_id is None else await shares.members_of(ledger.tx, ledger.user_id, [category_id])
    return {ledger.user_id, *members}
