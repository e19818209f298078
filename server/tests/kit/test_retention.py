"""How long, as people say it."""

from datetime import timedelta

import pytest

from voicetodo.kit.retention import told


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(days=1), "1 day"),
        (timedelta(days=30), "30 days"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(minutes=30), "30 minutes"),
        (timedelta(seconds=90), "90 seconds"),
    ],
)
def test_a_time_is_told_in_its_largest_whole_unit(time: timedelta, words: str) -> None:
    assert told(time) == words
