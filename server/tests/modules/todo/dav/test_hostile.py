"""What nobody means well: never an error of ours, and nothing that reaches beyond what is theirs."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, condition, declared, vtodo

PROPFIND = '<D:propfind xmlns:D="DAV:"><D:prop>&x;</D:prop></D:propfind>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


class TestXml:
    @pytest.mark.parametrize(
        "body",
        [
            f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>{PROPFIND}',
            f'<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>{PROPFIND}',
            f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x "&l9;">]>{PROPFIND}',
            f'<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">{PROPFIND}',
            '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>' + PROPFIND,
            "<a>" * 5000 + "</a>" * 5000,
            '<D:propfind xmlns:D="DAV:"><D:prop>' + "<D:x/>" * 30_000 + "</D:prop></D:propfind>",
            '<D:propfind xmlns:D="DAV:">' + "<D:x>" * 200 + "</D:x>" * 200 + "</D:propfind>",
            '<propfind xmlns="other:"/>',
            "<D:propfind/>",
            "not xml",
            "\x00",
        ],
    )
    def test_that_is_none_of_ours_is_refused(self, dav: CalendarClient, body: str) -> None:
        answer = dav.request("PROPFIND", dav.home, content=body.encode(), headers={"depth": "0"})

        assert answer.status_code == 400
        assert "root:" not in answer.text

    def test_in_another_encoding_is_refused(self, dav: CalendarClient) -> None:
        for encoding in ("utf-16", "utf-32"):
            body = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE r [<!ENTITY x "y">]>{PROPFIND}'
            answer = dav.request("PROPFIND", dav.home, content=body.encode(encoding), headers={"depth": "0"})

            assert answer.status_code == 400

    def test_a_report_nobody_knows_is_refused(self, dav: CalendarClient) -> None:
        for body in ("<C:free-busy-query/>", "<D:expand-property/>", "<D:principal-property-search/>"):
            answer = dav.report(dav.calendar(), body)

            assert (answer.status_code, condition(answer)) == (403, "D:supported-report")


class TestAddresses:
    @pytest.mark.parametrize(
        "path",
        [
            "/dav/%2e%2e/v1/todos",
            "/dav/calendars/%2e%2e/%2e%2e/etc/passwd",
            "/dav/calendars//",
            "/dav/calendars/x/y/z/w/v",
            "/dav/%00",
            "/dav/calendars/%0a",
            "/dav/" + "a" * 5000,
            "/dav/unknown/",
        ],
    )
    def test_that_lead_nowhere_are_not_there(self, dav: CalendarClient, path: str) -> None:
        url = httpx.URL(str(dav.base_url)).copy_with(raw_path=path.encode())
        for method in ("PROPFIND", "GET", "PUT", "DELETE", "MKCALENDAR"):
            answer = dav.request(method, url, headers={"depth": "0"})

            assert answer.status_code in {400, 401, 404, 405}, (method, answer.status_code)

    def test_in_headers_lead_nowhere_either(self, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}x.ics"
        dav.put(path, vtodo("x"))

        for to in (
            "",
            "http://[",
            "/etc/passwd",
            "/dav/../x",
            f"{dav.calendar('none')}x.ics",
            f"{dav.calendar()}a/b/c",
        ):
            for method in ("MOVE", "COPY"):
                answer = dav.request(method, path, headers={"destination": to})

                assert answer.status_code in {400, 403, 404, 409}, (method, to, answer.status_code)
        assert dav.request("MOVE", path).status_code == 400


class TestBodies:
    def test_larger_than_a_todo_may_be_are_refused(self, dav: CalendarClient) -> None:
        answer = dav.put(f"{dav.calendar()}x.ics", vtodo("x", f"DESCRIPTION:{'x' * 300_000}"))

        assert (answer.status_code, condition(answer)) == (403, "C:max-resource-size")

    @pytest.mark.parametrize(
        ("content", "kind", "failed"),
        [
            ("hello", "text/calendar", "C:valid-calendar-data"),
            ("hello", "text/plain", "C:supported-calendar-data"),
            (vtodo("x").replace("VTODO", "VEVENT"), "text/calendar", "C:supported-calendar-component"),
            (vtodo("x", "SUMMARY:\x01"), "text/calendar", "C:valid-calendar-data"),
            (vtodo("y" * 600), "text/calendar", "C:valid-calendar-data"),
        ],
    )
    def test_that_are_no_todo_are_refused(self, dav: CalendarClient, content: str, kind: str, failed: str) -> None:
        answer = dav.request("PUT", f"{dav.calendar()}x.ics", content=content.encode(), headers={"content-type": kind})

        assert answer.status_code in {403, 415}
        assert condition(answer) == failed

    def test_not_in_utf_8_are_refused(self, dav: CalendarClient) -> None:
        content = vtodo("x", "SUMMARY:ü").encode("latin-1")

        answer = dav.request(
            "PUT", f"{dav.calendar()}x.ics", content=content, headers={"content-type": "text/calendar"}
        )

        assert answer.status_code == 403

    def test_of_many_lines_do_not_keep_others_waiting(self, dav: CalendarClient) -> None:
        answer = dav.put(f"{dav.calendar()}x.ics", vtodo("x", *(["X-A;B=c:d"] * 15_000)))

        assert answer.elapsed.total_seconds() < 5

    def test_what_xml_cannot_carry_is_replaced(self, alice: Person, dav: CalendarClient) -> None:
        alice.post("/v1/todos", json={"title": "a\ufffe]]> & <b>"})

        answer = dav.report(
            dav.calendar(), "<D:sync-collection><D:sync-token/><D:prop><C:calendar-data/></D:prop></D:sync-collection>"
        )

        assert "SUMMARY:a\ufffd]]&gt; &amp; &lt;b&gt;" in answer.text


METHODS = ["OPTIONS", "GET", "HEAD", "PUT", "DELETE", "COPY", "MOVE", "MKCOL", "MKCALENDAR", "PROPFIND", "PROPPATCH",
           "REPORT", "POST", "PATCH", "LOCK", "UNLOCK", "ACL", "BREW"]  # fmt: skip


headers = st.dictionaries(
    st.sampled_from(
        ["Depth", "If", "If-Match", "If-None-Match", "Overwrite", "Destination", "Content-Type", "Timeout"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip),
    max_size=4,
)
bodies = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [
            declared("<D:propfind><D:allprop/></D:propfind>"),
            declared("<D:propertyupdate><D:set/><D:remove><D:prop/></D:remove></D:propertyupdate>"),
            declared("<C:calendar-multiget><D:href/></C:calendar-multiget>"),
            declared("<D:sync-collection/>"),
            declared("<C:calendar-query/>"),
            declared("<C:mkcalendar><D:set><D:prop><D:displayname/></D:prop></D:set></C:mkcalendar>"),
            vtodo("x"),
        ]
    ).map(str.encode),
)


class TestAnything:
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(method=st.sampled_from(METHODS), nth=st.integers(0, 6), given_headers=headers, body=bodies)
    def test_is_answered_without_an_error_of_ours(
        self, dav: CalendarClient, method: str, nth: int, given_headers: dict[str, str], body: bytes
    ) -> None:
        path = [
            "/dav/",
            dav.principal,
            dav.home,
            dav.calendar(),
            f"{dav.calendar()}x.ics",
            dav.calendar("new"),
            "/dav/x",
        ]

        answer = dav.request(method, path[nth], headers=given_headers, content=body)

        assert answer.status_code < 500, (method, path[nth], given_headers, body, answer.text)
