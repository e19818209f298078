"""What Alice shares stands in the calendars of Bob as well, for as long and as far as he may. Charlie sees nothing."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, condition, declared, setting, summaries, vtodo
from tests.modules.todo.people import join, share, share_with_team, team, titles

Json = dict[str, Any]


class TestHomes:
    @pytest.mark.parametrize("role", ["viewer", "commenter", "editor"])
    def test_have_what_is_shared_and_say_what_may_be_done(
        self, alice: Person, bob: Person, bobs: CalendarClient, party: Json, role: str
    ) -> None:
        share(alice, party["id"], bob, role=role)
        there = bobs.calendar(party["id"])

        home = bobs.propfind(
            bobs.home, "D:displayname", "D:owner", "D:current-user-privilege-set", "C:calendar-color", depth="1"
        )

        told = home[there]
        privileges = {each[0].tag.removeprefix("{DAV:}") for each in told["D:current-user-privilege-set"]}
        owner = told["D:owner"][0].text or ""
        assert told["D:displayname"].text == "Party (Alice)"
        assert ("read" in privileges, "write" in privileges, "all" in privileges) == (True, role == "editor", False)
        assert owner == f"/dav/principals/{alice.id}/"
        assert bobs.propfind(owner, "D:displayname", "C:calendar-home-set")[owner].keys() == {"D:displayname"}

    def test_of_others_have_nothing_of_it(
        self, alice: Person, bob: Person, dav: CalendarClient, charlies: CalendarClient, party: Json
    ) -> None:
        share(alice, party["id"], bob)
        dav.put(f"{dav.calendar(party['id'])}x.ics", vtodo("x"))

        assert charlies.calendar(party["id"]) not in charlies.propfind(charlies.home, "D:displayname", depth="1")
        for calendar in (charlies.calendar(party["id"]), dav.calendar(party["id"])):
            for method, path in (
                ("PROPFIND", calendar),
                ("REPORT", calendar),
                ("PROPPATCH", calendar),
                ("DELETE", calendar),
                ("GET", f"{calendar}x.ics"),
                ("DELETE", f"{calendar}x.ics"),
                ("PROPFIND", dav.principal),
            ):
                body = declared("<D:sync-collection><D:sync-token/></D:sync-collection>") if method == "REPORT" else ""
                answer = charlies.request(method, path, content=body, headers={"depth": "0"})
                assert answer.status_code == 404, (method, path)
            assert charlies.put(f"{calendar}y.ics", vtodo("y")).status_code in {404, 409}

    def test_of_members_lead_into_no_other_home(
        self, alice: Person, bob: Person, dav: CalendarClient, bobs: CalendarClient, party: Json
    ) -> None:
        share(alice, party["id"], bob)

        for path in (dav.home, dav.calendar(party["id"]), dav.calendar()):
            assert bobs.request("PROPFIND", path, headers={"depth": "0"}).status_code == 404

    def test_have_what_is_shared_with_a_team_for_as_long_as_somebody_is_in_it(
        self, alice: Person, bob: Person, bobs: CalendarClient, party: Json
    ) -> None:
        bakers = team(alice)
        share_with_team(alice, party["id"], bakers["id"])
        there = bobs.calendar(party["id"])
        before = there in bobs.propfind(bobs.home, "D:displayname", depth="1")

        join(alice, bakers["id"], bob)
        assert bobs.put(f"{there}x.ics", vtodo("x")).status_code == 201
        assert alice.delete(f"/v1/teams/{bakers['id']}/members/{bob.id}").status_code == 204

        assert not before
        assert bobs.request("GET", f"{there}x.ics").status_code == 404
        assert bobs.request("PROPFIND", there, headers={"depth": "0"}).status_code == 404

    def test_have_it_no_more_when_it_is_in_the_archive(
        self, alice: Person, bob: Person, bobs: CalendarClient, party: Json
    ) -> None:
        share(alice, party["id"], bob)
        there = bobs.calendar(party["id"])

        alice.put(f"/v1/categories/{party['id']}/archive")
        before = bobs.request("PROPFIND", there, headers={"depth": "0"}).status_code
        alice.delete(f"/v1/categories/{party['id']}/archive")

        assert before == 404
        assert there in bobs.propfind(bobs.home, "D:displayname", depth="1")


class TestEditors:
    @pytest.fixture(autouse=True)
    def shared(self, alice: Person, bob: Person, party: Json) -> None:
        share(alice, party["id"], bob)

    @pytest.fixture
    def path(self, bobs: CalendarClient, party: Json) -> str:
        return f"{bobs.calendar(party['id'])}cake.ics"

    def test_make_change_complete_and_delete(self, alice: Person, bobs: CalendarClient, path: str, party: Json) -> None:
        made = bobs.put(path, vtodo("cake", "SUMMARY:Cake", "CATEGORIES:Sweet"))
        [cake] = alice.get("/v1/todos").json()["items"]
        changed = bobs.put(path, vtodo("cake", "SUMMARY:A cake"), if_match=made.headers["etag"])
        renamed = titles(alice)
        bobs.put(path, vtodo("cake", "SUMMARY:A cake", "STATUS:COMPLETED"))
        done = titles(alice, status="completed")
        deleted = bobs.delete(path)

        assert (made.status_code, changed.status_code, deleted.status_code) == (201, 204, 204)
        assert (cake["title"], cake["category_id"], cake["source"]) == ("Cake", party["id"], "caldav")
        assert (renamed, done, titles(alice, status="all")) == (["A cake"], ["A cake"], [])
        assert [each["name"] for each in alice.get("/v1/labels").json()["items"]] == ["Sweet"]

    def test_and_the_owner_read_what_the_other_wrote(
        self, dav: CalendarClient, bobs: CalendarClient, path: str, party: Json
    ) -> None:
        content = vtodo("cake", "SUMMARY:Cake", "X-THEIRS:kept")
        bobs.put(path, content)

        mine = dav.get(f"{dav.calendar(party['id'])}cake.ics")
        dav.put(
            f"{dav.calendar(party['id'])}cake.ics", content.replace("Cake", "Two cakes"), if_match=mine.headers["etag"]
        )

        assert mine.text == content
        assert "SUMMARY:Two cakes" in bobs.get(path).text

    def test_read_a_floating_time_as_its_writer_meant_it(self, bob: Person, dav: CalendarClient, party: Json) -> None:
        bob.patch("/v1/me", json={"timezone": "America/New_York"})
        with CalendarClient(bob) as travelling:
            dav.put(f"{dav.calendar(party['id'])}cake.ics", vtodo("cake", "SUMMARY:Cake", "DUE:20260110T090000"))

            text = travelling.get(f"{travelling.calendar(party['id'])}cake.ics").text

        assert "DUE;TZID=Europe/Berlin:20260110T090000" in text

    def test_touch_nothing_else_of_the_owners(
        self, alice: Person, dav: CalendarClient, bobs: CalendarClient, path: str
    ) -> None:
        dav.put(f"{dav.calendar()}private.ics", vtodo("private", "SUMMARY:Private"))
        dav.put(f"{dav.calendar()}waiting.ics", vtodo("waiting", "SUMMARY:Waiting", "RELATED-TO:cake"))

        answer = bobs.put(path.replace("cake", "other"), vtodo("private", "SUMMARY:Mine"))
        bobs.put(path, vtodo("cake", "SUMMARY:Cake", "RELATED-TO:waiting"))

        assert answer.status_code == 201
        assert summaries(dav, dav.calendar()) == ["Private", "Waiting"]
        assert titles(alice) == ["Private", "Waiting", "Mine", "Cake"]
        assert "SUMMARY:Private" in dav.get(f"{dav.calendar()}private.ics").text

    def test_change_what_they_named_though_another_has_its_uid(
        self, alice: Person, dav: CalendarClient, bobs: CalendarClient, path: str, party: Json
    ) -> None:
        dav.put(f"{dav.calendar()}private.ics", vtodo("same", "SUMMARY:Private"))
        bobs.put(path, vtodo("same", "SUMMARY:Cake"))
        [private] = [each for each in alice.get("/v1/todos").json()["items"] if each["title"] == "Private"]
        alice.patch(f"/v1/todos/{private['id']}", json={"category_id": party["id"]})

        for client, name, title in ((bobs, "cake", "Cake"), (dav, "private", "Public")):
            there = f"{client.calendar(party['id'])}{name}.ics"
            assert client.put(there, vtodo("same", f"SUMMARY:{title}")).status_code == 204

        assert titles(alice) == ["Public", "Cake"]

    def test_name_and_colour_it_for_all_and_place_it_for_themselves(
        self, alice: Person, bobs: CalendarClient, party: Json
    ) -> None:
        there = bobs.calendar(party["id"])
        before = alice.get(f"/v1/categories/{party['id']}").json()

        bobs.request("PROPPATCH", there, content=setting("<D:displayname>Feast (Alice)</D:displayname>"))
        bobs.request("PROPPATCH", there, content=setting("<A:calendar-color>#112233FF</A:calendar-color>"))
        bobs.request("PROPPATCH", there, content=setting("<A:calendar-order>2</A:calendar-order>"))

        after = alice.get(f"/v1/categories/{party['id']}").json()
        told = bobs.propfind(there, "D:displayname", "A:calendar-order")[there]
        assert (after["name"], after["color"]) == ("Feast", "#112233")
        assert [after[each] for each in ("position", "parent_id", "is_favorite")] == [
            before[each] for each in ("position", "parent_id", "is_favorite")
        ]
        assert (told["D:displayname"].text, told["A:calendar-order"].text) == ("Feast (Alice)", "2")

    def test_keep_no_properties_on_it_and_see_none_of_the_owners(
        self, dav: CalendarClient, bobs: CalendarClient, party: Json
    ) -> None:
        dav.request("PROPPATCH", dav.calendar(party["id"]), content=setting("<A:secret>mine</A:secret>"))

        answer = bobs.request("PROPPATCH", bobs.calendar(party["id"]), content=setting("<A:own>theirs</A:own>"))

        assert "403 Forbidden" in answer.text
        assert "mine" not in bobs.request("PROPFIND", bobs.calendar(party["id"]), headers={"depth": "0"}).text


class TestViewers:
    def test_read_all_and_write_nothing(
        self, alice: Person, bob: Person, dav: CalendarClient, bobs: CalendarClient, party: Json
    ) -> None:
        share(alice, party["id"], bob, role="viewer")
        there = bobs.calendar(party["id"])
        content = vtodo("cake", "SUMMARY:Cake")
        dav.put(f"{dav.calendar(party['id'])}cake.ics", content)
        bobs.put(f"{bobs.calendar()}mine.ics", vtodo("mine", "SUMMARY:Mine"))

        def ask(method: str, path: str, to: str = "", body: str = "") -> httpx.Response:
            headers = {"content-type": "text/calendar", **({"destination": to} if to else {})}
            return bobs.request(method, path, headers=headers, content=body)

        for answer in (
            ask("PUT", f"{there}new.ics", body=vtodo("new")),
            ask("PUT", f"{there}cake.ics", body=vtodo("cake", "SUMMARY:Other")),
            ask("DELETE", f"{there}cake.ics"),
            ask("MOVE", f"{there}cake.ics", f"{bobs.calendar()}cake.ics"),
            ask("MOVE", f"{bobs.calendar()}mine.ics", f"{there}mine.ics"),
            ask("COPY", f"{bobs.calendar()}mine.ics", f"{there}mine.ics"),
            ask("PROPPATCH", f"{there}cake.ics", body=setting("<A:x>y</A:x>")),
        ):
            assert (answer.status_code, condition(answer)) == (403, "D:need-privileges"), answer.request
        assert "403 Forbidden" in ask("PROPPATCH", there, body=setting("<D:displayname>Mine</D:displayname>")).text
        assert "200 OK" in ask("PROPPATCH", there, body=setting("<A:calendar-order>2</A:calendar-order>")).text
        assert bobs.get(f"{there}cake.ics").text == content
        assert ask("COPY", f"{there}cake.ics", f"{bobs.calendar()}copy.ics").status_code == 201
        assert (titles(alice), summaries(bobs, bobs.calendar())) == (["Cake"], ["Cake", "Mine"])
