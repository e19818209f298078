"""What somebody may not know any more is not told to them again, however late their client asks."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest

from voicetodo.kit.bus import Envelope, Event
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.realtime.keeping import keep
from voicetodo.modules.realtime.model import Missed
from voicetodo.modules.realtime.service import FeedService
from voicetodo.modules.todo.api import Attachment, Comment, CreateTodo, Origin, Todo
from voicetodo.modules.todo.events import (
    AttachmentCreated,
    CategoryUnshared,
    CommentCreated,
    CommentDeleted,
    TodoCreated,
    TodosWithdrawn,
)
from voicetodo.modules.todo.model import drafted

NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)
WEB = Origin(source="web")
ALICE, BOB, PARTY, CAKE = new_id(), new_id(), new_id(), new_id()


class Feeds:
    """Alice's events as they come, batch by batch, and what each is told who asks from the beginning."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._service = FeedService(database=database, clock=FixedClock(NOW))

    async def hear(self, *events: Event) -> None:
        async with self._database.transaction() as tx:
            await keep(self._service, tx, [_envelope(each) for each in events])

    async def told(self, user_id: UUID) -> list[str]:
        return [each.name.split(".")[1] for each in (await self._missed(user_id)).changes]

    async def is_asked_to_read_anew(self, user_id: UUID) -> bool:
        return (await self._missed(user_id)).is_gone

    async def text(self, user_id: UUID) -> str:
        return str([bytes(each.data) for each in (await self._missed(user_id)).changes])

    async def _missed(self, user_id: UUID) -> Missed:
        return await self._service.list_missed(user_id, since=0)


@pytest.fixture
def feeds(database: Callable[[str], Database]) -> Feeds:
    return Feeds(database("realtime"))


def created(title: str, *, todo_id: UUID = CAKE) -> TodoCreated:
    draft = CreateTodo(title=title, category_id=PARTY)
    made: Todo = drafted(draft, todo_id=todo_id, position="a", now=NOW, origin=WEB)
    return TodoCreated(user_id=ALICE, todo=made, origin=WEB, audience=(BOB,))


def comment(body: str) -> Comment:
    return Comment(id=UUID(int=1), todo_id=CAKE, author_id=ALICE, body=body, mentions=(), created_at=NOW)


def said(body: str) -> CommentCreated:
    return CommentCreated(user_id=ALICE, comment=comment(body), origin=WEB, audience=(BOB,))


def attached(name: str) -> AttachmentCreated:
    file: dict[str, Any] = {"media_type": "text/plain", "size": 1, "sha256": "", "created_at": NOW, "comment_id": None}
    attachment = Attachment(id=new_id(), todo_id=CAKE, author_id=ALICE, name=name, **file)
    return AttachmentCreated(user_id=ALICE, attachment=attachment, origin=WEB, audience=(BOB,))


def unshared() -> CategoryUnshared:
    return CategoryUnshared(user_id=ALICE, category_id=PARTY, origin=WEB, audience=(BOB,))


def withdrawn(todo_id: UUID = CAKE) -> TodosWithdrawn:
    return TodosWithdrawn(user_id=ALICE, todo_ids=(todo_id,), origin=WEB, audience=(BOB,))


def taken_back() -> CommentDeleted:
    return CommentDeleted(user_id=ALICE, comment=comment(""), origin=WEB, audience=(BOB,))


class TestUnshared:
    async def test_what_came_right_before_it_is_not_told_after_it(self, feeds: Feeds) -> None:
        await feeds.hear(created("a secret recipe"), unshared())

        assert await feeds.is_asked_to_read_anew(BOB)
        assert await feeds.told(ALICE) == ["todo_created"]

    async def test_what_came_long_before_it_is_not_told_either(self, feeds: Feeds) -> None:
        await feeds.hear(created("a secret recipe"))
        await feeds.hear(unshared())

        assert await feeds.is_asked_to_read_anew(BOB)

    async def test_who_has_missed_nothing_is_told_just_that(self, feeds: Feeds) -> None:
        await feeds.hear(unshared())

        assert await feeds.told(BOB) == ["category_unshared"]


class TestWithdrawn:
    @pytest.mark.parametrize("is_one_batch", [True, False])
    async def test_of_a_todo_no_more_is_told_than_that_it_is_gone(self, feeds: Feeds, *, is_one_batch: bool) -> None:
        before = (created("a secret recipe"), said("with cherries"), attached("recipe.txt"))
        for batch in [(*before, withdrawn())] if is_one_batch else [before, (withdrawn(),)]:
            await feeds.hear(*batch)

        assert await feeds.told(BOB) == ["todos_withdrawn"] * 4
        assert await feeds.told(ALICE) == ["todo_created", "comment_created", "attachment_created"]

    async def test_other_todos_are_told_as_before(self, feeds: Feeds) -> None:
        await feeds.hear(created("bake a cake", todo_id=new_id()), created("a secret recipe"), withdrawn())

        assert await feeds.told(BOB) == ["todo_created", "todos_withdrawn", "todos_withdrawn"]

    async def test_a_todo_that_comes_back_is_told_again(self, feeds: Feeds) -> None:
        await feeds.hear(withdrawn(), created("bake a cake"))

        assert await feeds.told(BOB) == ["todos_withdrawn", "todo_created"]


class TestTakenBack:
    @pytest.mark.parametrize("reader", [ALICE, BOB], ids=["the owner", "a member"])
    async def test_the_words_of_a_comment_are_told_to_nobody_any_more(self, feeds: Feeds, reader: UUID) -> None:
        await feeds.hear(created("bake a cake"), said("I was wrong"))
        await feeds.hear(taken_back())

        assert await feeds.told(reader) == ["todo_created", "comment_deleted", "comment_deleted"]
        assert "I was wrong" not in await feeds.text(reader)


def _envelope(event: Event) -> Envelope:
    return Envelope(
        id=new_id(),
        name=event.name,
        user_id=event.user_id,
        occurred_at=NOW,
        payload=msgspec.Raw(msgspec.json.encode(event)),
    )
