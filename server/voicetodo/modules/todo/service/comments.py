"""What people say about a todo: those who may comment in its category write, whoever sees it reads."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.bus.outbox import announce
from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo.api import Comment, Origin
from voicetodo.modules.todo.checks import MAX_COMMENT
from voicetodo.modules.todo.errors import (
    CommentIdTaken,
    CommentInvalid,
    CommentNotFound,
    NotAllowed,
    TodoNotFound,
)
from voicetodo.modules.todo.events import (
    CommentChanged,
    CommentCreated,
    CommentDeleted,
    CommentEvent,
    PeopleMentioned,
)
from voicetodo.modules.todo.mentions import mentioned
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.beside import enter
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.store import comments, people
from voicetodo.modules.todo.store.comments import Place
from voicetodo.modules.todo.store.journal import Note
from voicetodo.modules.todo.text import TextError, paragraphs


class CommentDraft(msgspec.Struct, frozen=True):
    """What is said. `mentions` are people beside those whom the text names by `@`."""

    body: str
    mentions: tuple[UUID, ...] = ()


class Comments:
    """Every verb is scoped by `user_id`; what the user cannot see is not found."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_of_todo(
        self, user_id: UUID, todo_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Comment]:
        """The oldest first; of a todo in the trash as well. Raises TodoNotFound."""
        async with self._desk.database.connection() as connection:
            found = await access.to_todo(connection, user_id, todo_id)
            return await comments.list_of_todo(connection, found.owner_id, todo_id, after=after, limit=limit)

    async def get(self, user_id: UUID, comment_id: UUID) -> Comment:
        """Raises CommentNotFound."""
        async with self._desk.database.connection() as connection:
            found = await comments.find_seen(connection, user_id, comment_id)
        if found is None:
            raise CommentNotFound
        return found[1]

    async def create(
        self, user_id: UUID, todo_id: UUID, draft: CommentDraft, *, comment_id: UUID, origin: Origin
    ) -> Comment:
        """Sent again with the same id and words, it answers the one that is there.

        Raises TodoNotFound, NotAllowed, CategoryArchived, CommentInvalid, CommentIdTaken.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            there, place = await enter(ledger, todo_id)
            draft = await _checked(there, place, draft)
            made = Comment(
                id=comment_id,
                todo_id=todo_id,
                author_id=user_id,
                body=draft.body,
                mentions=draft.mentions,
                created_at=there.now,
            )
            event = CommentCreated(user_id=there.user_id, comment=made, origin=there.origin)
            readers = await comments.insert(
                there.tx, there.user_id, made, _note(there, place, made, "created", made.version), event
            )
            if readers is None:
                return _same(await comments.find(there.tx, there.user_id, comment_id), made)
            await _told(there, readers, made, made.mentions)
            return made

    async def update(
        self, user_id: UUID, comment_id: UUID, draft: CommentDraft, *, origin: Origin, check: Check | None = None
    ) -> Comment:
        """Whoever wrote it may. Raises CommentNotFound, NotAllowed, CategoryArchived, CommentInvalid."""
        async with self._desk.writing(user_id, origin) as ledger:
            there, place, before = await _lock(ledger, comment_id, check)
            if before.author_id != user_id or before.author_name is not None:
                raise NotAllowed("Only whoever wrote a comment may change it.")
            draft = await _checked(there, place, draft, already=before.mentions)
            if (draft.body, draft.mentions) == (before.body, before.mentions):
                return before
            after = replace(
                before, body=draft.body, mentions=draft.mentions, edited_at=there.now, version=before.version + 1
            )
            event = CommentChanged(user_id=there.user_id, comment=after, origin=there.origin)
            readers = await comments.update(
                there.tx, there.user_id, after, _note(there, place, after, "changed", after.version), event
            )
            await _told(there, readers, after, [each for each in after.mentions if each not in before.mentions])
            return after

    async def delete(self, user_id: UUID, comment_id: UUID, *, origin: Origin, check: Check | None = None) -> None:
        """For good, by whoever wrote it or owns the list. Raises CommentNotFound, NotAllowed, CategoryArchived."""
        async with self._desk.writing(user_id, origin) as ledger:
            there, place, gone = await _lock(ledger, comment_id, check)
            if gone.author_id != user_id and not there.is_own:
                raise NotAllowed("Only whoever wrote a comment, or owns the list, may delete it.")
            event: CommentEvent = CommentDeleted(
                user_id=there.user_id, comment=replace(gone, body="", mentions=()), origin=there.origin
            )
            readers = await comments.delete(
                there.tx, there.user_id, _note(there, place, gone, "deleted", gone.version + 1), event
            )
            await _told(there, readers, gone, ())


async def _lock(ledger: Ledger, comment_id: UUID, check: Check | None) -> tuple[Ledger, Place, Comment]:
    """To be changed. Raises CommentNotFound, NotAllowed, CategoryArchived, and what `check` raises."""
    seen = await comments.find_seen(ledger.tx, ledger.actor_id, comment_id)
    if seen is None:
        raise CommentNotFound
    try:
        there, place = await enter(ledger, seen[1].todo_id)
    except TodoNotFound:
        raise CommentNotFound from None
    found = await comments.lock(there.tx, there.user_id, comment_id)
    if found is None:
        raise CommentNotFound
    if check is not None:
        check(found.version)
    return there, place, found


async def _checked(
    ledger: Ledger, place: Place, draft: CommentDraft, *, already: tuple[UUID, ...] = ()
) -> CommentDraft:
    """In its plain spelling, with all whom it mentions. Raises CommentInvalid.

    Whom it mentions `already` may have left the list since.
    """
    try:
        body = paragraphs(draft.body.strip(), most=MAX_COMMENT)
    except TextError as error:
        raise CommentInvalid(str(error), errors=[FieldError.of("body", error)]) from error
    if not body:
        raise CommentInvalid(errors=[FieldError("body", "Must not be empty.", "text-missing")])
    names = await people.of_category(ledger.tx, ledger.user_id, place.category_id)
    strangers = [each for each in draft.mentions if each not in names and each not in already]
    if strangers:
        sentence = "Only people who see this task can be mentioned."
        raise CommentInvalid(sentence, errors=[FieldError("mentions", sentence)])
    return CommentDraft(body, tuple(sorted({*draft.mentions, *mentioned(body, names)})))


async def _told(ledger: Ledger, readers: Sequence[UUID], comment: Comment, mentioned_ids: Sequence[UUID]) -> None:
    ledger.wake()
    ledger.readers.update(readers)
    others = tuple(each for each in mentioned_ids if each != comment.author_id)
    if others:
        await announce(
            ledger.tx,
            PeopleMentioned(user_id=ledger.user_id, comment=comment, mentioned_ids=others, origin=ledger.origin),
        )


def _note(ledger: Ledger, place: Place, comment: Comment, verb: str, version: int) -> Note:
    """Of which todo, and no word of what was said: who takes that back has taken it back."""
    before, after = (comment.todo_id if verb != "created" else None), (comment.todo_id if verb != "deleted" else None)
    return ledger.note(
        "comment", comment.id, verb, version, {"todo_id": (before, after)}, category_id=place.category_id
    )


def _same(found: Comment | None, wanted: Comment) -> Comment:
    """What is there under this id, if it is what was wanted. Raises CommentIdTaken."""
    same = ("todo_id", "author_id", "body", "mentions")
    if found is None or any(getattr(found, name) != getattr(wanted, name) for name in same):
        raise CommentIdTaken
    return found
