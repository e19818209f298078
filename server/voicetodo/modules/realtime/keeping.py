"""What happened, into the feeds of all who may know of it; and what some may not know any more, out of theirs."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from voicetodo.kit.bus import Envelope
from voicetodo.kit.db import Transaction
from voicetodo.modules.realtime.service import FeedService
from voicetodo.modules.realtime.store import Told
from voicetodo.modules.todo import events as todo
from voicetodo.modules.todo.events import Heard

_ENDING: Final = frozenset({todo.CategoryUnshared.name, todo.TodosWithdrawn.name, todo.CommentDeleted.name})


async def keep(feed: FeedService, tx: Transaction, envelopes: Sequence[Envelope]) -> set[UUID]:
    """Of one or more users, each one's in order. Answers whose feeds have come further."""
    told = [(each, todo.heard(each.name, each.payload)) for each in envelopes]
    readers = {reader for _, heard in told for reader in heard.readers}
    if any(each.name in _ENDING for each in envelopes):
        await feed.hold(tx, readers)
    waiting: list[Told] = []
    for each, heard in told:
        if each.name in _ENDING:
            # What came right before it is as much over as what was kept long ago.
            await feed.append(tx, waiting)
            waiting.clear()
            await _end(feed, tx, each, heard)
        waiting += [Told(reader, each, heard.todo_id, heard.comment_id) for reader in heard.readers]
    await feed.append(tx, waiting)
    return readers


async def _end(feed: FeedService, tx: Transaction, envelope: Envelope, heard: Heard) -> None:
    if envelope.name == todo.CategoryUnshared.name:
        await feed.forget_of_owner(tx, heard.readers, envelope.user_id)
    elif envelope.name == todo.TodosWithdrawn.name:
        todo_ids = envelope.open(todo.TodosWithdrawn).todo_ids
        await feed.tell_instead_of_todos(tx, heard.readers, todo_ids, envelope)
    elif heard.comment_id is not None:
        await feed.tell_instead_of_comment(tx, heard.readers, heard.comment_id, envelope)
