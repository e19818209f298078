"""Dues that are moved from where they stand."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, say, todo
from voicetodo.language.interpretation import Context, Moment, Slots
from voicetodo.modules.todo.api import Due
from voicetodo.modules.voice.moving import moved
from voicetodo.modules.voice.scene import Scene

TODO = uuid4()
NEW_YORK, HONOLULU = "America/New_York", "Pacific/Honolulu"


def scene(due: Due | None) -> Scene:
    dues = {str(TODO): due} if due is not None else {}
    said_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    return Scene(command_id=uuid4(), context=Context(), said_at=said_at, timezone="UTC", dues=dues)


@pytest.mark.parametrize(
    ("due", "slots", "there"),
    [
        (Due(date(2026, 11, 25)), Slots(due_shift_days=7), Due(date(2026, 12, 2))),
        (Due(date(2026, 11, 25), "09:30"), Slots(due_shift_days=7), Due(date(2026, 12, 2), "09:30")),
        (Due(date(2026, 11, 25), "23:30"), Slots(due_shift_minutes=60), Due(date(2026, 11, 26), "00:30")),
        (Due(date(2027, 1, 31)), Slots(due_shift_months=1), Due(date(2027, 2, 28))),
        (Due(date(2026, 11, 25)), Slots(due_shift_days=-1), Due(date(2026, 11, 24))),
        (Due(date(2026, 11, 1)), Slots(due_shift_days=1), Due(date(2026, 11, 24))),
        (None, Slots(due_shift_days=1), Due(date(2026, 11, 24))),
        (Due(date(2026, 11, 25), "09:30"), Slots(due=Moment("2026-11-30")), Due(date(2026, 11, 30), "09:30")),
    ],
)
def test_a_due_moves_by_what_was_said(due: Due | None, slots: Slots, there: Due) -> None:
    assert moved(TODO, slots, scene(due)) == {"due": there}


@pytest.mark.parametrize(
    ("due", "slots", "there"),
    [
        (
            Due(date(2026, 11, 25), "09:30", NEW_YORK),
            Slots(due_shift_days=7),
            Due(date(2026, 12, 2), "09:30", NEW_YORK),
        ),
        (
            Due(date(2026, 11, 25), "09:30", NEW_YORK),
            Slots(due_shift_minutes=60),
            Due(date(2026, 11, 25), "10:30", NEW_YORK),
        ),
        (
            Due(date(2026, 11, 25), "09:30", NEW_YORK),
            Slots(due=Moment("2026-11-30")),
            Due(date(2026, 11, 30), "09:30", NEW_YORK),
        ),
        # where it is still yesterday
        (
            Due(date(2026, 11, 1), "09:30", HONOLULU),
            Slots(due_shift_days=1),
            Due(date(2026, 11, 23), "09:30", HONOLULU),
        ),
        # an hour later than now, as it had no time of its own
        (Due(date(2026, 11, 25), None, NEW_YORK), Slots(due_shift_minutes=60), Due(date(2026, 11, 25), "10:00", "UTC")),
    ],
)
def test_it_stays_in_its_own_zone_wherever_it_is_moved_from(due: Due, slots: Slots, there: Due) -> None:
    """At half past nine in New York, said in Europe: a week later it is half past nine in New York."""
    assert moved(TODO, slots, scene(due)) == {"due": there}


@pytest.mark.parametrize(
    "slots", [Slots(due_shift_months=12 * 9000), Slots(due_shift_days=10**12), Slots(due_shift_days=-(10**6))]
)
def test_a_due_beyond_the_calendar_is_an_overflow(slots: Slots) -> None:
    with pytest.raises(OverflowError):
        moved(TODO, slots, scene(Due(date(2026, 11, 25))))


def test_who_moves_a_task_beyond_the_calendar_is_told_so(alice: Person) -> None:
    add(alice, "Project report")

    outcome = say(alice, "move the project report 9000 years later")

    assert outcome["results"][0]["status"] == "refused"
    assert outcome["reply"] == "The calendar does not go that far."


def test_nothing_moves_where_nothing_was_said_of_it() -> None:
    assert moved(TODO, Slots(priority=1), scene(Due(date(2026, 11, 25)))) == {}


def test_a_task_is_put_off_by_a_week_keeping_its_time(alice: Person) -> None:
    due = {"date": "2030-05-01", "time": "10:00", "timezone": "Europe/Berlin"}
    report = add(alice, "Project report", due=due)

    say(alice, "delay the project report by a week")

    assert todo(alice, report["id"])["due"] == {**due, "date": "2030-05-08"}


def test_another_day_keeps_the_time(alice: Person) -> None:
    dentist = add(alice, "Dentist", due={"date": "2126-01-07", "time": "15:00", "timezone": "Europe/Berlin"})

    say(alice, "push the dentist to Monday")

    assert todo(alice, dentist["id"])["due"]["time"] == "15:00"


def test_another_time_of_day_keeps_the_day(alice: Person) -> None:
    due = {"date": "2030-05-01", "time": "10:00", "timezone": "Europe/Berlin"}
    report = add(alice, "Project report", due=due)

    say(alice, "move the project report to 3pm")

    assert todo(alice, report["id"])["due"] == {**due, "time": "15:00"}


@pytest.mark.parametrize(
    ("language", "said", "time"),
    [
        ("en", "the dentist 15 minutes earlier", "09:45"),
        ("en", "15 minutes earlier", "09:45"),
        ("de", "Dentist eine Stunde später", "11:00"),
        ("de", "eine Stunde später", "11:00"),
    ],
)
def test_a_distance_alone_moves_what_is_named_or_was_spoken_of(
    alice: Person, language: str, said: str, time: str
) -> None:
    due = {"date": "2030-05-01", "time": "10:00", "timezone": "Europe/Berlin"}
    dentist = add(alice, "Dentist", due=due)
    say(alice, "set the dentist to p2")

    say(alice, said, language=language)

    assert todo(alice, dentist["id"])["due"] == {**due, "time": time}


def test_a_priority_can_be_taken_away(alice: Person) -> None:
    report = add(alice, "Project report", priority=1)

    say(alice, "remove the priority from project report")

    assert todo(alice, report["id"])["priority"] == 4
