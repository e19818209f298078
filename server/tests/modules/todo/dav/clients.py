"""People with a calendar client: an app password, and what a client sends."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import httpx

from tests.fixtures.product import Person

NAMES = {
    "D": "DAV:",
    "C": "urn:ietf:params:xml:ns:caldav",
    "CS": "http://calendarserver.org/ns/",
    "A": "http://apple.com/ns/ical/",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{namespace}"' for prefix, namespace in NAMES.items())


class CalendarClient(httpx.Client):
    """Speaks for a person with an app password of theirs."""

    def __init__(self, person: Person, *, password: str | None = None) -> None:
        made = person.post("/v1/me/app-passwords", json={"name": "Tests"}).json()
        self.app_password_id: str = made["id"]
        self.username: str = made["username"]
        self.password: str = made["password"] if password is None else password
        super().__init__(
            base_url=str(person.base_url), auth=(self.username, self.password), timeout=30, trust_env=False
        )
        self.home = f"/dav/calendars/{person.id}/"
        self.principal = f"/dav/principals/{person.id}/"

    def calendar(self, name: str = "inbox") -> str:
        return f"{self.home}{name}/"

    def put(self, path: str, content: str, **headers: str) -> httpx.Response:  # type: ignore[override] - as clients do
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("PUT", path, content=content.encode(), headers={"content-type": "text/calendar", **given})

    def propfind(self, path: str, *properties: str, depth: str = "0") -> dict[str, dict[str, ElementTree.Element]]:
        """Path → property → element, of those that are there."""
        body = f"<D:propfind {_DECLARED}><D:prop>{''.join(f'<{each}/>' for each in properties)}</D:prop></D:propfind>"
        answer = self.request("PROPFIND", path, content=body, headers={"depth": depth})
        assert answer.status_code == 207, answer.text
        return found(answer)

    def report(self, path: str, body: str) -> httpx.Response:
        return self.request("REPORT", path, content=declared(body), headers={"depth": "1"})

    def sync(self, path: str, token: str = "") -> tuple[dict[str, dict[str, ElementTree.Element] | None], str]:
        """What changed, None for what is gone, and the next token."""
        answer = self.report(
            path,
            f"<D:sync-collection><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>"
            "<D:prop><D:getetag/></D:prop></D:sync-collection>",
        )
        assert answer.status_code == 207, answer.text
        told = _tree(answer).findtext("D:sync-token", "", NAMES)
        return {**found(answer), **dict.fromkeys(gone(answer))}, told


def declared(body: str) -> str:
    """With all prefixes known."""
    first, rest = body.split(">", 1)
    is_empty = first.endswith("/")
    return f"{first.rstrip('/')} {_DECLARED}{'/' if is_empty else ''}>{rest}"


def found(answer: httpx.Response) -> dict[str, dict[str, ElementTree.Element]]:
    """Of a multistatus: path → property → element, of those that are there."""
    there: dict[str, dict[str, ElementTree.Element]] = {}
    for response in _tree(answer).findall("D:response", NAMES):
        properties: dict[str, ElementTree.Element] = {}
        for propstat in response.findall("D:propstat", NAMES):
            if " 200 " in propstat.findtext("D:status", "", NAMES):
                properties |= {shortened(each.tag): each for each in propstat.find("D:prop", NAMES) or []}
        if response.find("D:propstat", NAMES) is not None:
            there[response.findtext("D:href", "", NAMES)] = properties
    return there


def gone(answer: httpx.Response) -> list[str]:
    """Of a multistatus: what is not there any more."""
    return [
        response.findtext("D:href", "", NAMES)
        for response in _tree(answer).findall("D:response", NAMES)
        if " 404 " in response.findtext("D:status", "", NAMES)
    ]


def condition(answer: httpx.Response) -> str:
    """The condition that an error names."""
    return shortened(_tree(answer)[0].tag)


def _tree(answer: httpx.Response) -> ElementTree.Element:
    return ElementTree.fromstring(answer.text)  # noqa: S314 - our own server's answer


def shortened(tag: str) -> str:
    for prefix, namespace in NAMES.items():
        tag = tag.replace(f"{{{namespace}}}", f"{prefix}:")
    return tag


def vtodo(uid: str, *lines: str, timezone: str = "") -> str:
    """A calendar object as clients send them."""
    inner = "\r\n".join((f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines))
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tests//EN\r\n{timezone}"
    return f"{head}BEGIN:VTODO\r\n{inner}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"


def only_todo(person: Person, **query: Any) -> dict[str, Any]:
    """The one todo there is."""
    [todo] = person.get("/v1/todos", params={"status": "all", **query}).json()["items"]
    return todo


Register = Callable[[str], Person]


def setting(inside: str) -> str:
    """The body of a PROPPATCH."""
    return declared(f"<D:propertyupdate><D:set><D:prop>{inside}</D:prop></D:set></D:propertyupdate>")


def summaries(client: CalendarClient, calendar: str) -> list[str]:
    """The titles of what stands there."""
    paths = set(client.propfind(calendar, "D:getetag", depth="1")) - {calendar}
    lines = "".join(client.get(path).text for path in paths).split("\r\n")
    return sorted(each.removeprefix("SUMMARY:") for each in lines if each.startswith("SUMMARY:"))
