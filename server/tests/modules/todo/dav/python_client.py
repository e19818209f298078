"""Run by an interpreter that has the Python `caldav` client, never by the tests' own: one check a name, told as JSON.

`python python_client.py URL USER PASSWORD` prints {"check": null, or what went wrong}.
"""

# ruff: noqa: T201 - a program that prints, and asserts as tests do

import json
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import caldav  # pyright: ignore[reportMissingImports] - in an environment of its own

START = datetime(2030, 1, 7, 9, tzinfo=UTC)
Calendar = Any  # the client brings its types to its own environment only


def discovery(principal: Any, calendar: Calendar) -> None:
    assert calendar.url in {each.url for each in principal.calendars()}
    assert calendar.get_display_name() == "Checks"
    assert calendar.get_supported_components() == ["VTODO"]


def save_and_load(_principal: Any, calendar: Calendar) -> None:
    saved = calendar.save_todo(summary="Rent", due=START, priority=5, categories=["Home"], uid="rent")
    loaded = calendar.todo_by_uid("rent")
    assert loaded.url == saved.url
    component = loaded.icalendar_component
    assert str(component["SUMMARY"]) == "Rent"
    assert component["DUE"].dt == START
    assert component["PRIORITY"] == 5


def change(_principal: Any, calendar: Calendar) -> None:
    todo = calendar.save_todo(summary="Milk", uid="milk")
    todo.icalendar_component["SUMMARY"] = "Oat milk"
    todo.save()
    assert str(calendar.todo_by_uid("milk").icalendar_component["SUMMARY"]) == "Oat milk"


def search_by_time(_principal: Any, calendar: Calendar) -> None:
    calendar.save_todo(summary="Far", due=START + timedelta(days=400), uid="far")
    found = calendar.search(todo=True, start=START + timedelta(days=399), end=START + timedelta(days=401))
    uids = {str(each.icalendar_component["UID"]) for each in found}
    assert "far" in uids
    assert "rent" not in uids


def search_by_text_and_category(_principal: Any, calendar: Calendar) -> None:
    calendar.save_todo(summary="Water the plants", categories=["Garden"], uid="plants")
    for query in ({"summary": "plants"}, {"category": "Garden"}):
        found = calendar.search(todo=True, **query)
        assert [str(each.icalendar_component["UID"]) for each in found] == ["plants"], query


def recurring_by_time(_principal: Any, calendar: Calendar) -> None:
    due = START + timedelta(hours=1)
    calendar.save_todo(summary="Bins", dtstart=START, due=due, rrule={"FREQ": "WEEKLY"}, uid="bins")
    later = START + timedelta(days=70)
    found = calendar.search(todo=True, start=later, end=later + timedelta(days=1))
    assert "bins" in {str(each.icalendar_component["UID"]) for each in found}


def complete_and_uncomplete(_principal: Any, calendar: Calendar) -> None:
    todo = calendar.save_todo(summary="Done", uid="done")
    todo.complete()
    assert "done" not in {str(each.icalendar_component["UID"]) for each in calendar.todos()}
    again = calendar.todo_by_uid("done")
    assert str(again.icalendar_component["STATUS"]) == "COMPLETED"
    again.uncomplete()
    assert "done" in {str(each.icalendar_component["UID"]) for each in calendar.todos()}


def complete_recurring(_principal: Any, calendar: Calendar) -> None:
    todo = calendar.save_todo(summary="Weekly", dtstart=START, due=START, rrule={"FREQ": "WEEKLY"}, uid="weekly")
    todo.complete(handle_rrule=True)
    after = calendar.todo_by_uid("weekly").icalendar_component
    assert after["DUE"].dt != START  # the client counts on from now
    assert str(after.get("STATUS", "NEEDS-ACTION")) == "NEEDS-ACTION"


def relations(_principal: Any, calendar: Calendar) -> None:
    parent = calendar.save_todo(summary="Parent", uid="parent")
    child = calendar.save_todo(summary="Child", uid="child", parent=[parent.id])
    assert {each.id for each in child.get_relatives(fetch_objects=True)["PARENT"]} == {"parent"}


def sync_by_token(_principal: Any, calendar: Calendar) -> None:
    known = calendar.objects_by_sync_token()
    calendar.save_todo(summary="New", uid="new")
    calendar.todo_by_uid("milk").delete()
    changed, gone = known.sync()
    assert [str(each.url).rsplit("/", 1)[1] for each in changed] == ["new.ics"]
    assert [str(each.url).rsplit("/", 1)[1] for each in gone] == ["milk.ics"]
    assert known.sync() == ([], []) or [len(each) for each in known.sync()] == [0, 0]


def write_over_nothing_unseen(_principal: Any, calendar: Calendar) -> None:
    calendar.save_todo(summary="Seen", uid="seen")
    try:
        calendar.save_todo(ical=calendar.todo_by_uid("seen").data, no_overwrite=True)
    except caldav.lib.error.ConsistencyError:
        return
    raise AssertionError("it was written over")


def rename(principal: Any, calendar: Calendar) -> None:
    calendar.set_properties([caldav.elements.dav.DisplayName("Renamed")])
    assert "Renamed" in {each.get_display_name() for each in principal.calendars()}


def delete_calendar(principal: Any, _calendar: Calendar) -> None:
    short = principal.make_calendar(name="Short", cal_id="short", supported_calendar_component_set=["VTODO"])
    short.save_todo(summary="Gone", uid="gone")
    short.delete()
    assert "Short" not in {each.get_display_name() for each in principal.calendars()}


CHECKS: tuple[Callable[[Any, Calendar], None], ...] = (
    discovery,
    save_and_load,
    change,
    search_by_time,
    search_by_text_and_category,
    recurring_by_time,
    complete_and_uncomplete,
    complete_recurring,
    relations,
    sync_by_token,
    write_over_nothing_unseen,
    rename,
    delete_calendar,
)


def main() -> None:
    url, username, password = sys.argv[1:]
    told: dict[str, str | None] = {}
    with caldav.DAVClient(url=url, username=username, password=password) as client:
        principal = client.principal()
        calendar = principal.make_calendar(name="Checks", supported_calendar_component_set=["VTODO"])
        for check in CHECKS:
            try:
                check(principal, calendar)
                told[check.__name__] = None
            except Exception:  # noqa: BLE001 - each check tells what went wrong
                told[check.__name__] = traceback.format_exc(limit=3)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
