"""Todos over CalDAV: written, read, changed under conditions, moved and deleted."""

from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, condition, found, only_todo, vtodo
from tests.modules.todo.test_todo_routes import make


@pytest.fixture
def path(dav: CalendarClient) -> str:
    return f"{dav.calendar()}rent.ics"


def named(alice: Person, title: str) -> dict[str, Any]:
    items = alice.get("/v1/todos", params={"status": "all"}).json()["items"]
    return next(each for each in items if each["title"] == title)


def category(alice: Person, name: str) -> str:
    return alice.post("/v1/categories", json={"name": name}).json()["id"]


class TestPut:
    def test_makes_a_todo_with_all_it_says(self, alice: Person, dav: CalendarClient, path: str) -> None:
        content = vtodo(
            "rent",
            "SUMMARY:Pay the rent",
            "DESCRIPTION:By transfer\\nnot cash",
            "DTSTART;TZID=Europe/Berlin:20260128T080000",
            "DUE;TZID=Europe/Berlin:20260131T120000",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
            "PRIORITY:1",
            "CATEGORIES:Home,Money\\, mine",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER;RELATED=END:-PT1H",
            "END:VALARM",
        )

        answer = dav.put(path, content)

        todo = only_todo(alice)
        labels = {each["id"]: each["name"] for each in alice.get("/v1/labels").json()["items"]}
        assert (answer.status_code, todo["source"]) == (201, "caldav")
        assert (todo["title"], todo["notes"], todo["priority"]) == ("Pay the rent", "By transfer\nnot cash", 1)
        assert todo["due"] == {"date": "2026-01-31", "time": "12:00", "timezone": "Europe/Berlin"}
        assert (todo["start_date"], todo["recurrence"]["rrule"]) == ("2026-01-28", "FREQ=MONTHLY;BYMONTHDAY=-1")
        assert [labels[each] for each in todo["label_ids"]] == ["Home", "Money, mine"]
        assert [each["minutes_before"] for each in todo["reminders"]] == [60]

    def test_keeps_every_byte_until_somebody_changes_it(self, alice: Person, dav: CalendarClient, path: str) -> None:
        content = vtodo("rent", "SUMMARY;X-P=1:Rent", "X-THEIRS:kept", "PERCENT-COMPLETE:40", "STATUS:IN-PROCESS")
        put = dav.put(path, content)

        read = dav.get(path)
        alice.patch(f"/v1/todos/{only_todo(alice)['id']}", json={"title": "The rent"})
        later = dav.get(path)

        assert (read.text, read.headers["etag"]) == (content, put.headers["etag"])
        assert later.headers["etag"] != read.headers["etag"]
        assert {"SUMMARY:The rent", "X-THEIRS:kept", "PERCENT-COMPLETE:40"} <= set(later.text.split("\r\n"))

    def test_tells_no_tag_of_what_it_did_not_keep_word_for_word(self, dav: CalendarClient, path: str) -> None:
        content = vtodo("rent", "SUMMARY:Rent", "DUE;VALUE=DATE:20260131", "RRULE:FREQ=DAILY")
        dav.put(path, content)

        answer = dav.put(path, content.replace("RRULE", "STATUS:COMPLETED\r\nRRULE"))

        assert (answer.status_code, answer.headers.get("etag")) == (204, None)
        assert "STATUS:NEEDS-ACTION" in dav.get(path).text

    def test_of_a_property_we_have_no_word_for_is_a_change_for_the_others(self, dav: CalendarClient, path: str) -> None:
        first = dav.put(path, vtodo("rent", "SUMMARY:Rent", "X-THEIRS:1"))
        _, token = dav.sync(dav.calendar())

        second = dav.put(path, vtodo("rent", "SUMMARY:Rent", "X-THEIRS:2"))

        assert first.headers["etag"] != second.headers["etag"]
        assert list(dav.sync(dav.calendar(), token)[0]) == [path]

    def test_again_the_same_changes_nothing(self, dav: CalendarClient, path: str) -> None:
        content = vtodo("rent", "SUMMARY:Rent")
        first = dav.put(path, content)

        assert dav.put(path, content).headers["etag"] == first.headers["etag"]

    def test_writes_over_nothing_that_was_not_seen(self, alice: Person, dav: CalendarClient, path: str) -> None:
        etag = dav.put(path, vtodo("rent", "SUMMARY:Rent")).headers["etag"]
        other = vtodo("rent", "SUMMARY:Other")

        assert dav.put(path, other, if_none_match="*").status_code == 412
        assert dav.put(path, other, if_match='"other"').status_code == 412
        assert dav.put(path, other, if_match=f"W/{etag}").status_code == 412
        assert dav.put(f"{dav.calendar()}no.ics", vtodo("no"), if_match="*").status_code == 412
        assert dav.put(path, other, **{"if": f'(["other"]) (Not [{etag}])'}).status_code == 412
        assert dav.put(path, other, **{"if": "no list"}).status_code == 400
        assert only_todo(alice)["title"] == "Rent"
        assert dav.put(path, other, **{"if": f"([{etag}])"}).status_code == 204
        assert only_todo(alice)["title"] == "Other"

    def test_of_a_uid_that_is_there_already_is_refused(self, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent"))

        twice = dav.put(f"{dav.calendar()}again.ics", vtodo("rent", "SUMMARY:Rent"))
        renamed = dav.put(path, vtodo("other", "SUMMARY:Rent"))

        assert (twice.status_code, condition(twice)) == (409, "C:no-uid-conflict")
        assert renamed.status_code == 409

    def test_in_another_calendar_moves_it_there(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent"))
        home = category(alice, "Home")
        _, token = dav.sync(dav.calendar())

        moved = dav.put(f"{dav.calendar(home)}moved.ics", vtodo("rent", "SUMMARY:Rent"))

        assert (moved.status_code, only_todo(alice)["category_id"]) == (201, home)
        assert dav.sync(dav.calendar(), token)[0][path] is None
        assert dav.delete(path).status_code == 404
        assert dav.get(f"{dav.calendar(home)}moved.ics").status_code == 200

    def test_of_what_was_deleted_brings_it_back(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent"))
        before = only_todo(alice)
        dav.delete(path)

        answer = dav.put(path, vtodo("rent", "SUMMARY:Rent again"))

        assert answer.status_code == 201
        assert (only_todo(alice)["id"], only_todo(alice)["title"]) == (before["id"], "Rent again")

    def test_needs_a_calendar(self, dav: CalendarClient) -> None:
        for there in (f"{dav.calendar('nowhere')}x.ics", f"{dav.calendar()}deep/er/x.ics"):
            assert dav.put(there, vtodo("x")).status_code == 409

    def test_takes_back_what_a_client_took_away(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent", "DUE;VALUE=DATE:20260131", "CATEGORIES:Home", "PRIORITY:1"))

        dav.put(path, vtodo("rent", "SUMMARY:Rent"))

        todo = only_todo(alice)
        assert (todo["due"], todo["label_ids"], todo["priority"]) == (None, [], 4)

    def test_leaves_what_no_client_has_a_word_for(self, alice: Person, dav: CalendarClient) -> None:
        todo = make(
            alice, "Rent", deadline="2026-02-01", duration_minutes=15, assignee="Bob", due={"date": "2026-01-31"}
        )
        there = f"{dav.calendar()}{todo['id']}.ics"

        dav.put(there, vtodo(todo["id"], "SUMMARY:The rent", "DUE;VALUE=DATE:20260131"))

        after = only_todo(alice)
        assert (after["title"], after["due"]) == ("The rent", todo["due"])
        assert [after[each] for each in ("deadline", "duration_minutes", "assignee")] == ["2026-02-01", 15, "Bob"]


class TestCompleting:
    def test_goes_both_ways(self, alice: Person, dav: CalendarClient, path: str) -> None:
        done = vtodo("rent", "SUMMARY:Rent", "STATUS:COMPLETED", "COMPLETED:20260107T080000Z", "PERCENT-COMPLETE:100")
        dav.put(path, vtodo("rent", "SUMMARY:Rent"))
        dav.put(path, done)
        completed_at = only_todo(alice)["completed_at"]

        dav.put(path, vtodo("rent", "SUMMARY:Rent", "STATUS:NEEDS-ACTION"))
        reopened = only_todo(alice)["completed_at"]
        alice.put(f"/v1/todos/{only_todo(alice)['id']}/completion")

        assert completed_at is not None
        assert reopened is None
        assert "STATUS:COMPLETED" in dav.get(path).text

    def test_keeps_the_moment_it_was_done(self, alice: Person, dav: CalendarClient) -> None:
        todo = make(alice, "Rent")
        made = todo["created_at"][:19].replace("-", "").replace(":", "") + "Z"

        dav.put(f"{dav.calendar()}{todo['id']}.ics", vtodo(todo["id"], "SUMMARY:Rent", f"COMPLETED:{made}"))

        assert only_todo(alice)["completed_at"] == todo["created_at"]


class TestSubtasks:
    @pytest.mark.parametrize("order", [("parent", "child"), ("child", "parent")])
    def test_come_in_any_order(self, alice: Person, dav: CalendarClient, order: tuple[str, str]) -> None:
        lines = {"parent": ["SUMMARY:parent"], "child": ["SUMMARY:child", "RELATED-TO:parent"]}

        for uid in order:
            dav.put(f"{dav.calendar()}{uid}.ics", vtodo(uid, *lines[uid]))

        assert named(alice, "child")["parent_id"] == named(alice, "parent")["id"]
        assert "RELATED-TO:parent" in dav.get(f"{dav.calendar()}child.ics").text

    def test_of_ours_name_their_parent(self, alice: Person, dav: CalendarClient) -> None:
        parent = make(alice, "parent")
        child = make(alice, "child", parent_id=parent["id"])

        text = dav.get(f"{dav.calendar()}{child['id']}.ics").text

        assert f"RELATED-TO;RELTYPE=PARENT:{parent['id']}" in text.replace("\r\n ", "")

    def test_in_a_ring_stand_at_the_top_and_keep_what_they_say(self, alice: Person, dav: CalendarClient) -> None:
        for uid, other in (("a", "b"), ("b", "a")):
            answer = dav.put(f"{dav.calendar()}{uid}.ics", vtodo(uid, f"SUMMARY:{uid}", f"RELATED-TO:{other}"))
            assert answer.status_code == 201

        assert named(alice, "b")["parent_id"] is None or named(alice, "a")["parent_id"] is None
        assert "RELATED-TO:a" in dav.get(f"{dav.calendar()}b.ics").text

    def test_can_be_taken_off_their_parent(self, alice: Person, dav: CalendarClient) -> None:
        dav.put(f"{dav.calendar()}p.ics", vtodo("p", "SUMMARY:parent"))
        dav.put(f"{dav.calendar()}c.ics", vtodo("c", "SUMMARY:child", "RELATED-TO:p"))

        dav.put(f"{dav.calendar()}c.ics", vtodo("c", "SUMMARY:child"))

        assert named(alice, "child")["parent_id"] is None


class TestGet:
    def test_gives_what_was_made_elsewhere(self, alice: Person, dav: CalendarClient) -> None:
        todo = make(alice, "Buy milk", due={"date": "2026-01-10", "time": "09:00", "timezone": "Europe/Berlin"})

        answer = dav.get(f"{dav.calendar()}{todo['id']}.ics")

        assert answer.headers["content-type"].startswith("text/calendar")
        assert {f"UID:{todo['id']}", "SUMMARY:Buy milk"} <= set(answer.text.split("\r\n"))
        assert "DUE;TZID=Europe/Berlin:20260110T090000" in answer.text

    def test_says_when_there_is_nothing_new(self, dav: CalendarClient, path: str) -> None:
        etag = dav.put(path, vtodo("rent", "SUMMARY:Rent")).headers["etag"]

        again = dav.get(path, headers={"if-none-match": etag})
        assert (again.status_code, again.headers["etag"], again.content) == (304, etag, b"")
        assert dav.request("HEAD", path).headers["etag"] == etag
        assert dav.get(dav.calendar()).status_code == 405
        assert dav.get(f"{dav.calendar()}none.ics").status_code == 404

    def test_follows_a_label_that_gets_another_name(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent", "CATEGORIES:Home"))
        before = dav.get(path)
        _, token = dav.sync(dav.calendar())
        [label] = alice.get("/v1/labels").json()["items"]

        alice.patch(f"/v1/labels/{label['id']}", json={"name": "House"})

        after = dav.get(path)
        assert "CATEGORIES:House" in after.text
        assert before.headers["etag"] != after.headers["etag"]
        assert list(dav.sync(dav.calendar(), token)[0]) == [path]


class TestDelete:
    def test_puts_it_in_the_trash_if_it_is_what_was_seen(self, alice: Person, dav: CalendarClient, path: str) -> None:
        dav.put(path, vtodo("rent", "SUMMARY:Rent"))

        unseen = dav.delete(path, headers={"if-match": '"other"'})
        deleted = dav.delete(path)

        assert (unseen.status_code, deleted.status_code, dav.get(path).status_code) == (412, 204, 404)
        assert [each["title"] for each in alice.get("/v1/trash").json()["items"]] == ["Rent"]


def todos(inside: str) -> str:
    return f"<C:comp-filter name='VTODO'>{inside}</C:comp-filter>"


def match(name: str, inside: str) -> str:
    return f"<C:prop-filter name='{name}'>{inside}</C:prop-filter>"


class TestQueries:
    def ask(self, dav: CalendarClient, inside: str) -> list[str]:
        answer = dav.report(
            dav.calendar(),
            "<C:calendar-query><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
            f"{inside}</C:comp-filter></C:filter></C:calendar-query>",
        )
        assert answer.status_code == 207, answer.text
        return sorted(each.rsplit("/", 1)[1].removesuffix(".ics") for each in found(answer))

    @pytest.fixture(autouse=True)
    def some(self, dav: CalendarClient) -> None:
        for uid, *lines in (
            ("milk", "SUMMARY:Buy Milk", "DUE;VALUE=DATE:20260110", "CATEGORIES:Shop"),
            ("rent", "SUMMARY:Rent", "DUE:20260105T080000Z", "RRULE:FREQ=MONTHLY"),
            ("done", "SUMMARY:Done", "STATUS:COMPLETED", "COMPLETED:20260101T000000Z"),
        ):
            dav.put(f"{dav.calendar()}{uid}.ics", vtodo(uid, *lines))

    @pytest.mark.parametrize(
        ("inside", "wanted"),
        [
            ("", ["done", "milk", "rent"]),
            (todos(""), ["done", "milk", "rent"]),
            ("<C:comp-filter name='VEVENT'/>", []),
            ("<C:comp-filter name='VEVENT'><C:is-not-defined/></C:comp-filter>", ["done", "milk", "rent"]),
            (todos("<C:prop-filter name='COMPLETED'><C:is-not-defined/></C:prop-filter>"), ["milk", "rent"]),
            (todos("<C:prop-filter name='CATEGORIES'/>"), ["milk"]),
            (todos(match("SUMMARY", "<C:text-match>mILK</C:text-match>")), ["milk"]),
            (todos(match("SUMMARY", "<C:text-match collation='i;octet'>mILK</C:text-match>")), []),
            (todos(match("STATUS", "<C:text-match negate-condition='yes'>COMPLETED</C:text-match>")), []),
            (todos("<C:time-range start='20260109T000000Z' end='20260111T000000Z'/>"), ["milk"]),
            (todos("<C:time-range start='20260401T000000Z' end='20260430T000000Z'/>"), ["rent"]),
            (todos("<C:comp-filter name='VALARM'><C:is-not-defined/></C:comp-filter>"), ["done", "milk", "rent"]),
        ],
    )
    def test_answer_what_fits(self, dav: CalendarClient, inside: str, wanted: list[str]) -> None:
        assert self.ask(dav, inside) == wanted

    def test_that_cannot_be_answered_say_so(self, dav: CalendarClient) -> None:
        for inside in ("<C:comp-filter name='VTODO'><C:what/></C:comp-filter>",
                       "<C:comp-filter name='VTODO'><C:time-range start='soon'/></C:comp-filter>"):  # fmt: skip
            answer = dav.report(
                dav.calendar(),
                f"<C:calendar-query><C:filter><C:comp-filter name='VCALENDAR'>{inside}</C:comp-filter></C:filter>"
                "</C:calendar-query>",
            )

            assert (answer.status_code, condition(answer)) == (403, "C:supported-filter")

    def test_by_address_tell_what_is_not_there(self, dav: CalendarClient, charlies: CalendarClient) -> None:
        asked = ("milk.ics", "none.ics")
        hrefs = [*(f"{dav.calendar()}{each}" for each in asked), f"{charlies.calendar()}theirs.ics"]

        answer = dav.report(
            dav.calendar(),
            "<C:calendar-multiget><D:prop><D:getetag/><C:calendar-data/></D:prop>"
            f"{''.join(f'<D:href>{each}</D:href>' for each in hrefs)}</C:calendar-multiget>",
        )

        there = found(answer)
        assert list(there) == hrefs[:1]
        assert "SUMMARY:Buy Milk" in (there[hrefs[0]]["C:calendar-data"].text or "")
        assert answer.text.count("404 Not Found") == 2
