"""An occurrence that was done is to be done again: its todo goes back to where it stood."""

from collections.abc import Mapping
from typing import Any

import msgspec

from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import activity
from voicetodo.modules.todo.store.todos import Stored


async def go_back(ledger: Ledger, root: Stored, occurrence: Occurrence) -> Todo:
    """To `occurrence`, where completing that is what brought the todo to where it is due; otherwise it stays.

    What went along with its date goes back, too, unless somebody changed it since. Raises TodoInvalid where that does
    not fit any more.
    """
    if root.todo.due is None:
        return root.todo
    entry = await activity.find_last_completion(ledger.tx, ledger.user_id, root.todo.id, root.todo.due)
    if entry is None:
        return root.todo
    after = model.put_back(root.todo, as_they_were(root.todo, entry.changes), now=ledger.now)
    if not occurrence.is_present(after):
        return root.todo
    await ledger.todos_changed("reopened", [(root, after)], completed_version=entry.version)
    return after


async def completed_version(ledger: Ledger, todo: Todo) -> int | None:
    """To which an open todo came by the completion that brought it to where it is due."""
    if todo.due is None:
        return None
    entry = await activity.find_last_completion(ledger.tx, ledger.user_id, todo.id, todo.due)
    return None if entry is None else entry.version


def as_they_were(todo: Todo, changes: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Of the fields that were changed so those that still are as that left them, with what they were before."""
    plain = msgspec.json.decode(msgspec.json.encode(todo))
    return {name: before for name, (before, after) in changes.items() if plain[name] == after}
