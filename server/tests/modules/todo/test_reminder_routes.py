"""When to begin and when to be reminded, over HTTP."""

from typing import Any

from tests.fixtures.product import Person
from tests.modules.todo.test_todo_routes import make, titles

DUE: dict[str, Any] = {"date": "2126-01-07", "time": "10:00", "timezone": "Europe/Berlin"}


class TestReminders:
    def test_several_are_kept_as_they_were_sent(self, alice: Person) -> None:
        reminders = [{"minutes_before": 30, "at": None}, {"minutes_before": None, "at": {**DUE, "time": "08:00"}}]

        todo = make(alice, "the dentist", due=DUE, reminders=reminders)

        assert alice.get(f"/v1/todos/{todo['id']}").json()["reminders"] == reminders

    def test_are_set_and_taken_away(self, alice: Person) -> None:
        todo = make(alice, "the dentist", due=DUE)

        set_ = alice.patch(f"/v1/todos/{todo['id']}", json={"reminders": [{"minutes_before": 5}]})
        gone = alice.patch(f"/v1/todos/{todo['id']}", json={"reminders": []})

        assert set_.json()["reminders"] == [{"minutes_before": 5, "at": None}]
        assert gone.json()["reminders"] == []

    def test_one_that_says_neither_when_is_refused_by_its_field(self, alice: Person) -> None:
        answer = alice.post("/v1/todos", json={"title": "the dentist", "due": DUE, "reminders": [{}]})

        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["reminders"]

    def test_are_kept_however_the_todo_is_written(self, alice: Person) -> None:
        wish: dict[str, Any] = {"due": DUE, "reminders": [{"minutes_before": 0}], "start_date": "2126-01-01"}
        label = alice.post("/v1/labels", json={"name": "x"}).json()["id"]

        made = [make(alice, "alone", **wish), make(alice, "with a label", label_ids=[label], **wish)]

        kept = [alice.get(f"/v1/todos/{todo['id']}").json() for todo in made]
        assert {todo["start_date"] for todo in kept} == {"2126-01-01"}
        assert all(todo["reminders"] == [{"minutes_before": 0, "at": None}] for todo in kept)


class TestStartDate:
    def test_what_starts_later_is_left_out_on_demand(self, alice: Person) -> None:
        make(alice, "now")
        make(alice, "begun", start_date="2026-01-01")
        make(alice, "later", start_date="2026-03-01")

        assert sorted(titles(alice.get("/v1/todos?started_by=2026-01-31"))) == ["begun", "now"]
        assert sorted(titles(alice.get("/v1/todos"))) == ["begun", "later", "now"]
