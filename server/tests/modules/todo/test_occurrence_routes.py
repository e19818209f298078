"""Occurrences over HTTP: looked at before saving and after, moved, skipped."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.test_todo_routes import make

WEEKLY: dict[str, Any] = {
    "due": {"date": "2126-01-07", "timezone": "Europe/Berlin"},
    "recurrence": {"rrule": "FREQ=WEEKLY;INTERVAL=2"},
}


def dates(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [due["date"] for due in answer.json()["items"]]


def ask(person: Person, todo: dict[str, Any], verb: str, occurrence: str) -> httpx.Response:
    """To complete it or to skip it."""
    address = f"/v1/todos/{todo['id']}"
    if verb == "skip":
        return person.put(f"{address}/skips/{occurrence}")
    return person.put(f"{address}/completion", params={"occurrence": occurrence})


class TestPreview:
    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/todos/occurrences", json=WEEKLY).status_code == 401

    def test_shows_the_next_dates_of_a_rule_that_is_not_saved(self, alice: Person) -> None:
        answer = alice.post("/v1/todos/occurrences", json={**WEEKLY, "limit": 3})

        assert dates(answer) == ["2126-01-21", "2126-02-04", "2126-02-18"]
        assert alice.get("/v1/todos").json()["items"] == []

    def test_a_rule_that_cannot_be_followed_is_refused_with_its_field(self, alice: Person) -> None:
        answer = alice.post("/v1/todos/occurrences", json={**WEEKLY, "recurrence": {"rrule": "FREQ=SOMETIMES"}})

        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["recurrence.rrule"]


class TestUpcoming:
    def test_are_those_of_the_todo(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)

        assert dates(alice.get(f"/v1/todos/{todo['id']}/occurrences?limit=2")) == ["2126-01-21", "2126-02-04"]

    def test_a_todo_that_does_not_recur_has_none(self, alice: Person) -> None:
        todo = make(alice, "water the plants")

        assert dates(alice.get(f"/v1/todos/{todo['id']}/occurrences")) == []

    def test_charlie_does_not_find_them(self, alice: Person, charlie: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)

        assert charlie.get(f"/v1/todos/{todo['id']}/occurrences").status_code == 404

    def test_one_that_was_moved_leaves_the_others_where_they_were(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)

        moved = alice.patch(f"/v1/todos/{todo['id']}", json={"due": {"date": "2126-01-09"}}).json()

        assert moved["recurrence"]["occurrence"] == "2126-01-07"
        assert dates(alice.get(f"/v1/todos/{todo['id']}/occurrences?limit=2")) == ["2126-01-21", "2126-02-04"]

    def test_what_was_answered_may_be_sent_back_whole(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)
        address = f"/v1/todos/{todo['id']}"
        moved = alice.patch(address, json={"due": {"date": "2126-01-09"}}).json()
        alice.patch(address, json={"due": None})

        back = alice.patch(address, json={"due": moved["due"], "recurrence": moved["recurrence"]}).json()

        assert (back["due"], back["recurrence"]) == (moved["due"], moved["recurrence"])
        assert dates(alice.get(f"{address}/occurrences?limit=2")) == ["2126-01-21", "2126-02-04"]

    def test_one_that_is_told_to_be_due_where_the_rule_has_it_was_not_moved(self, alice: Person) -> None:
        """So a client takes back that it went on."""
        todo = make(alice, "water the plants", **WEEKLY)
        address = f"/v1/todos/{todo['id']}"
        alice.put(f"{address}/completion")

        rule = {**todo["recurrence"], "occurrence": "2126-01-07"}
        back = alice.patch(address, json={"due": todo["due"], "recurrence": rule}).json()

        assert (back["due"], back["recurrence"]) == (todo["due"], todo["recurrence"])
        assert dates(alice.get(f"{address}/occurrences?limit=2")) == ["2126-01-21", "2126-02-04"]


class TestSkip:
    def test_asked_twice_it_moves_once(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)
        url = f"/v1/todos/{todo['id']}/skips/2126-01-07"

        first, again = alice.put(url), alice.put(url)

        assert first.json()["due"]["date"] == "2126-01-21"
        assert again.json() == first.json()

    def test_is_told_in_the_activity_and_is_not_a_completion(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)

        alice.put(f"/v1/todos/{todo['id']}/skips/2126-01-07")

        entries = alice.get(f"/v1/todos/{todo['id']}/activity").json()["items"]
        assert [entry["verb"] for entry in entries] == ["skipped", "created"]

    def test_a_todo_that_does_not_recur_cannot_be_skipped(self, alice: Person) -> None:
        todo = make(alice, "water the plants")

        answer = alice.put(f"/v1/todos/{todo['id']}/skips/2126-01-07")

        assert answer.status_code == 422
        assert "recurring" in answer.json()["detail"]

    def test_charlie_skips_nothing_of_alices(self, alice: Person, charlie: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)

        refused = charlie.put(f"/v1/todos/{todo['id']}/skips/2126-01-07")

        assert refused.status_code == 404
        assert alice.get(f"/v1/todos/{todo['id']}").json()["due"]["date"] == "2126-01-07"

    def test_an_older_version_is_not_skipped(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)
        alice.patch(f"/v1/todos/{todo['id']}", json={"title": "water all plants"})

        refused = alice.put(f"/v1/todos/{todo['id']}/skips/2126-01-07", headers={"If-Match": '"1"'})

        assert refused.status_code == 412


class TestCompleteNamed:
    """The occurrence that is done is named by the day on which it was seen to be due."""

    @staticmethod
    def complete(person: Person, todo: dict[str, Any], occurrence: str) -> dict[str, Any]:
        return person.put(f"/v1/todos/{todo['id']}/completion", params={"occurrence": occurrence}).json()

    def test_asked_twice_it_moves_once(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)

        first, again = (self.complete(alice, todo, "2126-01-07") for _ in range(2))

        assert first["due"]["date"] == "2126-01-21"
        assert again == first

    def test_done_early_and_counted_from_then_it_moves_once_too(self, alice: Person) -> None:
        rule = {"rrule": "FREQ=DAILY;INTERVAL=3", "from_completion": True}
        todo = make(alice, "water the plants", **{**WEEKLY, "recurrence": rule})

        first, again = (self.complete(alice, todo, "2126-01-07") for _ in range(2))

        assert first["due"]["date"] < "2126-01-07"
        assert again == first

    def test_one_that_was_moved_since_is_still_done(self, alice: Person) -> None:
        todo = make(alice, "water the plants", **WEEKLY)
        for day in ("2126-01-09", "2126-01-10"):
            alice.patch(f"/v1/todos/{todo['id']}", json={"due": {"date": day}})

        done = self.complete(alice, todo, "2126-01-09")

        assert done["due"]["date"] == "2126-01-21"


HOURLY: dict[str, Any] = {
    "due": {"date": "2126-01-07", "time": "09:00", "timezone": "Europe/Berlin"},
    "recurrence": {"rrule": "FREQ=HOURLY;INTERVAL=2"},
}


class TestSeveralADay:
    """The day alone does not tell which one is meant: the time is named as well."""

    @pytest.mark.parametrize("verb", ["complete", "skip"])
    @pytest.mark.parametrize(
        ("rrule", "following"),
        [("FREQ=HOURLY;INTERVAL=2", "11:00"), ("FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0", "14:00")],
    )
    def test_one_that_is_named_twice_by_its_moment_moves_once(
        self, alice: Person, verb: str, rrule: str, following: str
    ) -> None:
        todo = make(alice, "drink water", **{**HOURLY, "recurrence": {"rrule": rrule}})

        first, again = (ask(alice, todo, verb, "2126-01-07T09:00").json() for _ in range(2))

        assert (first["due"]["date"], first["due"]["time"]) == ("2126-01-07", following)
        assert again == first

    def test_the_next_one_of_the_same_day_is_named_by_its_own_moment(self, alice: Person) -> None:
        todo = make(alice, "drink water", **HOURLY)

        for moment in ("2126-01-07T09:00", "2126-01-07T11:00", "2126-01-07T11:00:00"):
            done = ask(alice, todo, "complete", moment).json()

        assert done["due"]["time"] == "13:00"

    def test_done_early_and_counted_from_then_it_moves_once_too(self, alice: Person) -> None:
        rule = {"rrule": "FREQ=HOURLY;INTERVAL=2", "from_completion": True}
        todo = make(alice, "drink water", **{**HOURLY, "recurrence": rule})

        first, again = (ask(alice, todo, "complete", "2126-01-07T09:00").json() for _ in range(2))

        assert first["due"]["date"] < "2126-01-07"
        assert again == first

    @pytest.mark.parametrize("verb", ["complete", "skip"])
    def test_the_day_alone_is_refused_with_the_moment_to_name(self, alice: Person, verb: str) -> None:
        todo = make(alice, "drink water", **HOURLY)

        refused = ask(alice, todo, verb, "2126-01-07")

        assert refused.status_code == 422
        assert [error["field"] for error in refused.json()["errors"]] == ["occurrence"]
        assert "2126-01-07T09:00" in refused.json()["detail"]
        assert alice.get(f"/v1/todos/{todo['id']}").json()["due"]["time"] == "09:00"

    def test_a_day_that_is_over_is_enough(self, alice: Person) -> None:
        todo = make(alice, "drink water", **HOURLY)

        assert ask(alice, todo, "complete", "2126-01-06").json()["due"]["time"] == "09:00"

    @pytest.mark.parametrize("verb", ["complete", "skip"])
    def test_a_later_one_of_the_same_day_is_refused(self, alice: Person, verb: str) -> None:
        todo = make(alice, "drink water", **HOURLY)

        refused = ask(alice, todo, verb, "2126-01-07T11:00")

        assert (refused.status_code, refused.json()["occurrence"]) == (409, "2126-01-07T09:00")

    def test_where_one_comes_a_day_its_time_may_be_moved_meanwhile(self, alice: Person) -> None:
        todo = make(alice, "drink water", **{**HOURLY, "recurrence": {"rrule": "FREQ=DAILY"}})
        alice.patch(f"/v1/todos/{todo['id']}", json={"due": {**HOURLY["due"], "time": "10:00"}})

        done = ask(alice, todo, "complete", "2126-01-07T09:00").json()

        assert done["due"]["date"] == "2126-01-08"

    @pytest.mark.parametrize("verb", ["complete", "skip"])
    @pytest.mark.parametrize("named", ["2126-02-30", "2126-01-07T25:00", "2126-01-07T09:00Z", "today"])
    def test_what_names_no_day_and_no_moment_is_refused(self, alice: Person, verb: str, named: str) -> None:
        todo = make(alice, "drink water", **HOURLY)

        refused = ask(alice, todo, verb, named)

        assert refused.status_code in {400, 422}
        assert [error["field"] for error in refused.json()["errors"]] == ["occurrence"]
        assert alice.get(f"/v1/todos/{todo['id']}").json()["due"]["time"] == "09:00"
