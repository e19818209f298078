"""Todos that come from somewhere else: moved, copied, restored, under a name that is theirs alone."""

import re
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, only_todo, vtodo
from tests.modules.todo.test_todo_routes import make


@pytest.fixture
def path(dav: CalendarClient) -> str:
    return f"{dav.calendar()}rent.ics"


def named(alice: Person, title: str) -> dict[str, Any]:
    items = alice.get("/v1/todos", params={"status": "all"}).json()["items"]
    return next(each for each in items if each["title"] == title)


def category(alice: Person, name: str) -> str:
    return alice.post("/v1/categories", json={"name": name}).json()["id"]


class TestMoving:
    def test_files_it_in_another_calendar(self, alice: Person, dav: CalendarClient, path: str) -> None:
        home = category(alice, "Home")
        dav.put(path, vtodo("rent", "SUMMARY:Rent", "X-THEIRS:1"))
        to = f"{dav.calendar(home)}rent.ics"

        answer = dav.request("MOVE", path, headers={"destination": f"{dav.base_url}{to}"})

        assert (answer.status_code, only_todo(alice)["category_id"]) == (201, home)
        assert (dav.get(path).status_code, "X-THEIRS:1" in dav.get(to).text) == (404, True)

    def test_a_copy_is_a_todo_of_its_own(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent"))
        to = f"{dav.calendar()}copy.ics"

        copied = dav.request("COPY", path, headers={"destination": to})
        again = dav.request("COPY", path, headers={"destination": to, "overwrite": "F"})

        assert (copied.status_code, again.status_code) == (201, 412)
        assert len(alice.get("/v1/todos").json()["items"]) == 2
        assert "UID:rent" not in dav.get(to).text

    def test_a_copy_keeps_all_but_its_uid(self, dav: CalendarClient, path: str) -> None:
        alarm = ("BEGIN:VALARM", "UID:of-the-alarm", "ACTION:AUDIO", "TRIGGER:-PT5M", "END:VALARM")
        content = vtodo("rent", "SUMMARY:Rent", "DUE:20260105T080000Z", f"DESCRIPTION:{'uid:' * 40}", *alarm)
        to = f"{dav.calendar()}copy.ics"
        dav.put(path, content)

        dav.request("COPY", path, headers={"destination": to})

        lines = content.split("\r\n"), dav.get(to).text.replace("\r\n ", "").split("\r\n")
        changed = [(one, other) for one, other in zip(*lines, strict=True) if one != other]
        assert [one for one, _ in changed] == ["UID:rent"]


class TestNames:
    def test_of_two_that_come_together_are_two(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("one", "SUMMARY:one"))
        dav.delete(path)
        dav.put(path, vtodo("two", "SUMMARY:two"))
        _, token = dav.sync(dav.calendar())

        [gone] = alice.get("/v1/trash").json()["items"]
        alice.post(f"/v1/trash/{gone['id']}/restoration")

        there = [each for each in dav.propfind(dav.calendar(), "D:getetag", depth="1") if each != dav.calendar()]
        assert sorted(re.findall("SUMMARY:(.*)\r", "".join(dav.get(each).text for each in there))) == ["one", "two"]
        assert "SUMMARY:two" in dav.get(path).text
        assert set(dav.sync(dav.calendar(), token)[0]) == set(there) - {path}

    def test_are_told_to_be_gone_where_they_were(self, alice: Person, dav: CalendarClient, path: str) -> None:
        home = category(alice, "Home")
        was = f"{dav.calendar(home)}rent.ics"
        dav.put(path, vtodo("one", "SUMMARY:one"))
        dav.put(was, vtodo("two", "SUMMARY:two"))
        _, token = dav.sync(dav.calendar(home))

        alice.patch(f"/v1/todos/{named(alice, 'two')['id']}", json={"category_id": None})

        told, _ = dav.sync(dav.calendar(home), token)
        assert (told[was], set(told.values())) == (None, {None})
        assert len(dav.propfind(dav.calendar(), "D:getetag", depth="1")) == 3
        assert "SUMMARY:one" in dav.get(path).text

    def test_that_another_has_by_itself_are_its_own(self, alice: Person, dav: CalendarClient) -> None:
        todo = make(alice, "one", category_id=category(alice, "Home"))
        dav.put(f"{dav.calendar()}{todo['id']}.ics", vtodo("two", "SUMMARY:two"))

        alice.patch(f"/v1/todos/{todo['id']}", json={"category_id": None})

        there = [each for each in dav.propfind(dav.calendar(), "D:getetag", depth="1") if each != dav.calendar()]
        assert len(there) == 2
        assert "SUMMARY:two" in dav.get(f"{dav.calendar()}{todo['id']}.ics").text
