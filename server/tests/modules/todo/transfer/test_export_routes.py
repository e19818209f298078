"""Exports over HTTP: Alice takes hers away, Charlie gets his own, which is nothing."""

# ruff: noqa: E501 - values of one thing stand on one line

import csv
import io

import httpx
import msgspec
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.transfer.bringing import approve, bring, todos


@pytest.fixture
def fence(alice: Person) -> dict[str, object]:
    """A todo with everything, a subtask of it, and one in the trash."""
    house = alice.post("/v1/categories", json={"name": "The house"}).json()["id"]
    label = alice.post("/v1/labels", json={"name": "garden"}).json()["id"]
    fence = alice.post(
        "/v1/todos",
        json={
            "title": "Paint the fence", "notes": 'Two coats, "white"\nand dry', "category_id": house, "label_ids": [label],
            "priority": 1, "due": {"date": "2026-05-02", "time": "18:00", "timezone": "Europe/Berlin"},
            "recurrence": {"rrule": "FREQ=YEARLY;INTERVAL=2"}, "start_date": "2026-04-30", "reminders": [{"minutes_before": 60}],
        },
    ).json()  # fmt: skip
    paint = alice.post("/v1/todos", json={"title": "Buy paint", "parent_id": fence["id"]}).json()
    alice.put(f"/v1/todos/{paint['id']}/completion")
    gone = alice.post("/v1/todos", json={"title": "Gone"}).json()
    alice.delete(f"/v1/todos/{gone['id']}")
    return fence


def export(person: Person, kind: str) -> httpx.Response:
    answer = person.get(f"/v1/exports/{kind}")
    assert answer.status_code == 200, answer.text
    return answer


class TestExport:
    @pytest.mark.parametrize(
        ("kind", "ending"), [("voicetodo", "json"), ("csv", "csv"), ("icalendar", "ics"), ("todo_txt", "txt")]
    )
    def test_is_a_file_that_no_browser_opens_by_itself(self, alice: Person, kind: str, ending: str) -> None:
        headers = export(alice, kind).headers

        assert headers["content-disposition"].startswith('attachment; filename="voicetodo-')
        assert headers["content-disposition"].endswith(f'.{ending}"')
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")

    @pytest.mark.parametrize("kind", ["voicetodo", "csv", "icalendar", "todo_txt"])
    def test_what_goes_out_comes_in_at_bobs(
        self, alice: Person, bob: Person, fence: dict[str, object], kind: str
    ) -> None:
        brought = bring(bob, export(alice, kind).content, file_name=f"todos.{kind}")
        approve(bob, brought)

        found = todos(bob)
        mine = found["Paint the fence"]
        assert set(found) == {"Paint the fence", "Buy paint"}
        assert found["Buy paint"]["completed_at"] is not None
        assert mine["recurrence"]["rrule"] == "FREQ=YEARLY;INTERVAL=2"
        assert (mine["priority"], mine["due"]) == (
            1,
            {"date": "2026-05-02", "time": "18:00", "timezone": "Europe/Berlin"},
        )
        assert mine["start_date"] == "2026-04-30"
        if kind != "todo_txt":
            assert found["Buy paint"]["parent_id"] == mine["id"]
            assert mine["notes"] == fence["notes"]

    @pytest.mark.parametrize("at", ["18:00", None])
    def test_a_reminder_of_a_calendar_counts_from_the_due_date_whenever_the_todo_starts(
        self, alice: Person, bob: Person, at: str | None
    ) -> None:
        due = {"date": "2126-05-02", "time": at, "timezone": "Europe/Berlin"}
        days = {"start_date": "2126-04-01", "due": due}
        alice.post("/v1/todos", json={"title": "Paint", **days, "reminders": [{"minutes_before": 30}]})

        content = export(alice, "icalendar").content
        approve(bob, bring(bob, content, file_name="todos.ics"))

        assert b"RELATED=END" in content
        assert todos(bob)["Paint"]["reminders"] == [{"minutes_before": 30, "at": None}]

    def test_a_rule_of_a_calendar_has_a_day_to_count_from(self, alice: Person) -> None:
        rule = {"due": {"date": "2126-05-02"}, "recurrence": {"rrule": "FREQ=DAILY"}}
        alice.post("/v1/todos", json={"title": "Paint", **rule})

        assert "DTSTART;VALUE=DATE:21260502" in export(alice, "icalendar").text

    @pytest.mark.usefixtures("fence")
    def test_our_own_is_json_whatever_is_in_it(self, alice: Person, charlie: Person) -> None:
        full, empty = (msgspec.json.decode(export(person, "voicetodo").content) for person in (alice, charlie))

        assert [todo["title"] for todo in full["todos"]] == ["Paint the fence", "Buy paint"]
        assert empty["todos"] == []

    @pytest.mark.parametrize(
        "title", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "'=1", "''+1", "＝1", "a; =1|+2"]
    )
    def test_formulas_are_disarmed_in_csv_and_come_in_again_as_they_were(
        self, alice: Person, bob: Person, title: str
    ) -> None:
        alice.post("/v1/todos", json={"title": title})

        content = export(alice, "csv").content
        approve(bob, bring(bob, content))

        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
        assert title in todos(bob)

    def test_more_than_fits_into_memory_at_once_comes_whole(self, alice: Person) -> None:
        approve(alice, bring(alice, "title\n" + "".join(f"Todo {number}\n" for number in range(1300))))

        assert len(msgspec.json.decode(export(alice, "voicetodo").content)["todos"]) == 1300

    def test_a_format_that_there_is_not_is_told_of(self, alice: Person) -> None:
        assert alice.get("/v1/exports/excel").status_code in {400, 404, 422}


class TestOthers:
    @pytest.mark.usefixtures("fence")
    def test_charlie_gets_nothing_of_it(self, charlie: Person) -> None:
        for kind in ("voicetodo", "csv", "icalendar", "todo_txt"):
            assert "fence" not in export(charlie, kind).text

    def test_who_has_not_signed_in_is_told_so(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/exports/voicetodo").status_code == 401
