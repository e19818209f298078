"""Comments below HTTP: what is announced, and two who write at once."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Comment, CreateTodo, Origin
from voicetodo.modules.todo.errors import CommentIdTaken, TodoNotFound
from voicetodo.modules.todo.events import PeopleMentioned
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.comments import CommentDraft, Comments
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.todos import Todos

ORIGIN = Origin()
#: Whether somebody waits for another transaction.
WAITING = "select exists (select from pg_locks where not granted)"


class Party:
    """A list of Alice's that Bob may comment on, and a todo in it."""

    def __init__(self, desk: Desk, alice_id: UUID, bob_id: UUID) -> None:
        self.comments = Comments(desk)
        self.alice_id, self.bob_id = alice_id, bob_id
        self.todo_id, self.category_id = new_id(), new_id()
        self._desk = desk

    async def prepare(self) -> None:
        await Categories(self._desk).create(
            self.alice_id, CategoryDraft(name="Party"), category_id=self.category_id, origin=ORIGIN
        )
        await Todos(self._desk).create(
            self.alice_id, CreateTodo(title="cake", category_id=self.category_id), todo_id=self.todo_id, origin=ORIGIN
        )
        async with self._desk.database.transaction() as tx:
            await tx.execute(
                "insert into shares (user_id, category_id, member_id, role, position, joined_at)"
                " values ($1, $2, $3, 'commenter', 'V', now())",
                self.alice_id,
                self.category_id,
                self.bob_id,
            )
            await tx.execute(
                "insert into people (user_id, name) values ($1, 'Alice'), ($2, 'Bob')", self.alice_id, self.bob_id
            )

    async def say(self, user_id: UUID, body: str, comment_id: UUID | None = None) -> Comment:
        return await self.comments.create(
            user_id, self.todo_id, CommentDraft(body), comment_id=comment_id or new_id(), origin=ORIGIN
        )


@pytest.fixture
async def party(desk: Desk, alice_id: UUID) -> Party:
    made = Party(desk, alice_id, new_id())
    await made.prepare()
    return made


async def test_only_those_newly_mentioned_are_told(
    party: Party, database: Callable[[str], Database], clock: FixedClock
) -> None:
    said = await party.say(party.alice_id, "@Alice could")
    clock.advance(timedelta(minutes=1))
    for body in ("@Bob could", "@Bob should", "nobody should"):
        await party.comments.update(party.alice_id, said.id, CommentDraft(body), origin=ORIGIN)

    [event] = [msgspec.json.decode(each, type=PeopleMentioned) for each in await told(database, PeopleMentioned.name)]

    assert event.mentioned_ids == (party.bob_id,)
    assert event.comment.body == "@Bob could"


async def test_an_event_names_everybody_who_sees_it(party: Party, database: Callable[[str], Database]) -> None:
    await party.say(party.bob_id, "which kind?")

    [event] = [msgspec.json.decode(each) for each in await told(database, "todo.comment_created.v1")]

    assert event["user_id"] == str(party.alice_id)
    assert event["audience"] == [str(party.bob_id)]
    assert event["origin"]["actor_id"] == str(party.bob_id)


async def test_of_two_who_use_one_id_at_once_one_is_refused(party: Party) -> None:
    one_id = new_id()

    found = await asyncio.gather(
        party.say(party.alice_id, "hers", one_id), party.say(party.bob_id, "his", one_id), return_exceptions=True
    )

    assert sum(isinstance(each, CommentIdTaken) for each in found) == 1
    assert sum(isinstance(each, Comment) for each in found) == 1


async def test_what_leaves_the_list_while_somebody_writes_is_not_written_on(
    party: Party, database: Callable[[str], Database]
) -> None:
    """Bob found it in the list; before he could hold it there, Alice had moved it into her inbox."""
    async with database("todo").transaction() as tx:
        await tx.execute("update todos set category_id = null where user_id = $1", party.alice_id)
        writing = asyncio.create_task(party.say(party.bob_id, "too late"), context=Context())
        async with database("auth").connection() as connection, asyncio.timeout(20):
            while not await connection.fetchval(WAITING):
                pass

    with pytest.raises(TodoNotFound):
        await writing

    assert await party.comments.list_of_todo(party.alice_id, party.todo_id, after=None, limit=9) == []


async def told(database: Callable[[str], Database], name: str) -> list[str]:
    async with database("todo").connection() as connection:
        rows = await connection.fetch("select payload from outbox where name = $1 order by place", name)
    return [row[0] for row in rows]
