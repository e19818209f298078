"""What strangers try is told to whoever audits, and does not fill the log."""

from datetime import UTC, datetime, timedelta

import pytest

from voicetodo.kit.audit import Seldom
from voicetodo.kit.clock import FixedClock

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def seldom(clock: FixedClock) -> Seldom:
    return Seldom(clock)


def test_the_first_is_told_at_once_and_the_others_together_after_a_minute(seldom: Seldom, clock: FixedClock) -> None:
    told = [seldom.count("192.0.2.1") for _ in range(1000)]

    clock.advance(timedelta(minutes=1))

    assert told == [1, *[0] * 999]
    assert seldom.count("192.0.2.1") == 1000


def test_each_key_is_counted_by_itself(seldom: Seldom) -> None:
    assert [seldom.count(key) for key in ("a", "b", "a")] == [1, 1, 0]


def test_of_very_many_keys_no_more_are_told_than_somebody_could_read(seldom: Seldom, clock: FixedClock) -> None:
    told = sum(seldom.count(f"key {number}") for number in range(20_000))

    clock.advance(timedelta(minutes=1))

    assert told == 60
    assert seldom.count("key 19999") == 2
    assert len(seldom._told) <= 10_000
