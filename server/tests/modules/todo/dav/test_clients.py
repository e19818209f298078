"""What each client is known to do, request by request. No telephone was asked: see docs/caldav.md."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, declared, found, only_todo, vtodo
from tests.modules.todo.test_todo_routes import make

#: The next Monday from here on, in the zone that Alice lives in: rules skip what is in the past.
MONDAY = date.today() + timedelta(days=7 - date.today().weekday())  # noqa: DTZ011 - the day as people mean it
LATER = MONDAY + timedelta(days=7)
BERLIN = "Europe/Berlin"


def day(one: date) -> str:
    return f"{one:%Y%m%d}"


def activity(alice: Person, todo: dict[str, Any]) -> list[str]:
    entries = alice.get(f"/v1/todos/{todo['id']}/activity").json()["items"]
    return [each["verb"] for each in entries]


class TestTasksOrg:
    """Asks for tags first, fetches what differs, and reschedules a recurring task when it is completed (tasks#859)."""

    def test_finds_fetches_and_writes(self, alice: Person, dav: CalendarClient) -> None:
        todo = make(alice, "Buy milk")
        props = (
            "D:resourcetype",
            "D:displayname",
            "C:supported-calendar-component-set",
            "CS:getctag",
            "A:calendar-color",
        )
        calendars = dav.propfind(dav.home, *props, "D:sync-token", "D:current-user-privilege-set", depth="1")
        tags = dav.report(
            dav.calendar(),
            "<C:calendar-query><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
            "<C:comp-filter name='VTODO'/></C:comp-filter></C:filter></C:calendar-query>",
        )
        [href] = found(tags)
        multiget = f"<D:prop><C:calendar-data/><D:getetag/></D:prop><D:href>{href}</D:href>"
        [fetched] = found(dav.report(dav.calendar(), f"<C:calendar-multiget>{multiget}</C:calendar-multiget>")).values()

        etag = fetched["D:getetag"].text or ""
        written = (fetched["C:calendar-data"].text or "").replace("SUMMARY:Buy milk", "SUMMARY:Buy oat milk")
        answer = dav.put(href, written, if_match=etag)

        assert dav.calendar() in calendars
        assert (answer.status_code, only_todo(alice)["id"], only_todo(alice)["title"]) == (
            204,
            todo["id"],
            "Buy oat milk",
        )

    def test_completes_an_occurrence_by_moving_it_on(self, alice: Person, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}1.ics"
        rule = "RRULE:FREQ=WEEKLY;INTERVAL=1"
        dav.put(path, vtodo("1", "SUMMARY:Bins", f"DUE;VALUE=DATE:{day(MONDAY)}", rule, "X-APPLE-SORT-ORDER:1"))

        answer = dav.put(path, vtodo("1", "SUMMARY:Bins", f"DUE;VALUE=DATE:{day(LATER)}", rule, "X-APPLE-SORT-ORDER:1"))

        todo = only_todo(alice)
        assert (todo["due"]["date"], todo["completed_at"]) == (LATER.isoformat(), None)
        assert activity(alice, todo) == ["completed", "created"]
        assert "etag" in answer.headers

    def test_moved_to_another_day_is_not_completed(self, alice: Person, dav: CalendarClient) -> None:
        path, rule = f"{dav.calendar()}1.ics", "RRULE:FREQ=WEEKLY"
        dav.put(path, vtodo("1", "SUMMARY:Bins", f"DUE;VALUE=DATE:{day(MONDAY)}", rule))

        dav.put(path, vtodo("1", "SUMMARY:Bins", f"DUE;VALUE=DATE:{day(MONDAY + timedelta(days=1))}", rule))

        todo = only_todo(alice)
        assert activity(alice, todo) == ["changed", "created"]
        assert todo["recurrence"]["occurrence"] == MONDAY.isoformat()


class TestAppleReminders:
    """Makes lists by MKCALENDAR, writes alarms of its own, and a completed occurrence as a reminder of its own."""

    def test_sets_up_a_list(self, dav: CalendarClient) -> None:
        name = "0A3C2E6E-8A0A-4C8D-9E0F-1B2C3D4E5F60"
        body = declared(
            "<C:mkcalendar><D:set><D:prop><D:displayname>Groceries</D:displayname>"
            "<A:calendar-color symbolic-color='custom'>#1BADF8FF</A:calendar-color>"
            "<A:calendar-order>9</A:calendar-order>"
            "<C:supported-calendar-component-set><C:comp name='VTODO'/></C:supported-calendar-component-set>"
            "</D:prop></D:set></C:mkcalendar>"
        )

        answer = dav.request(
            "MKCALENDAR", dav.calendar(name), content=body, headers={"content-type": "text/xml; charset=utf-8"}
        )

        shown = dav.propfind(dav.calendar(name), "D:displayname", "A:calendar-color")[dav.calendar(name)]
        assert answer.status_code == 201
        assert [each.text for each in shown.values()] == ["Groceries", "#1BADF8FF"]

    def test_keeps_its_alarms_at_places(self, alice: Person, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}A-1.ics"
        alarm = "\r\n".join(
            (
                "BEGIN:VALARM",
                "X-WR-ALARMUID:9E4B",
                "ACTION:DISPLAY",
                "DESCRIPTION:Reminder",
                "TRIGGER;VALUE=DATE-TIME:19760401T005545Z",
                "X-APPLE-PROXIMITY:ARRIVE",
                'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;X-TITLE="Home":geo:52.5,13.4',
                "END:VALARM",
            )
        )
        dav.put(path, vtodo("A-1", "SUMMARY:Call mum", "X-APPLE-SORT-ORDER:7", alarm))

        alice.patch(f"/v1/todos/{only_todo(alice)['id']}", json={"title": "Call Mum", "due": {"date": "2030-01-07"}})

        text = dav.get(path).text.replace("\r\n ", "")
        assert alarm in text
        assert {"SUMMARY:Call Mum", "X-APPLE-SORT-ORDER:7", "DUE;VALUE=DATE:20300107"} <= set(text.split("\r\n"))

    def test_completes_an_occurrence_with_a_copy_that_is_done(self, alice: Person, dav: CalendarClient) -> None:
        first, then = ((f"DTSTART;TZID={BERLIN}:{day(at)}T090000", f"DUE;TZID={BERLIN}:{day(at)}T090000")
                       for at in (MONDAY, LATER))  # fmt: skip
        dav.put(f"{dav.calendar()}A.ics", vtodo("A", "SUMMARY:Bins", *first, "RRULE:FREQ=WEEKLY"))

        done = vtodo("B", "SUMMARY:Bins", *first, "STATUS:COMPLETED", "COMPLETED:20260101T000000Z")
        dav.put(f"{dav.calendar()}B.ics", done, if_none_match="*")
        dav.put(f"{dav.calendar()}A.ics", vtodo("A", "SUMMARY:Bins", *then, "RRULE:FREQ=WEEKLY"))

        one, other = sorted(
            alice.get("/v1/todos", params={"status": "all"}).json()["items"], key=lambda each: str(each["completed_at"])
        )
        assert one["completed_at"] is not None
        assert (other["completed_at"], other["due"]["date"]) == (None, LATER.isoformat())


class TestThunderbird:
    """Completes one occurrence by a VTODO of its own with RECURRENCE-ID, beside a master that stays (tasks#1600)."""

    def completed(self, *days: date) -> str:
        master = (f"DTSTART;VALUE=DATE:{day(MONDAY)}", f"DUE;VALUE=DATE:{day(MONDAY)}", "RRULE:FREQ=WEEKLY")
        others = "".join(
            f"BEGIN:VTODO\r\nUID:T\r\nSUMMARY:Bins\r\nRECURRENCE-ID;VALUE=DATE:{day(each)}\r\nSTATUS:COMPLETED\r\n"
            "PERCENT-COMPLETE:100\r\nEND:VTODO\r\n"
            for each in days
        )
        return vtodo("T", "SUMMARY:Bins", *master).replace("END:VCALENDAR", f"{others}END:VCALENDAR")

    def test_completes_one_occurrence_after_the_other(self, alice: Person, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}T.ics"
        dav.put(path, self.completed())

        answers = [dav.put(path, self.completed(MONDAY)), dav.put(path, self.completed(MONDAY, LATER))]

        todo = only_todo(alice)
        assert (todo["due"]["date"], todo["completed_at"]) == ((LATER + timedelta(days=7)).isoformat(), None)
        assert activity(alice, todo) == ["completed", "completed", "created"]
        assert all("etag" in each.headers for each in answers)
        assert dav.get(path).text == self.completed(MONDAY, LATER)

    def test_reads_on_after_it_was_completed_elsewhere(self, alice: Person, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}T.ics"
        dav.put(path, self.completed(MONDAY))

        alice.put(f"/v1/todos/{only_todo(alice)['id']}/completion")

        text = dav.get(path).text
        assert f"DUE;VALUE=DATE:{day(LATER + timedelta(days=7))}" in text
        assert "RECURRENCE-ID" not in text


class TestDavx5:
    """Syncs by tokens, with OpenTasks or jtx Board behind it, which complete the whole of a recurring task."""

    def test_syncs_by_tokens(self, dav: CalendarClient) -> None:
        reports = dav.propfind(dav.calendar(), "D:supported-report-set")[dav.calendar()]["D:supported-report-set"]
        _, token = dav.sync(dav.calendar())
        path = f"{dav.calendar()}x.ics"
        dav.put(path, vtodo("x", "SUMMARY:x", "PERCENT-COMPLETE:30", "STATUS:IN-PROCESS", "COLOR:red"))
        changed, _ = dav.sync(dav.calendar(), token)

        assert "{DAV:}sync-collection" in {each[0][0].tag for each in reports}
        assert list(changed) == [path]

    def test_completing_all_of_it_completes_one_occurrence(self, alice: Person, dav: CalendarClient) -> None:
        path, due = f"{dav.calendar()}x.ics", f"DUE;VALUE=DATE:{day(MONDAY)}"
        dav.put(path, vtodo("x", "SUMMARY:Bins", due, "RRULE:FREQ=WEEKLY"))

        answer = dav.put(path, vtodo("x", "SUMMARY:Bins", due, "RRULE:FREQ=WEEKLY", "STATUS:COMPLETED"))

        text = dav.get(path).text
        assert only_todo(alice)["due"]["date"] == LATER.isoformat()
        assert {"STATUS:NEEDS-ACTION", f"DUE;VALUE=DATE:{day(LATER)}", "RRULE:FREQ=WEEKLY"} <= set(text.split("\r\n"))
        assert "etag" not in answer.headers

    @pytest.mark.parametrize("timed", [True, False])
    def test_a_time_is_the_time_on_the_wall(self, alice: Person, dav: CalendarClient, timed: bool) -> None:
        at = datetime(2030, 7, 1, 9, 30, tzinfo=ZoneInfo(BERLIN))
        line = f"DUE;TZID={BERLIN}:20300701T093000" if timed else f"DUE:{at.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"

        dav.put(f"{dav.calendar()}x.ics", vtodo("x", "SUMMARY:x", line))

        assert only_todo(alice)["due"] == {"date": "2030-07-01", "time": "09:30", "timezone": BERLIN}
