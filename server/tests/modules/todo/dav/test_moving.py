"""Todos that come from somewhere else: moved, copied, restored, under a name that is theirs alone."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, only_todo, setting, summaries, vtodo
from tests.modules.todo.people import category as made_category
from tests.modules.todo.people import share, titles
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


class TestBetweenPeople:
    def test_into_what_is_shared_takes_all_of_it_along(
        self, alice: Person, bob: Person, bobs: CalendarClient, party: dict[str, Any]
    ) -> None:
        share(alice, party["id"], bob)
        source, to = f"{bobs.calendar()}cake.ics", f"{bobs.calendar(party['id'])}torte.ics"
        bobs.put(source, vtodo("cake", "SUMMARY:Cake", "CATEGORIES:Sweet", "X-THEIRS:kept"))
        bobs.request("PROPPATCH", source, content=setting("<A:x>kept too</A:x>"))
        [cake] = bob.get("/v1/todos").json()["items"]
        bob.post(f"/v1/todos/{cake['id']}/comments", json={"body": "With cherries"})
        _, token = bobs.sync(bobs.calendar())

        answer = bobs.request("MOVE", source, headers={"destination": to})

        text = bobs.get(to).text
        assert answer.status_code == 201
        assert {"UID:cake", "CATEGORIES:Sweet", "X-THEIRS:kept"} <= set(text.split("\r\n"))
        assert "kept too" in bobs.request("PROPFIND", to, headers={"depth": "0"}).text
        assert [each["id"] for each in alice.get("/v1/todos").json()["items"]] == [cake["id"]]
        assert len(alice.get(f"/v1/todos/{cake['id']}/comments").json()["items"]) == 1
        assert bobs.sync(bobs.calendar(), token)[0] == {source: None}

    def test_out_of_it_makes_it_ones_own(
        self, alice: Person, bob: Person, dav: CalendarClient, bobs: CalendarClient, party: dict[str, Any]
    ) -> None:
        share(alice, party["id"], bob)
        source, to = f"{bobs.calendar(party['id'])}cake.ics", f"{bobs.calendar()}cake.ics"
        dav.put(f"{dav.calendar(party['id'])}cake.ics", vtodo("cake", "SUMMARY:Cake"))
        tokens = [client.sync(client.calendar(party["id"]))[1] for client in (dav, bobs)]

        answer = bobs.request("MOVE", source, headers={"destination": to})

        assert answer.status_code == 201
        assert (titles(alice), titles(bob), summaries(bobs, bobs.calendar())) == ([], ["Cake"], ["Cake"])
        for client, token in zip((dav, bobs), tokens, strict=True):
            there = client.calendar(party["id"])
            assert client.sync(there, token)[0] == {f"{there}cake.ics": None}

    def test_a_shared_calendar_itself_is_refused(
        self, alice: Person, bob: Person, bobs: CalendarClient, party: dict[str, Any]
    ) -> None:
        share(alice, party["id"], bob)

        answer = bobs.request("MOVE", bobs.calendar(party["id"]), headers={"destination": bobs.calendar("party")})

        assert answer.status_code == 403

    def test_both_ways_at_once_nobody_waits_in_a_ring(
        self, alice: Person, bob: Person, dav: CalendarClient, bobs: CalendarClient, party: dict[str, Any]
    ) -> None:
        share(alice, party["id"], bob)
        garden = made_category(bob, "Garden")["id"]
        share(bob, garden, alice)
        for client in (dav, bobs):
            for nth in range(6):
                client.put(f"{client.calendar()}{nth}.ics", vtodo(str(nth)))

        def move(client: CalendarClient, to: str) -> list[int]:
            paths = [(f"{client.calendar()}{nth}.ics", f"{client.calendar(to)}{to}{nth}.ics") for nth in range(6)]
            return [client.request("MOVE", one, headers={"destination": other}).status_code for one, other in paths]

        with ThreadPoolExecutor(2) as threads:
            statuses = [*threads.map(move, (dav, bobs), (garden, party["id"]))]

        assert statuses == [[201] * 6] * 2
