# ruff: noqa: DTZ001 - times are local here, by contract
"""How somebody reads a clock and a calendar, as far as the engine knows of it."""

from datetime import datetime

import msgspec
import pytest

from voicetodo.language import Context, interpret, when_row
from voicetodo.language.time import DayHours, TimeSettings, find_times, resolve_time

NOW = datetime(2026, 5, 13, 10, 30)
LARK = DayHours(morning="06:00", noon="11:30", afternoon="14:00", evening="17:30", night="19:00", end_of_day="16:00")


class TestSettings:
    def test_a_british_date_has_its_day_first(self) -> None:
        mention = resolve_time("on 3/6/2027", NOW, TimeSettings(day_first=True))

        assert mention is not None
        assert mention.value == "2027-06-03"
        assert resolve_time("on 3/6/2027", NOW).value == "2027-03-06"  # type: ignore[union-attr]

    def test_a_day_past_twelve_is_a_day_in_either_order(self) -> None:
        assert resolve_time("23/6/2027", NOW).value == "2027-06-23"  # type: ignore[union-attr]

    def test_parts_of_the_day_are_the_hours_people_chose(self) -> None:
        mention = resolve_time("tomorrow evening", NOW, TimeSettings(hours=DayHours(evening="21:15")))

        assert mention is not None
        assert mention.value == "2026-05-14T21:15"

    @pytest.mark.parametrize(
        ("said", "means"),
        [
            ("tomorrow morning", "2026-05-14T06:00"),
            ("tomorrow at lunchtime", "2026-05-14T11:30"),
            ("tomorrow afternoon", "2026-05-14T14:00"),
            ("tomorrow evening", "2026-05-14T17:30"),
            ("tomorrow night", "2026-05-14T19:00"),
            ("end of day tomorrow", "2026-05-14T16:00"),
            ("tomorrow at noon", "2026-05-14T12:00"),
            ("tomorrow at 7 in the morning", "2026-05-14T07:00"),
        ],
    )
    def test_every_part_of_the_day_is_theirs_and_a_clock_is_everybodys(self, said: str, means: str) -> None:
        mention = resolve_time(said, NOW, TimeSettings(hours=LARK))

        assert mention is not None
        assert mention.value == means

    @pytest.mark.parametrize(
        ("said", "rrule"),
        [
            ("every morning", "FREQ=DAILY;BYHOUR=6;BYMINUTE=0"),
            ("every monday evening", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=17;BYMINUTE=30"),
            ("twice a day", "FREQ=DAILY;BYHOUR=6,17;BYMINUTE=0"),
        ],
    )
    def test_what_repeats_at_a_part_of_the_day_is_at_its_hour(self, said: str, rrule: str) -> None:
        (mention,) = find_times(said, NOW, TimeSettings(hours=LARK))

        assert mention.rrule == rrule

    def test_a_week_may_start_on_sunday(self) -> None:
        mention = resolve_time("next week", NOW, TimeSettings(first_weekday=6))

        assert mention is not None
        assert mention.value == "2026-05-17/2026-05-24"

    @pytest.mark.parametrize("clock", ["7", "24:00", "12:60", "7:00", "", "noon"])
    def test_an_hour_that_is_none_is_refused(self, clock: str) -> None:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"morning": clock}, DayHours)


class TestWhereTheyComeFrom:
    def test_the_context_of_a_person_has_their_hours_and_their_week(self) -> None:
        context = Context(hours=LARK, first_weekday=6)

        said = interpret("call mom tomorrow morning", NOW, "UTC", context)

        assert said.actions[0].slots.due is not None
        assert said.actions[0].slots.due.time == "06:00"

    def test_a_british_person_writes_the_day_first(self) -> None:
        said = interpret("call mom on 3/6/2027", NOW, "UTC", Context(language="en-GB"))

        assert said.actions[0].slots.due is not None
        assert said.actions[0].slots.due.date == "2027-06-03"

    def test_a_row_may_bring_settings(self) -> None:
        row = {"text": "3/6/2027 in the morning", "settings": {"day_first": True, "hours": {"morning": "06:00"}}}

        assert when_row(row)["value"] == "2027-06-03T06:00"

    def test_settings_that_are_none_are_told_in_a_sentence(self) -> None:
        assert "hours.morning" in when_row({"text": "today", "settings": {"hours": {"morning": "dawn"}}})["error"]
