"""What goes out in our own format comes in again as it was, into an account that has nothing yet."""

import string
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.modules.todo.transfer.bringing import nobody
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import Jobs, RunningJob
from voicetodo.modules.todo.api import Due, Filter, Recurrence, Reminder
from voicetodo.modules.todo.service.bringing import Bringing
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.exports import Exports
from voicetodo.modules.todo.service.imports import Imports, Upload
from voicetodo.modules.todo.transfer.draft import CategoryDraft, NamedDraft, SectionDraft
from voicetodo.modules.todo.transfer.formats.own import OwnComment, OwnTodo

LETTERS = string.ascii_letters + "äß-+=@'\"☕"
WORDS = st.text(LETTERS + " ", min_size=1, max_size=30).map(str.strip).filter(bool)
PLACES = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12).map(lambda text: text + "V")
DAYS = st.dates(date(1950, 1, 1), date(2200, 1, 1))
CLOCKS = st.times().map(lambda at: f"{at:%H:%M}")
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"])
DUES = st.builds(Due, DAYS, CLOCKS | st.none(), ZONES)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside
COMMENTS = st.builds(
    OwnComment,
    id=st.builds(new_id),
    author=WORDS | st.none(),
    body=st.text(LETTERS + "\n", min_size=1, max_size=50).filter(str.strip),
    created_at=MOMENTS,
    edited_at=MOMENTS | st.none(),
)
RULES = st.builds(
    Recurrence, st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYDAY=3FR"]), st.booleans()
)


def _names(draw: st.DrawFn, most: int) -> list[str]:
    return draw(st.lists(WORDS, max_size=most, unique_by=str.lower))


@st.composite
def accounts(draw: st.DrawFn) -> dict[str, Any]:
    """A file of ours: lists below lists, sections, labels, filters, and todos below todos."""
    categories: list[CategoryDraft] = []
    for name in _names(draw, 4):
        above = draw(st.sampled_from([None, *(each.id for each in categories if each.parent_id is None)]))
        categories.append(
            CategoryDraft(
                id=new_id(), name=name, parent_id=above, position=draw(PLACES), is_favorite=draw(st.booleans())
            )
        )
    sections = [
        SectionDraft(id=new_id(), category_id=category.id, name=name, position=draw(PLACES))
        for category in categories
        if category.id is not None
        for name in _names(draw, 2)
    ]
    labels = [
        NamedDraft(id=new_id(), name=name, color=draw(st.sampled_from([None, "#aabbcc"]))) for name in _names(draw, 3)
    ]
    filters = [
        Filter(
            id=new_id(),
            name=name,
            query="today",
            position=draw(PLACES),
            created_at=datetime(2026, 1, 7, 9, tzinfo=UTC),
            updated_at=datetime(2026, 1, 7, 9, tzinfo=UTC),
        )
        for name in _names(draw, 2)
    ]
    todos: list[OwnTodo] = []
    for _ in range(draw(st.integers(1, 6))):
        todos.append(_todo(draw, todos, categories, sections, labels))
    order = draw(st.permutations(todos))
    return {
        "format": "voicetodo",
        "version": 1,
        "categories": categories,
        "sections": sections,
        "labels": labels,
        "filters": filters,
        "todos": order,
    }


def _todo(
    draw: st.DrawFn,
    above: list[OwnTodo],
    categories: list[CategoryDraft],
    sections: list[SectionDraft],
    labels: list[NamedDraft],
) -> OwnTodo:
    parent = draw(st.sampled_from([None, *(each for each in above if each.parent_id is None)]))
    section = draw(st.sampled_from([None, *sections])) if parent is None else None
    category_id = draw(st.sampled_from([None, *(each.id for each in categories)]))
    due = draw(DUES | st.none())
    return OwnTodo(
        id=new_id(),
        title=draw(WORDS),
        notes=draw(st.text(LETTERS + "\n", max_size=50)).strip(),
        category_id=parent.category_id if parent else section.category_id if section else category_id,
        section_id=parent.section_id if parent else section.id if section else None,
        parent_id=parent.id if parent else None,
        priority=draw(st.sampled_from([1, 2, 3, 4])),
        start_date=draw(DAYS | st.none()),
        due=due,
        deadline=draw(DAYS | st.none()),
        duration_minutes=draw(st.integers(1, 1000) | st.none()),
        recurrence=draw(RULES | st.none()) if due else None,
        reminders=tuple(draw(st.lists(st.builds(Reminder, st.integers(0, 100)), max_size=2, unique=True)))
        if due
        else (),
        label_ids=tuple(
            draw(st.lists(st.sampled_from([each.id for each in labels if each.id]), unique=True)) if labels else ()
        ),
        assignee=draw(WORDS | st.none()),
        position=draw(PLACES),
        completed_at=draw(MOMENTS | st.none()),
        created_at=draw(MOMENTS),
        comments=tuple(sorted(draw(st.lists(COMMENTS, max_size=2)), key=lambda each: (each.created_at, each.id))),
    )


class TestOwnFormat:
    @given(account=accounts())
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    async def test_nothing_is_lost_on_the_way_out_and_in(
        self, desk: Desk, database: Callable[[str], Database], account: dict[str, Any]
    ) -> None:
        here, there = new_id(), new_id()

        await _bring(desk, database, here, msgspec.json.encode(account))
        first = await _export(desk, here)
        await _bring(desk, database, there, first)

        assert await _export(desk, there) == first
        assert _comparable(msgspec.json.decode(first)) == _comparable(msgspec.json.decode(msgspec.json.encode(account)))


async def _bring(desk: Desk, database: Callable[[str], Database], user_id: UUID, data: bytes) -> None:
    imports, bringing, import_id = Imports(desk, Jobs(database("jobs"))), Bringing(desk, nobody), new_id()
    await imports.create(user_id, Upload(data=data), import_id=import_id)
    await bringing.read(user_id, import_id)
    await imports.approve(user_id, import_id)
    async with database("jobs").connection() as connection:
        job_id = await connection.fetchval("select max(id) from procrastinate_jobs")
    await bringing.run(user_id, import_id, RunningJob(job_id, False, database("jobs")))
    assert (await imports.get(user_id, import_id)).state == "done"


async def _export(desk: Desk, user_id: UUID) -> bytes:
    return b"".join([piece async for piece in Exports(desk, nobody).write(user_id, "voicetodo")])


def _comparable(file: dict[str, Any]) -> dict[str, Any]:
    """In one order, and without the moments that are ours."""
    for made in file["filters"]:
        del made["created_at"], made["updated_at"]
    return {
        name: sorted(value, key=lambda each: each["id"]) if isinstance(value, list) else value
        for name, value in file.items()
    }
