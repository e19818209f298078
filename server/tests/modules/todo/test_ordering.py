"""Places in an order made by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.modules.todo.ordering import at_end, between

NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)


class TestBetween:
    @given(st.lists(st.tuples(st.integers(0, 1000), st.booleans()), max_size=150))
    def test_there_is_always_room(self, moves: list[tuple[int, bool]]) -> None:
        places = [at_end(NOW, nth=nth) for nth in range(3)]

        for where, is_salted in moves:
            nth = where % (len(places) + 1)
            low = places[nth - 1] if nth else None
            high = places[nth] if nth < len(places) else None
            places.insert(nth, between(low, high) if is_salted else between(low, high, salt=""))

        assert places == sorted(set(places))

    @given(st.text("0z", max_size=3), st.integers(0, 5))
    def test_two_in_the_same_gap_get_different_places(self, salt: str, nth: int) -> None:
        low, high = at_end(NOW, nth=nth), at_end(NOW, nth=nth + 1)

        one, other = between(low, high, salt=f"{salt}a"), between(low, high, salt=f"{salt}b")

        assert low < one < other < high

    def test_always_at_the_same_spot_grows_slowly(self) -> None:
        low, high = at_end(NOW), at_end(NOW, nth=1)

        for _ in range(30):
            high = between(low, high)

        assert len(high) < 120

    def test_there_is_none_between_a_place_and_itself(self) -> None:
        with pytest.raises(ValueError, match="no place"):
            between("V", "V")


class TestAtEnd:
    def test_what_is_made_later_stands_later(self) -> None:
        moments = [NOW + timedelta(microseconds=each) for each in (0, 1, 62, 3844, 10**9, 10**15)]

        places = [at_end(moment) for moment in moments]

        assert places == sorted(places)
