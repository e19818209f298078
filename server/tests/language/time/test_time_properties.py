# ruff: noqa: DTZ001 - times are local here, by contract
"""What holds of any text: no error, spans inside it, one answer per question, work in proportion to its length."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicetodo.language import interpret
from voicetodo.language.languages.english.calendar import CALENDAR
from voicetodo.language.time import describe, find_times, join, next_occurrences, resolve_time
from voicetodo.language.time import reading as reading_module
from voicetodo.language.time.starters import starters

NOW = datetime(2026, 5, 13, 10, 30)
CALENDAR_WORDS = sorted(
    starters(CALENDAR)
    | set(CALENDAR.units)
    | CALENDAR.range_words
    | {"1", "12", "23", "3rd", "2026", "10:30", "5pm", "6/7", ",", "times"}
)

#: A look costs about three microseconds.
MOST_LOOKS = 33_000
AHEAD = (
    "today", "tomorrow", "friday", "this friday", "next friday", "friday week", "the 4th", "june 3", "3/4", "in 3 days",
    "in a month", "a week from monday", "next week", "next month", "end of the month", "end of the week", "christmas",
    "easter", "first monday of june", "last day of the month", "tonight", "tomorrow at 7", "friday at noon", "at 7",
    "every day", "every monday at 9", "every 15th", "every last friday", "every june 3rd", "every first workday",
)  # fmt: skip
CLOCKS = ("at 7", "at 7pm", "at 19:30", "noon", "midnight", "half seven", "quarter to four", "in 5 minutes", "at 12")

centuries = st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9000, 1, 1))
moments = st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31))
ramblings = st.lists(st.sampled_from(CALENDAR_WORDS), min_size=1, max_size=14).map(" ".join)


class TestAnyText:
    @settings(deadline=None)
    @given(text=st.text(max_size=200), now=moments)
    def test_no_text_is_an_error(self, text: str, now: datetime) -> None:
        find_times(text, now)
        resolve_time(text, now)

    @settings(deadline=None)
    @given(text=ramblings, now=moments)
    def test_no_row_of_calendar_words_is_an_error(self, text: str, now: datetime) -> None:
        for mention in find_times(text, now):
            describe(mention)
        resolve_time(text, now)

    @settings(deadline=None)
    @given(text=ramblings)
    def test_mentions_are_inside_the_text_in_order_and_apart(self, text: str) -> None:
        last_end = 0

        for mention in find_times(text, NOW):
            assert last_end <= mention.start < mention.end <= len(text)
            last_end = mention.end

    @settings(deadline=None)
    @given(text=ramblings)
    def test_the_same_question_has_the_same_answer(self, text: str) -> None:
        assert find_times(text, NOW) == find_times(text, NOW)

    @settings(deadline=None)
    @given(text=ramblings)
    def test_capitals_do_not_matter(self, text: str) -> None:
        assert find_times(text.upper(), NOW) == find_times(text, NOW)

    @settings(deadline=None)
    @given(text=ramblings)
    def test_scores_are_between_nothing_and_certainty(self, text: str) -> None:
        assert all(0 <= mention.score <= 1 for mention in find_times(text, NOW))

    @settings(deadline=None)
    @given(text=ramblings)
    def test_every_rule_that_is_read_can_be_counted(self, text: str) -> None:
        for mention in find_times(text, NOW):
            if mention.rrule:
                assert next_occurrences(mention.rrule, NOW, 2) is not None


class TestLength:
    @pytest.mark.parametrize(
        "phrase",
        [
            "a week from ",
            "5 5 5 ",
            "every monday and ",
            "the week of ",
            "1/2/",
            "at ",
            "9 to ",
            "first of ",
            "early late ",
            "every every ",
            "1 1 1 1 ",
            "the the ",
            "monday monday ",
            "thurdsay ",
            "between ",
            "1h2",
            "every day except monday and tuesday at 9 until friday ",
            "jan 1 and ",
            "starting ",
            "now and ",
            "quarter past ",
        ],
    )
    def test_work_grows_with_the_text_and_no_faster(self, phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
        short, long = (looks_taken(phrase * count, monkeypatch) for count in (50, 400))

        assert long < 9 * short

    @settings(deadline=None, max_examples=40)
    @given(phrase=st.sampled_from(CALENDAR_WORDS) | ramblings)
    def test_a_long_text_however_built_costs_no_more_than_a_tenth_of_a_second_s_looks(self, phrase: str) -> None:
        text = (phrase + " ") * (5000 // len(phrase) + 1)

        with pytest.MonkeyPatch.context() as patch:
            assert looks_taken(text[:5000], patch) < MOST_LOOKS


class TestForward:
    @settings(deadline=None)
    @given(said=st.sampled_from(AHEAD), now=centuries)
    def test_what_does_not_say_the_past_is_not_before_today(self, said: str, now: datetime) -> None:
        mention = resolve_time(said, now)

        assert mention is not None
        assert mention.date is not None
        assert mention.date >= now.date().isoformat()

    @settings(deadline=None)
    @given(said=st.sampled_from(CLOCKS), now=centuries)
    def test_a_clock_alone_is_still_to_come(self, said: str, now: datetime) -> None:
        mention = resolve_time(said, now)

        assert mention is not None
        assert f"{mention.date}T{mention.time}" > now.isoformat(timespec="minutes")

    @pytest.mark.parametrize(
        ("said", "means"),
        [
            ("yesterday", "2026-05-12"),
            ("3 days ago", "2026-05-10"),
            ("last friday", "2026-05-08"),
            ("may 1 2025", "2025-05-01"),
        ],
    )
    def test_the_past_is_what_is_said_to_be(self, said: str, means: str) -> None:
        mention = resolve_time(said, NOW)

        assert mention is not None
        assert mention.value == means


class TestZones:
    @pytest.mark.parametrize("now", ["2026-03-28T23:30:00+00:00", "2026-10-24T22:30:00+00:00"])
    def test_a_day_is_counted_on_the_calendar_of_the_place_also_when_the_clocks_change(self, now: str) -> None:
        said = interpret("call mom tomorrow at 2:30 am", datetime.fromisoformat(now), "Europe/Berlin")

        due = said.actions[0].slots.due
        local = datetime.fromisoformat(now).astimezone(ZoneInfo("Europe/Berlin"))
        assert due is not None
        assert (due.date, due.time) == ((local.date() + timedelta(days=1)).isoformat(), "02:30")

    @pytest.mark.parametrize("now", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
    @pytest.mark.parametrize(
        "said", ["tomorrow", "in 3 weeks", "yesterday", "last month", "next year", "every friday at 9"]
    )
    def test_the_ends_of_the_calendar_are_no_error(self, said: str, now: datetime) -> None:
        resolve_time(said, now)
        interpret(f"call mom {said}", now, "UTC")


def looks_taken(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a rule is asked to read a word while `text` is read."""
    looks = 0
    plain = reading_module.Text.once

    def counting(self: reading_module.Text, rule: object, at: int) -> object:
        nonlocal looks
        looks += 1
        return plain(self, rule, at)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(reading_module.Text, "once", counting)
        find_times(text, NOW)
    return looks


class TestOccurrences:
    def test_a_recurrence_from_completion_comes_after_it(self) -> None:
        found = next_occurrences("FREQ=DAILY;INTERVAL=3", NOW, 2, from_completion=True)

        assert found == [datetime(2026, 5, 16, 10, 30), datetime(2026, 5, 19, 10, 30)]

    def test_a_recurrence_that_ends_has_no_more(self) -> None:
        assert len(next_occurrences("FREQ=WEEKLY;BYDAY=FR;COUNT=2", NOW, 5)) == 2

    def test_what_is_no_rule_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            next_occurrences("whenever", NOW, 1)

    def test_times_of_different_minutes_are_the_times_that_were_said(self) -> None:
        (mention,) = find_times("every day at 9:30 and 17:00", NOW)

        found = next_occurrences(mention.rrule or "", datetime(2026, 5, 14), 2)

        assert found == [datetime(2026, 5, 14, 9, 30), datetime(2026, 5, 14, 17, 0)]


class TestJoin:
    def test_a_day_and_a_clock_apart_are_one_moment(self) -> None:
        mention = resolve_time("remind me tomorrow to call mom at 7am", NOW)

        assert mention is not None
        assert mention.value == "2026-05-14T07:00"

    def test_a_recurrence_and_a_clock_apart_are_one_recurrence(self) -> None:
        mentions = find_times("set a daily reminder to pack up at 4:45 pm", NOW)

        joined = join(mentions)

        assert joined.rrule == "FREQ=DAILY;BYHOUR=16;BYMINUTE=45"
        assert joined.time == "16:45"
