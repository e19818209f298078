"""What the database finds is what the filter says: each query is also asked of each todo, in plain Python."""

import random
import re
from datetime import UTC, date, datetime, timedelta
from itertools import product, starmap
from typing import Final, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.modules.todo.filter_trees import WHENS, conditions, names, queries
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Category, Due, Label, Origin, Recurrence, Section, Todo
from voicetodo.modules.todo.filtering import days
from voicetodo.modules.todo.filtering.binding import KnownCategory, Scene, bind
from voicetodo.modules.todo.filtering.parser import parse
from voicetodo.modules.todo.filtering.tree import (
    And,
    AssignedTo,
    Condition,
    Dated,
    Fact,
    Field,
    InCategory,
    InSection,
    Is,
    Labelled,
    Name,
    Node,
    Not,
    Or,
    Priority,
    Query,
    Relation,
    Says,
)
from voicetodo.modules.todo.filtering.writing import written
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, LABEL, SECTION
from voicetodo.modules.todo.store import filters, todo_lists
from voicetodo.modules.todo.store.todo_lists import TodoFilter

CATEGORIES: Final = ("Work", "Workshop", "Home & Garden", "50% off_")
#: Of the first category, and of the second.
SECTIONS: Final = ("Ideas", "Home")
LABELS: Final = ("phone", "home", "homework")
PEOPLE: Final = ("me", "Anna", "Annabel", "a_b")
WORDS: Final = ("buy", "milk", "call", "mill")
BERLIN: Final = ZoneInfo("Europe/Berlin")

leaves = conditions(
    category=names(st.sampled_from([*CATEGORIES, "gone"])),
    section=names(st.sampled_from([*SECTIONS, "gone"])),
    label=names(st.sampled_from([*LABELS, "gone"])),
    person=names(st.sampled_from([*PEOPLE, "gone"])),
    words=st.sampled_from(["milk", "mil", "buy milk", "nothing"]),
)


def Below(name: Name) -> InCategory:  # noqa: N802 - stands beside kinds of conditions
    return InCategory(name, with_below=True)


NAMED: Final = (InCategory, InSection, Below, Labelled, AssignedTo)


class World:
    """One user's todos of every kind, beside those of somebody else."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self.desk = desk
        self.user_id = new_id()
        self.chance = random.Random(7)
        self.now = now
        self.categories = {name: new_id() for name in CATEGORIES}
        self.sections = dict(zip(SECTIONS, (new_id(), new_id()), strict=True))
        self.labels = {name: new_id() for name in LABELS}
        self.todos: list[Todo] = []
        self.parents = {self.categories["Workshop"]: self.categories["Work"]}
        self.archived_ids = {self.categories["50% off_"]}
        known = [
            KnownCategory(name, key, self.parents.get(key), key in self.archived_ids)
            for name, key in self.categories.items()
        ]
        self.scene = Scene(
            now=now,
            zone=BERLIN,
            categories=tuple(known),
            sections=tuple(self.sections.items()),
            labels=tuple(self.labels.items()),
        )

    async def fill(self) -> None:
        for user_id in (self.user_id, new_id()):
            async with self.desk.writing(user_id, Origin()) as ledger:
                await self._fill(ledger, is_ours=user_id == self.user_id)

    async def _fill(self, ledger: Ledger, *, is_ours: bool) -> None:
        categories = self.categories if is_ours else {name: new_id() for name in CATEGORIES}
        labels = self.labels if is_ours else {name: new_id() for name in LABELS}
        for name, category_id in categories.items():
            made = Category(
                id=category_id,
                name=name,
                parent_id=self.parents.get(category_id),
                position="a",
                archived_at=self.now if category_id in self.archived_ids else None,
                created_at=self.now,
                updated_at=self.now,
            )
            await ledger.created(CATEGORY, made)
        for (name, section_id), category_id in zip(self.sections.items(), categories.values(), strict=False):
            if is_ours:
                section = Section(
                    id=section_id,
                    category_id=category_id,
                    name=name,
                    position="a",
                    created_at=self.now,
                    updated_at=self.now,
                )
                await ledger.created(SECTION, section)
        for name, label_id in labels.items():
            await ledger.created(LABEL, Label(id=label_id, name=name))
        parents: list[UUID] = []
        for _ in range(150 if is_ours else 10):
            todo = self._todo([*categories.values()], [*labels.values()], parents)
            await ledger.todo_created(todo, 0 if todo.parent_id is None else 1)
            if todo.parent_id is None:
                parents.append(todo.id)
            if is_ours and not todo.is_deleted:
                self.todos.append(todo)

    def _todo(self, categories: list[UUID], labels: list[UUID], parents: list[UUID]) -> Todo:
        chance = self.chance
        created = self.now + timedelta(hours=chance.choice([-24 * 40, -30, -12, -1, 0, 20]))
        due = Due(self._day(), chance.choice([None, "09:00", "10:30"]), "Asia/Tokyo") if chance.random() < 0.7 else None
        return Todo(
            id=new_id(),
            title=" ".join(chance.sample(WORDS, 2)),
            notes=chance.choice(["", "milk"]),
            category_id=(category_id := chance.choice([None, *categories])),
            section_id=chance.choice([None, self._section_of(category_id)]),
            parent_id=chance.choice([None, None, *parents[:2]]),
            priority=chance.choice([1, 2, 3, 4]),
            due=due,
            deadline=chance.choice([None, self._day()]),
            start_date=chance.choice([None, self._day()]),
            recurrence=Recurrence("FREQ=DAILY") if due and chance.random() < 0.3 else None,
            label_ids=tuple(chance.sample(labels, chance.choice([0, 0, 1, 2]))),
            assignee=chance.choice([None, *PEOPLE]),
            position="a" + str(chance.random())[2:],
            created_at=created,
            updated_at=created + timedelta(minutes=5),
            completed_at=chance.choice([None, None, self.now - timedelta(hours=chance.choice([1, 12, 30, 24 * 40]))]),
            deleted_at=chance.choice([None, None, None, self.now]),
        )

    def _section_of(self, category_id: UUID | None) -> UUID | None:
        of = dict(zip(self.categories.values(), self.sections.values(), strict=False))
        return None if category_id is None else of.get(category_id)

    def _day(self) -> date:
        return self.now.date() + timedelta(days=self.chance.choice([-40, -7, -1, 0, 1, 2, 5, 7, 30, 360]))


@pytest_asyncio.fixture
async def world(desk: Desk, clock: FixedClock) -> World:
    made = World(desk, clock.now())
    await made.fill()
    return made


def drawn(number: int) -> list[Query]:
    """The shortest first: where one fails, that is the one to look at."""
    found: set[Query] = set()

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(queries(leaves))
    def draw(query: Query) -> None:
        found.add(query)

    draw()
    return sorted(found, key=lambda query: len(written(query)))


class TestEveryCondition:
    async def test_is_true_of_what_it_says_and_its_opposite_of_the_rest(self, world: World) -> None:
        every: list[Node] = [
            *map(Is, get_args(Fact)),
            *starmap(Dated, product(get_args(Field), get_args(Relation), WHENS)),
            *(
                kind(Name((name,)))
                for kind in (InCategory, Below, Labelled, AssignedTo)
                for name in (*CATEGORIES, *PEOPLE)
            ),
            *(kind(Name(("", "o", ""))) for kind in (InCategory, Below, Labelled, AssignedTo)),
        ]
        queries = {new_id(): Query((node,)) for each in every for node in (each, Not(each))}

        counts = await counted(world, queries)

        for key, query in queries.items():
            fitting = [todo for todo in world.todos if is_shown(query, todo, world, with_done=True)]
            assert counts[key] == len(fitting), written(query)


class TestEveryFilter:
    async def test_finds_and_counts_exactly_what_fits(self, world: World) -> None:
        for query in drawn(150):
            text = written(query)
            asked = bind(parse(text), world.scene)
            async with world.desk.database.connection() as connection:
                rows = await todo_lists.list_rows(
                    connection,
                    world.user_id,
                    TodoFilter(status=asked.status, condition=asked.condition),
                    sort="position",
                    is_descending=False,
                    after=None,
                    limit=1000,
                )
                counts = await filters.count_todos(connection, world.user_id, {world.user_id: asked})

            fitting = [todo for todo in world.todos if is_shown(query, todo, world)]

            assert [row["id"] for row in rows] == [
                todo.id for todo in sorted(fitting, key=lambda todo: (todo.position, todo.id))
            ], text
            assert counts == {world.user_id: len(fitting)}, text


async def counted(world: World, queries: dict[UUID, Query]) -> dict[UUID, int]:
    """Of open and done todos, fifty questions at a time."""
    keys = list(queries)
    found: dict[UUID, int] = {}
    async with world.desk.database.connection() as connection:
        for first in range(0, len(keys), 50):
            some = keys[first : first + 50]
            asked = {key: bind(parse(written(queries[key])), world.scene, status="all") for key in some}
            found |= await filters.count_todos(connection, world.user_id, asked)
    return found


def is_shown(query: Query, todo: Todo, world: World, *, with_done: bool = False) -> bool:
    return any(
        fits(each, todo, world)
        and (with_done or not todo.is_done or speaks_of_done(each))
        and (todo.category_id not in world.archived_ids or speaks_of_archive(each))
        for each in query.lists
    )


def speaks_of_archive(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(map(speaks_of_archive, parts))
        case Not(part):
            return speaks_of_archive(part)
        case _:
            return node == Is("archived")


def speaks_of_done(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(map(speaks_of_done, parts))
        case Not(part):
            return speaks_of_done(part)
        case _:
            return node == Is("completed") or (isinstance(node, Dated) and node.field == "completed")


def fits(node: Node, todo: Todo, world: World) -> bool:
    match node:
        case And(parts):
            return all(fits(part, todo, world) for part in parts)
        case Or(parts):
            return any(fits(part, todo, world) for part in parts)
        case Not(part):
            return not fits(part, todo, world)
        case _:
            return is_so(node, todo, world)


def is_so(condition: Condition, todo: Todo, world: World) -> bool:
    match condition:
        case Is(fact):
            return facts(todo, world)[fact]
        case Priority(priority):
            return todo.priority == priority
        case InCategory(name, with_below):
            named = {key for each, key in world.categories.items() if is_named(each, name)}
            return todo.category_id in named or (
                with_below and todo.category_id is not None and world.parents.get(todo.category_id) in named
            )
        case InSection(name):
            return any(is_named(each, name) and todo.section_id == key for each, key in world.sections.items())
        case Labelled(name):
            return any(is_named(each, name) and key in todo.label_ids for each, key in world.labels.items())
        case AssignedTo(name):
            return todo.assignee is not None and is_named(todo.assignee, name)
        case Says(words):
            said = f"{todo.title} {todo.notes}".split()
            return all(any(word.startswith(wanted) for word in said) for wanted in words.split())
        case Dated():
            return is_at(condition, todo, world)


def facts(todo: Todo, world: World) -> dict[str, bool]:
    return {
        "all": True,
        "overdue": todo.due is not None and todo.due.date < world.now.astimezone(BERLIN).date(),
        "no date": todo.due is None,
        "no time": todo.due is None or todo.due.time is None,
        "no start date": todo.start_date is None,
        "no deadline": todo.deadline is None,
        "recurring": todo.recurrence is not None,
        "subtask": todo.parent_id is not None,
        "inbox": todo.category_id is None,
        "no labels": not todo.label_ids,
        "assigned": todo.assignee is not None,
        "assigned to: me": todo.assignee == "me",
        "assigned to: others": todo.assignee not in (None, "me"),
        "shared": False,
        "completed": todo.is_done,
        "archived": todo.category_id in world.archived_ids,
    }


def is_at(dated: Dated, todo: Todo, world: World) -> bool:
    """A day without a time lasts until midnight, and a deadline is a day."""
    local = world.now.astimezone(BERLIN).replace(tzinfo=None)
    found = days.resolve(dated.when, local, is_past=dated.field in ("created", "updated", "completed"))
    assert found is not None
    start, end = found
    moment: datetime | date | None
    if dated.field == "due":
        moment = todo.due and datetime.fromisoformat(f"{todo.due.date}T{todo.due.time or '23:59:59.999999'}")
    elif dated.field in ("start", "deadline"):
        moment = todo.start_date if dated.field == "start" else todo.deadline
        start, end = start.date(), first_day_after(end)
    else:
        moment = {"created": todo.created_at, "updated": todo.updated_at, "completed": todo.completed_at}[dated.field]
        start, end = start.replace(tzinfo=BERLIN).astimezone(UTC), end.replace(tzinfo=BERLIN).astimezone(UTC)
    if moment is None:
        return False
    if dated.relation == "on":
        return start <= moment < end  # type: ignore[operator]
    return moment < start if dated.relation == "before" else moment >= end  # type: ignore[operator]


def first_day_after(end: datetime) -> date:
    """The first that is wholly after it."""
    return (end - timedelta(microseconds=1)).date() + timedelta(days=1)


def is_named(text: str, name: Name) -> bool:
    return bool(re.fullmatch(".*".join(map(re.escape, name.parts)), text, re.IGNORECASE))
