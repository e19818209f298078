"""What is longer, later or more than anybody needs: answered by a sentence, never by an error of ours."""

import random
import re

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, declared, found, gone, vtodo
from tests.modules.todo.test_todo_routes import make

XML = {"content-type": "application/xml"}


class TestTodos:
    def test_that_the_last_day_there_is_ends_are_kept(self, dav: CalendarClient) -> None:
        first = vtodo("x", "SUMMARY:x", "DTSTART;VALUE=DATE:20260101", "DUE;VALUE=DATE:20260103", "RRULE:FREQ=DAILY")
        last = "BEGIN:VTODO\r\nUID:x\r\nRECURRENCE-ID;VALUE=DATE:99991231\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\n"

        answer = dav.put(f"{dav.calendar()}x.ics", first.replace("END:VCALENDAR", f"{last}END:VCALENDAR"))

        assert answer.status_code == 201

    def test_with_what_xml_cannot_carry_are_copied_and_asked_for(self, alice: Person, dav: CalendarClient) -> None:
        todo = make(alice, "a\ufffe\uffffb")
        path = f"{dav.calendar()}{todo['id']}.ics"

        copied = dav.request("COPY", path, headers={"destination": f"{dav.calendar()}copy.ics"})

        assert copied.status_code == 201
        assert dav.get(path).text.count("SUMMARY:a\ufffd\ufffdb") == 1
        assert len(asked(dav, match("SUMMARY", "<C:text-match>a</C:text-match>"))) == 2


class TestReports:
    def test_of_more_than_are_read_at_once_name_all(self, alice: Person, dav: CalendarClient) -> None:
        made = {f"{dav.calendar()}{make(alice, str(nth))['id']}.ics" for nth in range(51)}
        wanted = "<D:prop><C:calendar-data/></D:prop>"
        hrefs = "".join(f"<D:href>{each}</D:href>" for each in made)

        for body in (
            f"<D:sync-collection><D:sync-token/>{wanted}</D:sync-collection>",
            f"<C:calendar-multiget>{wanted}{hrefs}</C:calendar-multiget>",
        ):
            assert set(found(dav.report(dav.calendar(), body))) == made
        assert set(asked(dav, match("SUMMARY", "<C:is-not-defined/>"))) == set()
        assert set(asked(dav, match("SUMMARY", "<C:text-match>4</C:text-match>"))) < made
        assert set(dav.propfind(dav.calendar(), "C:calendar-data", depth="1")) == {dav.calendar(), *made}

    def test_of_addresses_that_are_none_answer_each_by_itself(self, dav: CalendarClient) -> None:
        here = dav.calendar()
        dav.put(f"{here}x.ics", vtodo("x"))
        strange = [
            f"{here}%00.ics",
            f"{here}a%00%ff.ics",
            f"{here}%3Cb%3E%26.ics",
            f"{here}none%20.ics",
            f"{here}a/b.ics",
            "http://[",
            "/etc/passwd",
            "",
            "x" * 5000,
        ]
        hrefs = "".join(f"<D:href>{each}</D:href>" for each in (*strange, f"{here}x.ics"))

        answer = dav.report(here, f"<C:calendar-multiget><D:prop><D:getetag/></D:prop>{hrefs}</C:calendar-multiget>")

        assert answer.status_code == 207
        assert list(found(answer)) == [f"{here}x.ics"]
        assert sorted(gone(answer)) == sorted(strange)

    @pytest.mark.parametrize("number", ["9" * 5000, "\u0663", "-1", "1.5", ""])
    def test_of_any_number_are_answered(self, dav: CalendarClient, number: str) -> None:
        limit = f"<D:limit><D:nresults>{number}</D:nresults></D:limit>"

        answer = dav.report(
            dav.calendar(),
            f"<D:sync-collection><D:sync-token/>{limit}<D:prop><D:getetag/></D:prop></D:sync-collection>",
        )

        assert answer.status_code == 207

    @pytest.mark.parametrize(
        "lines",
        [
            ["DTSTART:99991231T235900Z", "DURATION:P9999W"],
            ["DTSTART;VALUE=DATE:20260101", "DURATION:P9999999D", "RRULE:FREQ=DAILY"],
            ["DTSTART:00010101T000000Z", "DUE:00010102T000000Z", "RRULE:FREQ=HOURLY"],
            ["DUE;VALUE=DATE:99991231", "RRULE:FREQ=YEARLY"],
            ["DUE;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
        ],
    )
    @pytest.mark.parametrize(
        "wanted", ["start='20260101T000000Z'", "end='20270101T000000Z'", "start='99991231T000000Z'"]
    )
    def test_of_any_time_are_answered(self, dav: CalendarClient, lines: list[str], wanted: str) -> None:
        dav.put(f"{dav.calendar()}x.ics", vtodo("x", *lines))

        asked(dav, f"<C:time-range {wanted}/>")


class TestProperties:
    @pytest.mark.parametrize("length", [501, 5_000, 50_000])
    def test_of_very_long_names_are_refused(self, dav: CalendarClient, length: int) -> None:
        dav.put(f"{dav.calendar()}x.ics", vtodo("x"))
        # no two alike, so that they cannot be kept in little space
        name = "".join(random.Random(length).choices("abcdefghijklmnopqrstuvwxyz", k=length))

        for path in (dav.calendar(), f"{dav.calendar()}x.ics"):
            assert statuses(dav.request("PROPPATCH", path, content=setting({name: "x"}))) == {507}
            assert name not in dav.request("PROPFIND", path, headers={"depth": "0"}).text

    def test_so_many_that_they_would_fill_lists_are_refused(self, dav: CalendarClient) -> None:
        dav.put(f"{dav.calendar()}x.ics", vtodo("x"))
        long, many = {f"p{n}": "x" * 19_000 for n in range(3)}, {f"q{n}": "x" for n in range(98)}

        for path in (dav.calendar(), f"{dav.calendar()}x.ics"):
            told = [
                statuses(dav.request("PROPPATCH", path, content=setting(each)))
                for each in (long, {"p4": "x" * 19_000}, many, {"p5": "x"})
            ]

            assert told == [{200}, {507}, {507}, {200}]
        made = dav.request(
            "MKCALENDAR", dav.calendar("new"), content=setting({"p": "x" * 30_000}, "C:mkcalendar"), headers=XML
        )
        assert made.status_code == 413

    def test_by_the_hundred_are_not_asked_for(self, dav: CalendarClient) -> None:
        for inside in ("".join(f"<D:x{n}/>" for n in range(300)), f"<{'x' * 600}/>"):
            for method, report in (("PROPFIND", "D:propfind"), ("REPORT", "C:calendar-query")):
                body = declared(f"<{report}><D:prop>{inside}</D:prop></{report}>")

                assert dav.request(method, dav.calendar(), content=body, headers={"depth": "1"}).status_code == 400


def asked(dav: CalendarClient, inside: str) -> list[str]:
    """The addresses of the todos that fit."""
    answer = dav.report(
        dav.calendar(),
        "<C:calendar-query><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
        f"<C:comp-filter name='VTODO'>{inside}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>",
    )
    assert answer.status_code == 207, answer.text
    return list(found(answer))


def setting(properties: dict[str, str], method: str = "D:propertyupdate") -> str:
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in properties.items())
    return declared(f"<{method}><D:set><D:prop>{inside}</D:prop></D:set></{method}>")


def statuses(answer: httpx.Response) -> set[int]:
    """What a multistatus says of the properties."""
    assert answer.status_code == 207, answer.text
    return {int(each) for each in re.findall("HTTP/1.1 ([0-9]+) ", answer.text)}


def match(name: str, inside: str) -> str:
    return f"<C:prop-filter name='{name}'>{inside}</C:prop-filter>"
