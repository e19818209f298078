"""Whole accounts, as files of ours: lists below lists, sections, labels, filters, todos below todos, files."""

import hashlib
import string
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Due, Filter, Recurrence, Reminder
from voicetodo.modules.todo.files import clean_name
from voicetodo.modules.todo.transfer.draft import CategoryDraft, NamedDraft, SectionDraft
from voicetodo.modules.todo.transfer.formats.own import OwnAttachment, OwnComment, OwnTodo, PackedTodo, path_of

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

#: As files are called here: `NUL.png` could not be opened everywhere.
FILE_NAMES = st.text(string.ascii_letters + "äß☕", min_size=1, max_size=20).map(lambda name: clean_name(f"{name}.png"))
CONTENTS = st.binary(max_size=300) | st.binary(min_size=1, max_size=1).map(lambda one: one * 300_000)


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


@st.composite
def accounts_with_files(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The same, with what lies beside the list."""
    account, files = draw(accounts()), {}
    todos: list[PackedTodo] = []
    for todo in account["todos"]:
        comments = tuple(replace(each, attachments=_attached(draw, files, 1)) for each in todo.comments)
        plain = {name: getattr(todo, name) for name in OwnTodo.__struct_fields__}
        todos.append(PackedTodo(**{**plain, "comments": comments}, attachments=_attached(draw, files, 2)))
    return {**account, "todos": todos}, files


def _attached(draw: st.DrawFn, files: dict[str, bytes], most: int) -> tuple[OwnAttachment, ...]:
    found: list[OwnAttachment] = []
    for content in draw(st.lists(CONTENTS, max_size=most)):
        own_id = new_id()
        files[path_of(own_id)] = content
        found.append(
            OwnAttachment(
                id=own_id,
                name=draw(FILE_NAMES),
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                media_type="?",
                author=draw(WORDS | st.none()),
                created_at=draw(MOMENTS),
                path=path_of(own_id),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))
