"""What is remembered of the rows of a file that came before."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.store import exports, import_keys, imported_attachments, imported_todos
from voicetodo.modules.todo.store.named import categories, labels, sections
from voicetodo.modules.todo.transfer.comparing import draft_of
from voicetodo.modules.todo.transfer.draft import AttachmentDraft, CommentDraft, Draft
from voicetodo.modules.todo.transfer.planning import Known

_OWN: Final = "voicetodo"
_NOTHING: Final = Draft(row=0, key="")
_todo: Final = msgspec.json.Decoder(Todo)


async def known_rows(connection: Connection, user_id: UUID, kind: str, drafts: Sequence[Draft]) -> dict[str, Known]:
    """Rows that came before; a todo of our own file is known by its id, wherever it came from."""
    known = await import_keys.known(connection, user_id, kind, [draft.key for draft in drafts])
    if kind != _OWN:
        return known
    lists = {each.id: each.name for each in await categories.list_all(connection, user_id)}
    parts = {each.id: each.name for each in await sections.list_all(connection, user_id)}
    words = {each.id: each.name for each in await labels.list_all(connection, user_id)}
    ids = [draft.id for draft in drafts if draft.id is not None]
    said = await exports.comments_of(connection, user_id, ids)
    files = await imported_attachments.of_todos(connection, user_id, ids)
    for document, depth in await imported_todos.get_with_depth(connection, user_id, ids):
        todo = _todo.decode(document)
        named = tuple(words[each] for each in todo.label_ids if each in words)
        category = lists.get(todo.category_id) if todo.category_id else None
        section = parts.get(todo.section_id) if todo.section_id else None
        before = known[str(todo.id)].draft if str(todo.id) in known else _NOTHING
        said_here = (CommentDraft(key=str(each.id)) for each in said.get(todo.id, ()))
        files_here = (
            AttachmentDraft(key=str(each.id), name=each.name, sha256=each.sha256) for each in files.get(todo.id, ())
        )
        draft = draft_of(
            todo,
            category=category,
            section=section,
            labels=named,
            comments=(*before.comments, *said_here),
            attachments=(*before.attachments, *files_here),
        )
        known[draft.key] = Known(draft, todo.id, todo, depth)
    return known
