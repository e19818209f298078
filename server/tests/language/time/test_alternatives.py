# ruff: noqa: DTZ001 - times are local here, by contract
"""Words that people mean differently keep what else they may mean."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicetodo.language import Context, interpret
from voicetodo.language.time import Alternative, TimeSettings, find_times, resolve_time

NOW = datetime(2026, 5, 13, 10, 30)
DAYS = ("next friday", "wednesday", "this wednesday", "on 3/4", "the 4th", "tomorrow", "next weekend", "next june")
CLOCKS = ("", "at 7", "at 2", "at 11", "at 12", "at 7pm", "in the morning")


class TestAlternatives:
    def test_next_friday_may_be_the_one_that_comes(self) -> None:
        (mention,) = find_times("next friday", NOW)

        assert mention.value == "2026-05-22"
        assert mention.alternatives == (Alternative("2026-05-15", 0.4),)

    def test_a_bare_hour_has_its_other_half(self) -> None:
        (mention,) = find_times("tomorrow at 7", NOW)

        assert mention.value == "2026-05-14T07:00"
        assert mention.alternatives == (Alternative("2026-05-14T19:00", 0.4),)

    def test_a_date_with_day_and_month_below_twelve_has_both_orders(self) -> None:
        (mention,) = find_times("on 3/6/2027", NOW)

        assert mention.alternatives == (Alternative("2027-06-03", 0.45),)

    def test_who_writes_dates_in_a_known_order_seldom_means_the_other(self) -> None:
        mention = resolve_time("on 3/6/2027", NOW, TimeSettings(language="en-GB", day_first=True))

        assert mention is not None
        assert mention.alternatives == (Alternative("2027-03-06", 0.1),)

    def test_a_day_and_an_hour_multiply_their_doubts(self) -> None:
        (mention,) = find_times("next friday at 7", NOW)

        assert mention.alternatives == (
            Alternative("2026-05-15T07:00", 0.24),
            Alternative("2026-05-22T19:00", 0.24),
        )

    def test_a_row_of_days_has_another_row(self) -> None:
        (mention,) = find_times("next weekend", NOW)

        assert mention.value == "2026-05-23/2026-05-25"
        assert mention.alternatives == (Alternative("2026-05-16/2026-05-18", 0.4),)

    @pytest.mark.parametrize(
        "said", ["tomorrow", "on 23/6/2027", "2027-06-03", "3.6.2027", "friday at 7pm", "in 3 days", "at 19:00"]
    )
    def test_what_is_plain_has_no_other_reading(self, said: str) -> None:
        (mention,) = find_times(said, NOW)

        assert mention.alternatives == ()

    @settings(deadline=None)
    @given(
        day=st.sampled_from(DAYS),
        clock=st.sampled_from(CLOCKS),
        now=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),
    )
    def test_they_stand_in_order_and_none_is_likelier_than_what_was_taken(
        self, day: str, clock: str, now: datetime
    ) -> None:
        mention = resolve_time(f"{day} {clock}", now)

        assert mention is not None
        shares = [other.score for other in mention.alternatives]
        assert shares == sorted(shares, reverse=True)
        assert all(share <= 1 - sum(shares) + 0.01 for share in shares)
        assert mention.value not in [other.value for other in mention.alternatives]


class TestInterpretation:
    def test_it_shows_which_times_have_other_readings(self) -> None:
        said = interpret("call mom next friday and pay rent tomorrow", NOW, "UTC")

        (doubtful,) = said.ambiguous_times
        assert said.text[doubtful.start : doubtful.end] == "next friday"
        assert doubtful.alternatives[0].value == "2026-05-15"

    def test_it_asks_where_as_many_people_mean_the_other(self) -> None:
        said = interpret("call mom on 3/6", NOW, "UTC")

        assert said.clarification is not None
        dues = [option.actions[0].slots.due for option in said.clarification.options]
        assert [due.date for due in dues if due] == ["2027-03-06", "2026-06-03"]

    def test_it_does_not_ask_who_writes_dates_in_a_known_order(self) -> None:
        assert interpret("call mom on 3/6", NOW, "UTC", Context(language="en-GB")).clarification is None

    def test_it_does_what_most_people_mean_without_asking(self) -> None:
        assert interpret("call mom next friday at 7", NOW, "UTC").clarification is None
