"""The circuit breaker, by a clock that is moved by hand."""

import pytest

from voicetodo.kit.rpc.breaker import Breaker


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def breaker(watch: Watch) -> Breaker:
    return Breaker(failures=3, rest_seconds=1, longest_rest_seconds=3, monotonic=watch)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.admits()
        breaker.failed()


class TestBreaker:
    def test_it_opens_after_failures_in_a_row(self, breaker: Breaker) -> None:
        fail(breaker, 3)

        assert breaker.state == "open"
        assert not breaker.admits()
        assert breaker.retry_after_seconds == 1

    def test_a_success_starts_the_count_anew(self, breaker: Breaker) -> None:
        fail(breaker, 2)
        breaker.succeeded()
        fail(breaker, 2)

        assert breaker.state == "closed"

    def test_after_its_rest_one_may_try(self, breaker: Breaker, watch: Watch) -> None:
        fail(breaker, 3)
        watch.seconds = 1

        assert breaker.state == "half_open"
        assert breaker.admits()
        assert not breaker.admits()

    def test_a_try_that_succeeds_closes_it(self, breaker: Breaker, watch: Watch) -> None:
        fail(breaker, 3)
        watch.seconds = 1
        breaker.admits()
        breaker.succeeded()

        assert breaker.state == "closed"
        assert breaker.admits()

    def test_a_try_that_fails_doubles_the_rest_up_to_a_limit(self, breaker: Breaker, watch: Watch) -> None:
        fail(breaker, 3)
        rests: list[float] = []
        for _ in range(3):
            watch.seconds += breaker.retry_after_seconds
            fail(breaker, 1)
            rests.append(breaker.retry_after_seconds)

        assert rests == [2, 3, 3]

    def test_a_try_that_was_given_up_lets_another_try(self, breaker: Breaker, watch: Watch) -> None:
        fail(breaker, 3)
        watch.seconds = 1
        breaker.admits()
        breaker.abandoned()

        assert breaker.admits()
