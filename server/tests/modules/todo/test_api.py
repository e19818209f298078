"""`TodoApi`, here and over HTTP: changes are made once, however often asked for, and put back as they were."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio

from tests.kit.rpc.library import serving
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Conflict, NotFound
from voicetodo.kit.ids import new_id
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.modules.todo.api import (
    Change,
    ChangeResult,
    CompleteTodo,
    CreateCategory,
    CreateLabel,
    CreateTodo,
    DeleteCategory,
    DeleteTodo,
    Due,
    Origin,
    Recurrence,
    ReopenTodo,
    SkipTodo,
    Todo,
    TodoApi,
    TodoQuery,
    UpdateTodo,
)
from voicetodo.modules.todo.local import LocalTodoApi
from voicetodo.modules.todo.service.asking import Asking
from voicetodo.modules.todo.service.categories import Categories
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.exports import Exports
from voicetodo.modules.todo.service.index_health import IndexHealth
from voicetodo.modules.todo.service.personal_data import build_personal_data
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.service.usage import Usage

SECRET = b"s" * 32
NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)


class World:
    """One user's todos, as other modules see them."""

    def __init__(self, desk: Desk, api: TodoApi, user_id: UUID) -> None:
        self.user_id = user_id
        self.api = api
        self.todos = Todos(desk)
        self.categories = Categories(desk)

    async def apply(self, *changes: Change, set_id: UUID | None = None) -> tuple[ChangeResult, ...]:
        return await self.api.apply(
            user_id=self.user_id,
            change_set_id=set_id or new_id(),
            source="voice",
            changes=changes,
            now=NOW,
            timezone="Europe/Berlin",
        )

    async def revert(self, set_id: UUID) -> tuple[ChangeResult, ...]:
        return await self.api.revert(user_id=self.user_id, change_set_id=set_id)

    async def make(self, title: str, **fields: Any) -> Todo:
        [result] = await self.apply(CreateTodo(title=title, **fields))
        assert result.todo is not None, result.message
        return result.todo

    async def get(self, todo: Todo) -> Todo | None:
        found = await self.api.get_many(user_id=self.user_id, ids=(todo.id,))
        return found[0] if found else None

    async def told(self, part: str) -> list[Any]:
        """All records of a part of what is kept of the user."""
        found: list[Any] = []
        after: str | None = None
        while True:
            page = await self.api.list_personal_data(user_id=self.user_id, part=part, after=after)
            found += [msgspec.json.decode(each.value) for each in page.records]
            if (after := page.next) is None:
                return found

    async def document(self, part: str) -> bytes:
        found, after = b"", None
        while True:
            chunk = await self.api.read_personal_file(user_id=self.user_id, part=part, key=part, after=after)
            found += chunk.content
            if (after := chunk.next) is None:
                return found

    async def everything(self) -> set[tuple[Any, ...]]:
        """All that can be seen, without what moves with every change."""
        found = await self.api.find(user_id=self.user_id, query=TodoQuery(status="all", limit=200))
        context = await self.api.context(user_id=self.user_id)
        return {
            *((t.id, t.title, t.category_id, t.parent_id, t.due, t.is_done, t.label_ids) for t in found.todos),
            *((each.id, each.name) for each in (*context.categories, *context.labels)),
        }


async def _nameless(_user_id: UUID) -> str | None:
    return None


@pytest_asyncio.fixture(params=["here", "remote"])
async def api(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> AsyncIterator[TodoApi]:
    answering = Faces()
    blobs = open_blobs(BlobSettings(data_dir=tmp_path))
    personal_data = build_personal_data(desk, blobs, Exports(desk, _nameless, blobs))
    answer = LocalTodoApi(
        asking=Asking(desk),
        change_sets=ChangeSets(desk),
        personal_data=personal_data,
        usage=Usage(desk),
        index_health=IndexHealth(desk.database, None, ""),
    )
    answering.answer(TodoApi, answer)
    if request.param == "here":
        yield answering.get(TodoApi)
        return
    async with serving(rpc_app(answering, ServiceTokens(SECRET))) as address:
        asking = Faces({"todo": address}, tokens=ServiceTokens(SECRET))
        yield asking.get(TodoApi)
        await asking.stop()


@pytest.fixture
def alice(desk: Desk, api: TodoApi, alice_id: UUID) -> World:
    return World(desk, api, alice_id)


@pytest.fixture
def charlie(desk: Desk, api: TodoApi, charlie_id: UUID) -> World:
    return World(desk, api, charlie_id)


class TestApply:
    async def test_makes_everything_that_was_said(self, alice: World) -> None:
        category_id = new_id()

        _, result = await alice.apply(
            CreateCategory(name="Garden", id=category_id),
            CreateTodo(title="plant seeds", category_id=category_id, labels=("green", "Green", "spring")),
        )

        assert result.todo is not None
        assert (result.todo.category_id, result.todo.source) == (category_id, "voice")
        context = await alice.api.context(user_id=alice.user_id)
        assert [label.name for label in context.labels] == ["green", "spring"]
        assert len(result.todo.label_ids) == 2

    async def test_the_same_id_answers_the_same_and_does_nothing(self, alice: World) -> None:
        set_id, change = new_id(), CreateTodo(title="buy milk")

        first = await alice.apply(change, set_id=set_id)
        again = await alice.apply(change, set_id=set_id)

        assert first == again
        assert (await alice.api.find(user_id=alice.user_id, query=TodoQuery())).total == 1

    async def test_twice_at_once_is_once(self, alice: World) -> None:
        set_id, change = new_id(), CreateTodo(title="buy milk")

        results = await asyncio.gather(*(alice.apply(change, set_id=set_id) for _ in range(5)))

        assert len(set(results)) == 1
        assert (await alice.api.find(user_id=alice.user_id, query=TodoQuery())).total == 1

    async def test_the_same_id_for_other_changes_is_refused(self, alice: World) -> None:
        set_id = new_id()
        await alice.apply(CreateTodo(title="buy milk"), set_id=set_id)

        with pytest.raises(Conflict) as raised:
            await alice.apply(CreateTodo(title="buy oats"), set_id=set_id)

        assert raised.value.slug() == "change-set-reused"

    async def test_what_is_refused_leaves_the_rest_standing(self, alice: World, charlie: World) -> None:
        theirs = await charlie.make("secret")

        results = await alice.apply(
            CreateTodo(title=" ", labels=("leftover",)),
            CompleteTodo(id=theirs.id),
            CreateTodo(title="mine", parent_id=theirs.id),
            CreateTodo(title="buy milk"),
        )

        assert [result.status for result in results] == ["refused", "not_found", "refused", "done"]
        assert all("secret" not in str(result) for result in results)
        assert (await alice.api.context(user_id=alice.user_id)).labels == ()

    async def test_a_list_that_is_there_is_used(self, alice: World) -> None:
        [made] = await alice.apply(CreateCategory(name="Garden"))
        assert made.category is not None
        asked = new_id()

        there, todo = await alice.apply(
            CreateCategory(name="garden", id=asked), CreateTodo(title="plant seeds", category_id=asked)
        )

        assert there.status == "unchanged"
        assert todo.todo is not None
        assert todo.todo.category_id == made.category.id

    async def test_a_rule_without_a_date_starts_at_its_first(self, alice: World) -> None:
        todo = await alice.make("water plants", recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR"))

        assert todo.due == Due(date(2026, 1, 9), None, "Europe/Berlin")

    async def test_an_occurrence_is_skipped_once_and_nothing_that_does_not_recur(self, alice: World) -> None:
        weekly = await alice.make("water", due=Due(date(2026, 1, 7)), recurrence=Recurrence("FREQ=WEEKLY"))
        once = await alice.make("pay", due=Due(date(2026, 1, 7)))

        results = await alice.apply(
            *(SkipTodo(id=each, occurrence=date(2026, 1, 7)) for each in (weekly.id, weekly.id, once.id))
        )

        after = await alice.get(weekly)
        assert [result.status for result in results] == ["done", "unchanged", "refused"]
        assert after is not None
        assert (after.due, after.is_done) == (Due(date(2026, 1, 14)), False)

    async def test_labels_come_and_go_by_name(self, alice: World) -> None:
        todo = await alice.make("buy milk", labels=("one", "two"))

        [result] = await alice.apply(UpdateTodo(id=todo.id, add_labels=("three",), remove_labels=("ONE",)))

        names = {label.id: label.name for label in (await alice.api.context(user_id=alice.user_id)).labels}
        assert result.todo is not None
        assert [names[label_id] for label_id in result.todo.label_ids] == ["two", "three"]

    async def test_announces_every_change_once(self, alice: World, database: Callable[[str], Database]) -> None:
        todo = await alice.make("buy milk")
        await alice.apply(CompleteTodo(id=todo.id), ReopenTodo(id=todo.id), DeleteTodo(id=todo.id))

        async with database("todo").connection() as connection:
            rows = await connection.fetch("select name from outbox order by place")

        assert [row[0] for row in rows] == [
            f"todo.todo_{verb}.v1" for verb in ("created", "completed", "reopened", "deleted")
        ]


class TestRevert:
    async def test_puts_everything_back_as_it_was(self, alice: World) -> None:
        [made] = await alice.apply(CreateCategory(name="Garden"))
        assert made.category is not None
        parent = await alice.make("party", category_id=made.category.id, labels=("fun",))
        child = await alice.make("cook", parent_id=parent.id)
        weekly = await alice.make("water", due=Due(date(2026, 1, 7)), recurrence=Recurrence("FREQ=WEEKLY"))
        daily = await alice.make("feed", due=Due(date(2026, 1, 7)), recurrence=Recurrence("FREQ=DAILY"))
        other = await alice.make("other")
        before, set_id, new_category, new_todo = await alice.everything(), new_id(), new_id(), new_id()

        results = await alice.apply(
            CreateCategory(name="New", id=new_category),
            CreateTodo(title="new", id=new_todo, category_id=new_category, labels=("fresh",)),
            CreateTodo(title="newer", parent_id=new_todo),
            CreateLabel(name="fresher"),
            UpdateTodo(id=child.id, title="cook well", due=Due(date(2026, 2, 1))),
            UpdateTodo(id=other.id, parent_id=child.id),
            CompleteTodo(id=parent.id),
            CompleteTodo(id=weekly.id),
            DeleteTodo(id=weekly.id),
            SkipTodo(id=daily.id, occurrence=date(2026, 1, 7)),
            DeleteCategory(id=made.category.id, todos="trash"),
            set_id=set_id,
        )
        changed = await alice.everything()
        reverted = await alice.revert(set_id)

        assert {result.status for result in results} == {"done"}
        assert changed != before
        assert {result.status for result in reverted} == {"done"}
        assert await alice.everything() == before

    async def test_twice_is_once(self, alice: World) -> None:
        set_id = new_id()
        await alice.apply(CreateTodo(title="buy milk"), set_id=set_id)

        first, again = await alice.revert(set_id), await alice.revert(set_id)

        assert first == again

    async def test_what_somebody_changed_since_is_theirs(self, alice: World, clock: FixedClock) -> None:
        todo, set_id = await alice.make("buy milk"), new_id()
        await alice.apply(UpdateTodo(id=todo.id, title="buy oats", priority=1), set_id=set_id)
        clock.advance(timedelta(minutes=1))
        await alice.todos.update(alice.user_id, UpdateTodo(id=todo.id, title="buy rice"), origin=Origin("web"))

        [result] = await alice.revert(set_id)

        after = await alice.get(todo)
        assert (result.status, result.kept_fields) == ("kept", ("title",))
        assert after is not None
        assert (after.title, after.priority) == ("buy rice", 4)

    async def test_a_new_todo_somebody_worked_on_stays(self, alice: World) -> None:
        set_id = new_id()
        [made] = await alice.apply(CreateTodo(title="buy milk"), set_id=set_id)
        assert made.todo is not None
        await alice.todos.update(alice.user_id, UpdateTodo(id=made.todo.id, notes="two"), origin=Origin("web"))

        [result] = await alice.revert(set_id)

        assert result.status == "kept"
        assert await alice.get(made.todo) is not None

    async def test_a_new_list_somebody_uses_stays(self, alice: World) -> None:
        set_id = new_id()
        [made] = await alice.apply(CreateCategory(name="Garden"), set_id=set_id)
        assert made.category is not None
        await alice.make("plant seeds", category_id=made.category.id)

        [result] = await alice.revert(set_id)

        assert result.status == "kept"

    async def test_a_list_gone_since_is_not_missed(self, alice: World) -> None:
        [made] = await alice.apply(CreateCategory(name="Garden"))
        assert made.category is not None
        todo, set_id = await alice.make("plant seeds", category_id=made.category.id), new_id()
        await alice.apply(UpdateTodo(id=todo.id, category_id=None), set_id=set_id)
        await alice.categories.delete(alice.user_id, made.category.id, todos_to="inbox", origin=Origin("web"))

        [result] = await alice.revert(set_id)

        assert result.status == "kept"

    async def test_charlie_cannot(self, alice: World, charlie: World) -> None:
        set_id = new_id()
        await alice.apply(CreateTodo(title="buy milk"), set_id=set_id)

        with pytest.raises(NotFound) as raised:
            await charlie.revert(set_id)

        assert raised.value.slug() == "change-set-not-found"
        assert (await alice.api.find(user_id=alice.user_id, query=TodoQuery())).total == 1


class TestFind:
    async def test_answers_questions(self, alice: World, charlie: World) -> None:
        today = await alice.make("today", due=Due(date(2026, 1, 7), "09:00"))
        await alice.make("later", due=Due(date(2026, 2, 7)))
        await alice.make("whenever")

        found = await alice.api.find(
            user_id=alice.user_id, query=TodoQuery(due_from=date(2026, 1, 7), due_to=date(2026, 1, 7))
        )
        limited = await alice.api.find(user_id=alice.user_id, query=TodoQuery(limit=1))
        theirs = await charlie.api.find(user_id=charlie.user_id, query=TodoQuery(status="all"))

        assert (found.todos, found.total) == ((today,), 1)
        assert (len(limited.todos), limited.total) == (1, 3)
        assert theirs.total == 0
        assert await charlie.api.get_many(user_id=charlie.user_id, ids=(today.id,)) == ()


class TestPersonalData:
    async def test_more_than_a_page_comes_whole_and_once(self, alice: World, charlie: World) -> None:
        wanted = {f"Todo {number}" for number in range(620)}
        await alice.apply(*(CreateTodo(title=title) for title in sorted(wanted)))
        await charlie.make("Charlie's own")

        titles = [each["title"] for each in await alice.told("todos")]

        assert sorted(titles) == sorted(wanted)

    async def test_the_file_to_be_imported_again_is_one_document_however_many_pieces_it_came_in(
        self, alice: World
    ) -> None:
        await alice.apply(*(CreateTodo(title=f"Todo {number}") for number in range(1100)))

        document = msgspec.json.decode(await alice.document("voicetodo.json"))

        assert (document["format"], len(document["todos"])) == ("voicetodo", 1100)

    async def test_what_is_no_part_is_refused(self, alice: World) -> None:
        with pytest.raises(NotFound):
            await alice.told("secrets")


class TestStore:
    async def test_the_document_is_what_the_columns_say(
        self, alice: World, database: Callable[[str], Database]
    ) -> None:
        [made] = await alice.apply(CreateCategory(name="Garden"))
        assert made.category is not None
        todo = await alice.make(
            "water plants",
            notes="all of them",
            category_id=made.category.id,
            priority=2,
            due=Due(date(2026, 1, 7), "09:00", "Europe/Berlin"),
            deadline=date(2026, 1, 9),
            duration_minutes=30,
            recurrence=Recurrence("FREQ=WEEKLY", from_completion=True),
            labels=("green",),
            assignee="Bob",
        )
        await alice.apply(CompleteTodo(id=todo.id))
        after = await alice.get(todo)

        async with database("todo").connection() as connection:
            row = await connection.fetchrow("select * from todos where id = $1", todo.id)

        assert row is not None
        assert after is not None
        assert after.due is not None
        assert after.recurrence is not None
        same = (
            "title notes category_id parent_id priority deadline duration_minutes assignee position completed_at"
            " created_at updated_at deleted_at source command_id version"
        )
        assert {name: row[name] for name in same.split()} == {name: getattr(after, name) for name in same.split()}
        assert (row["due_date"], f"{row['due_time']:%H:%M}", row["due_timezone"]) == (
            after.due.date,
            after.due.time,
            after.due.timezone,
        )
        assert (row["rrule"], row["is_from_completion"]) == (after.recurrence.rrule, after.recurrence.from_completion)
        assert tuple(row["label_ids"]) == after.label_ids
