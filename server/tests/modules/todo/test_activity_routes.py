"""What happened, asked for in many ways."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.test_category_routes import new
from tests.modules.todo.test_section_routes import section
from tests.modules.todo.test_todo_routes import make


def told(person: Person, **wanted: str) -> list[tuple[str, str]]:
    """Kind and verb of each entry, the latest first."""
    answer = person.get("/v1/activity", params=wanted)
    assert answer.status_code == 200, answer.text
    return [(each["kind"], each["verb"]) for each in answer.json()["items"]]


class TestActivity:
    def test_is_asked_for_by_what_was_changed_and_how(self, alice: Person) -> None:
        garden = new(alice, "Garden")
        beds = section(alice, garden, "Beds")
        todo = make(alice, "prune", section_id=beds["id"])
        make(alice, "elsewhere")
        alice.put(f"/v1/todos/{todo['id']}/completion", headers={"x-client": "web"})

        assert told(alice, kind="section") == [("section", "created")]
        assert told(alice, entity_id=todo["id"]) == [("todo", "completed"), ("todo", "created")]
        assert told(alice, verb="completed") == [("todo", "completed")]
        assert told(alice, source="web") == [("todo", "completed")]
        assert told(alice, category_id=garden["id"]) == [
            ("todo", "completed"),
            ("todo", "created"),
            ("section", "created"),
            ("category", "created"),
        ]

    def test_is_asked_for_by_time_and_in_pages(self, alice: Person) -> None:
        first, second, third = (make(alice, title) for title in ("one", "two", "three"))
        wanted: dict[str, Any] = {"kind": "todo", "since": first["created_at"], "until": third["created_at"]}

        page = alice.get("/v1/activity", params={**wanted, "limit": 1}).json()
        rest = alice.get("/v1/activity", params={**wanted, "limit": 1, "cursor": page["next_cursor"]}).json()

        assert [each["entity_id"] for each in (*page["items"], *rest["items"])] == [second["id"], first["id"]]
        assert rest["next_cursor"] is None

    def test_is_nobody_elses(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        garden = new(alice, "Garden")

        assert told(charlie, category_id=garden["id"]) == []
        assert told(charlie, entity_id=garden["id"]) == []
        assert nobody.get("/v1/activity").status_code == 401

    @pytest.mark.parametrize(
        "wanted",
        [
            {"kind": "people"},
            {"verb": "'; drop"},
            {"since": "2026-01-07T09:00:00"},
            {"until": "soon"},
            {"entity_id": "x"},
        ],
    )
    def test_refuses_what_cannot_be_asked(self, alice: Person, wanted: dict[str, str]) -> None:
        assert alice.get("/v1/activity", params=wanted).status_code == 422
