"""What figures mean to whoever looks after an installation."""

import pytest

from voicetodo.kit.health import Reading, readings, worst
from voicetodo.kit.health.readings import State

GB = 1_000_000_000


@pytest.mark.parametrize(
    ("reading", "state"),
    [
        (readings.of_database(size_bytes=GB, connections=20, most=100, replicas=0, lag_seconds=0), "ok"),
        (readings.of_database(size_bytes=GB, connections=80, most=100, replicas=0, lag_seconds=0), "warn"),
        (readings.of_database(size_bytes=GB, connections=95, most=100, replicas=0, lag_seconds=0), "bad"),
        (readings.of_database(size_bytes=GB, connections=20, most=100, replicas=1, lag_seconds=90), "warn"),
        (readings.of_queue("bus", "events", waiting=0, oldest_seconds=0, warn=30, bad=300), "ok"),
        (readings.of_queue("bus", "events", waiting=9, oldest_seconds=10, warn=30, bad=300), "ok"),
        (readings.of_queue("bus", "events", waiting=9, oldest_seconds=31, warn=30, bad=300), "warn"),
        (readings.of_queue("bus", "events", waiting=9, oldest_seconds=301, warn=30, bad=300), "bad"),
        (readings.of_dead_letters(0), "ok"),
        (readings.of_dead_letters(1), "warn"),
        (readings.of_failed_jobs(0), "ok"),
        (readings.of_failed_jobs(2), "warn"),
        (readings.of_deletions(0), "ok"),
        (readings.of_deletions(1), "warn"),
        (readings.of_disk(free_bytes=50 * GB, total_bytes=100 * GB), "ok"),
        (readings.of_disk(free_bytes=9 * GB, total_bytes=100 * GB), "warn"),
        (readings.of_disk(free_bytes=2 * GB, total_bytes=100 * GB), "bad"),
        (readings.of_housekeeping({"auth.forget": -5}), "ok"),
        (readings.of_housekeeping({"auth.forget": 5}), "warn"),
        (readings.of_search_index(waiting=3, oldest_seconds=2, is_there=True, is_rebuilding=False), "ok"),
        (readings.of_search_index(waiting=3, oldest_seconds=61, is_there=True, is_rebuilding=False), "warn"),
        (readings.of_search_index(waiting=3, oldest_seconds=901, is_there=True, is_rebuilding=False), "bad"),
        (readings.of_search_index(waiting=0, oldest_seconds=0, is_there=False, is_rebuilding=True), "ok"),
        (readings.of_search_index(waiting=0, oldest_seconds=0, is_there=False, is_rebuilding=False), "warn"),
        (readings.of_processes(["0.1"]), "ok"),
        (readings.of_processes(["0.1", "0.1"]), "ok"),
        (readings.of_processes(["0.1", "0.2"]), "warn"),
        (readings.of_check("speech", is_passed=True), "ok"),
        (readings.of_check("speech", is_passed=False), "bad"),
    ],
)
def test_a_figure_is_told_in_a_word_and_a_sentence(reading: Reading, state: State) -> None:
    assert reading.state == state
    assert reading.sentence.endswith((".", "?", "failed"))
    assert reading.code


def test_an_installation_is_as_well_as_its_worst_part() -> None:
    ok, bad = readings.of_dead_letters(0), readings.of_check("speech", is_passed=False)

    assert (worst([ok]), worst([ok, readings.of_dead_letters(1)]), worst([bad, ok]), worst([])) == (
        "ok",
        "warn",
        "bad",
        "ok",
    )
