"""A category once more, over HTTP and by its service."""

import asyncio
import uuid
from datetime import date
from typing import Any, Final
from uuid import UUID

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.product import Person
from tests.modules.todo.test_category_routes import new
from tests.modules.todo.test_section_routes import section
from tests.modules.todo.test_todo_routes import make, titles
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Category, CreateTodo, Due, Origin, Reminder, Todo, TodoQuery
from voicetodo.modules.todo.service.asking import Asking
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.duplicates import Duplicates
from voicetodo.modules.todo.service.sections import Sections
from voicetodo.modules.todo.service.todos import Todos

WEB: Final = Origin("web")
#: What a copy has of its own.
OWN: Final = frozenset({"id", "category_id", "section_id", "parent_id", "created_at", "updated_at", "version"})


def duplicate(person: Person, category: dict[str, Any], **wanted: object) -> httpx.Response:
    return person.post(f"/v1/categories/{category['id']}/duplicates", json=wanted)


def revert(person: Person, copy: dict[str, Any]) -> httpx.Response:
    return person.put(f"/v1/change-sets/{copy['change_set_id']}/reversion")


class TestDuplicates:
    def test_have_all_that_is_open_under_a_name_of_their_own(self, alice: Person) -> None:
        trip = new(alice, "Trip", color="#00ff00", description="by train")
        packing = section(alice, trip, "Packing")
        make(alice, "socks", section_id=packing["id"], due={"date": "2026-02-01"})
        done = make(alice, "ticket", category_id=trip["id"])
        make(alice, "thrown", category_id=trip["id"])
        alice.delete(f"/v1/todos/{make(alice, 'gone', category_id=trip['id'])['id']}")
        alice.put(f"/v1/todos/{done['id']}/completion")

        first, second = duplicate(alice, trip), duplicate(alice, trip, with_completed=True, name="All of it")
        third = duplicate(alice, trip)

        copy = first.json()
        assert first.status_code == 201
        assert first.headers["location"] == f"/v1/categories/{copy['id']}"
        assert (copy["name"], copy["color"], copy["description"]) == ("Trip copy", "#00ff00", "by train")
        assert (second.json()["name"], third.json()["name"]) == ("All of it", "Trip copy 2")
        assert titles(alice.get("/v1/todos", params={"category_id": copy["id"]})) == ["socks", "thrown"]
        whole = alice.get("/v1/todos", params={"category_id": second.json()["id"], "status": "all"})
        assert titles(whole) == ["socks", "ticket", "thrown"]
        [theirs] = alice.get("/v1/sections", params={"category_id": copy["id"]}).json()["items"]
        assert titles(alice.get("/v1/todos", params={"section_id": theirs["id"]})) == ["socks"]

    def test_are_made_once(self, alice: Person) -> None:
        trip = new(alice, "Trip")
        copy_id = str(uuid.uuid4())

        answers = [duplicate(alice, trip, id=copy_id) for _ in range(2)]
        other = duplicate(alice, trip, id=copy_id, with_completed=True)
        taken = duplicate(alice, trip, id=trip["id"])

        assert answers[0].json() == answers[1].json()
        assert {other.json()["type"], taken.json()["type"]} == {"/problems/category-id-taken"}

    def test_of_what_is_somebody_elses_is_not_found(self, alice: Person, charlie: Person) -> None:
        trip = new(alice, "Trip")

        assert duplicate(charlie, trip).status_code == 404
        assert duplicate(alice, trip, name="trip").json()["type"] == "/problems/category-name-taken"


class TestReverting:
    def test_takes_the_copy_back_with_all_that_is_in_it(self, alice: Person) -> None:
        trip = new(alice, "Trip")
        make(alice, "socks", section_id=section(alice, trip, "Packing")["id"])
        copy = duplicate(alice, trip).json()

        answers = [revert(alice, copy).json() for _ in range(2)]

        assert answers == [{"reverted": 3, "kept": []}] * 2
        assert alice.get(f"/v1/categories/{copy['id']}").status_code == 404
        assert titles(alice.get("/v1/todos")) == ["socks"]

    def test_keeps_what_was_changed_since_and_says_so(self, alice: Person) -> None:
        trip = new(alice, "Trip")
        make(alice, "socks", category_id=trip["id"])
        copy = duplicate(alice, trip).json()
        [socks] = alice.get("/v1/todos", params={"category_id": copy["id"]}).json()["items"]
        alice.patch(f"/v1/todos/{socks['id']}", json={"title": "warm socks"})

        answer = revert(alice, copy).json()

        assert answer["reverted"] == 0
        assert [each["todo"] and each["todo"]["title"] for each in answer["kept"]] == [None, "warm socks"]
        assert all(each["message"] for each in answer["kept"])

    def test_is_for_whoever_made_it(self, alice: Person, charlie: Person) -> None:
        copy = duplicate(alice, new(alice, "Trip")).json()

        assert revert(charlie, copy).status_code == 404


class World:
    """One user's category of any shape."""

    def __init__(self, desk: Desk) -> None:
        self.user_id = new_id()
        self.desk = desk
        self.todos = Todos(desk)

    async def fill(self, shape: list[tuple[int, int]]) -> Category:
        """Each todo's section (or none, 0), and which of those before it is its parent (or none, 0)."""
        draft = CategoryDraft(name="Trip")
        category, _ = await Categories(self.desk).create(self.user_id, draft, category_id=new_id(), origin=WEB)
        sections: list[UUID | None] = [None]
        for name in ("Before", "During"):
            made, _ = await Sections(self.desk).create(
                self.user_id, section_id=new_id(), category_id=category.id, name=name, origin=WEB
            )
            sections.append(made.id)
        made_todos: list[Todo] = []
        for nth, (which, parent) in enumerate(shape):
            above = made_todos[parent - 1] if 0 < parent <= len(made_todos) else None
            todo, _ = await self.todos.create(
                self.user_id,
                CreateTodo(
                    title=f"{nth}",
                    notes="by train",
                    category_id=category.id,
                    section_id=None if above else sections[which],
                    parent_id=above.id if above else None,
                    priority=2,
                    due=Due(date(2026, 2, 1 + nth), "09:00", "Europe/Berlin"),
                    reminders=(Reminder(minutes_before=30),),
                ),
                todo_id=new_id(),
                origin=WEB,
            )
            made_todos.append(todo)
        return category

    async def picture(self, category_id: UUID) -> list[tuple[object, ...]]:
        """All that can be seen of its todos: theirs, and the names of the sections and parents they have."""
        found = await Asking(self.desk).find(
            self.user_id, TodoQuery(status="all", category_id=category_id, sort="position")
        )
        titles = {todo.id: todo.title for todo in found.todos}
        sections = {each.id: each.name for each in await Sections(self.desk).list_of(self.user_id, category_id)}
        return [
            (
                sections[todo.section_id] if todo.section_id else None,
                titles[todo.parent_id] if todo.parent_id else None,
                *(getattr(todo, name) for name in Todo.__struct_fields__ if name not in OWN),
            )
            for todo in found.todos
        ]


shapes = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 7)), max_size=8)


class TestOfAnyShape:
    async def test_the_copy_equals_the_original_and_can_be_taken_back(self, desk: Desk) -> None:
        for shape in drawn(8):
            world = World(desk)
            category = await world.fill(shape)
            copy_id = new_id()

            copy = await Duplicates(desk).create(
                world.user_id, category.id, copy_id=copy_id, name=None, with_completed=False, origin=WEB
            )
            original, copied = await asyncio.gather(world.picture(category.id), world.picture(copy.id))
            results = await ChangeSets(desk).revert(world.user_id, copy_id)

            assert copied == original
            assert {result.status for result in results} == {"done"}
            assert await world.picture(category.id) == original
            assert await world.picture(copy.id) == []


def drawn(number: int) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = []

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(shapes)
    def draw(shape: list[tuple[int, int]]) -> None:
        found.append(shape)

    draw()
    return found
