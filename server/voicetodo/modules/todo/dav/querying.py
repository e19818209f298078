"""The filters of calendar-query (RFC 4791, 9.7), asked of one calendar object at a time."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from voicetodo.modules.todo.dav import xml
from voicetodo.modules.todo.dav.errors import FilterUnsupported
from voicetodo.modules.todo.dav.names import CALDAV
from voicetodo.modules.todo.dav.vtodo.content_lines import Component, Line
from voicetodo.modules.todo.dav.vtodo.moments import FIRST, LAST, find_moment, instant, zones_of
from voicetodo.modules.todo.dav.vtodo.spans import Range, overlaps

#: Whether a component of a calendar object, in a user's time zone, is meant.
Test = Callable[[Component, Component, str], bool]

_C: Final = f"{{{CALDAV}}}"
_COLLATIONS: Final = frozenset({"i;ascii-casemap", "i;octet", "i;unicode-casemap", "default"})


class Query:
    """`needs_content`: it asks for more than whether there is a todo at all."""

    def __init__(self, test: Test | None, *, matches_nothing: bool = False) -> None:
        self._test = test
        self.matches_nothing = matches_nothing
        self.needs_content = test is not None

    def matches(self, calendar: Component, timezone: str) -> bool:
        return self._test is None or any(self._test(each, calendar, timezone) for each in calendar.parts("VTODO"))


def read_query(asked: xml.Element) -> Query:
    """Raises FilterUnsupported."""
    outer = asked.find(f"{_C}filter/{_C}comp-filter")
    if outer is None or outer.get("name", "").upper() != "VCALENDAR":
        raise FilterUnsupported("A filter begins with a comp-filter for VCALENDAR.")
    inner = outer.findall(f"{_C}comp-filter")
    if not inner:
        return Query(None)
    if len(inner) > 1:
        raise FilterUnsupported("A filter asks for one kind of component.")
    [filter_] = inner
    is_absent = filter_.find(f"{_C}is-not-defined") is not None
    if filter_.get("name", "").upper() != "VTODO":
        return Query(None, matches_nothing=not is_absent)
    if is_absent:
        return Query(None, matches_nothing=True)
    tests = [_test(child) for child in filter_]
    if not tests:
        return Query(None)
    together = all if filter_.get("test", "allof") == "allof" else any
    return Query(lambda todo, calendar, timezone: together(test(todo, calendar, timezone) for test in tests))


def _test(child: xml.Element) -> Test:
    match child.tag.removeprefix(_C):
        case "time-range":
            wanted = _range(child)
            return lambda todo, calendar, timezone: overlaps(todo, calendar, wanted, timezone=timezone)
        case "prop-filter":
            return _property_test(child)
        case "comp-filter":
            return _component_test(child)
        case _:
            raise FilterUnsupported


def _component_test(child: xml.Element) -> Test:
    name = child.get("name", "").upper()
    if child.find(f"{_C}is-not-defined") is not None:
        return lambda todo, _calendar, _timezone: not any(todo.parts(name))
    if child.find(f"{_C}time-range") is not None:
        raise FilterUnsupported("Alarms cannot be asked for by their time.")
    tests = [_property_test(each) for each in child.findall(f"{_C}prop-filter")]
    return lambda todo, calendar, timezone: any(
        all(test(each, calendar, timezone) for test in tests) for each in todo.parts(name)
    )


def _property_test(child: xml.Element) -> Test:
    name = child.get("name", "").upper()
    if child.find(f"{_C}is-not-defined") is not None:
        return lambda todo, _calendar, _timezone: todo.find(name) is None
    tests = [_line_test(each) for each in child]
    together = all if child.get("test", "allof") == "allof" else any
    if not tests:
        return lambda todo, _calendar, _timezone: todo.find(name) is not None
    return lambda todo, calendar, timezone: any(
        together(test(line, calendar, timezone) for test in tests) for line in todo.all(name)
    )


def _line_test(child: xml.Element) -> Callable[[Line, Component, str], bool]:
    match child.tag.removeprefix(_C):
        case "text-match":
            is_meant = _text_test(child)
            return lambda line, _calendar, _timezone: is_meant(line.text)
        case "time-range":
            wanted = _range(child)
            return lambda line, calendar, timezone: _is_within(line, calendar, wanted, timezone)
        case "param-filter":
            return _parameter_test(child)
        case _:
            raise FilterUnsupported


def _parameter_test(child: xml.Element) -> Callable[[Line, Component, str], bool]:
    name = child.get("name", "").upper()
    if child.find(f"{_C}is-not-defined") is not None:
        return lambda line, _calendar, _timezone: name not in line.params
    asked = child.find(f"{_C}text-match")
    is_meant = _text_test(asked) if asked is not None else lambda _: True
    return lambda line, _calendar, _timezone: name in line.params and is_meant(line.params[name])


def _text_test(child: xml.Element) -> Callable[[str], bool]:
    if child.get("collation", "i;ascii-casemap") not in _COLLATIONS:
        raise FilterUnsupported("This collation is not supported.")
    is_exact_case = child.get("collation") == "i;octet"
    is_negated = child.get("negate-condition", "no") == "yes"
    kind = child.get("match-type", "contains")
    wanted = child.text or ""
    wanted = wanted if is_exact_case else wanted.casefold()

    def is_meant(text: str) -> bool:
        plain = text if is_exact_case else text.casefold()
        found = plain == wanted if kind == "equals" else wanted in plain
        return found != is_negated

    return is_meant


def _is_within(line: Line, calendar: Component, wanted: Range, timezone: str) -> bool:
    moment = find_moment(line, timezone=timezone, zones=zones_of(calendar))
    return moment is not None and wanted.start <= instant(moment) < wanted.end


def _range(child: xml.Element) -> Range:
    found = Range(_moment(child.get("start"), if_none=FIRST), _moment(child.get("end"), if_none=LAST))
    if found.end <= found.start:
        raise FilterUnsupported("A time range ends after it starts.")
    return found


def _moment(text: str | None, *, if_none: datetime) -> datetime:
    try:
        return if_none if text is None else datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise FilterUnsupported("A time range is given in UTC, such as 20260101T000000Z.") from error
