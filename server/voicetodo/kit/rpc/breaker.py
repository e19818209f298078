"""A circuit breaker: after several failures in a row a target is left alone for a while, so that it can recover and we
answer at once instead of waiting."""

import time
from collections.abc import Callable
from typing import Literal

State = Literal["closed", "open", "half_open"]


class Breaker:
    """Closed lets calls through, open refuses them, half open lets a single one try.

    Opens after `failures` failures in a row. Each time the single try fails, the rest doubles, up to
    `longest_rest_seconds`.
    """

    def __init__(
        self,
        *,
        failures: int = 5,
        rest_seconds: float = 1.0,
        longest_rest_seconds: float = 30.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed_failures = failures
        self._first_rest_seconds = rest_seconds
        self._longest_rest_seconds = longest_rest_seconds
        self._monotonic = monotonic
        self._failures = 0
        self._rest_seconds = rest_seconds
        self._opened_at: float | None = None
        self._is_trying = False

    @property
    def state(self) -> State:
        if self._opened_at is None:
            return "closed"
        return "half_open" if self._monotonic() >= self._opened_at + self._rest_seconds else "open"

    @property
    def retry_after_seconds(self) -> float:
        """When asking again makes sense; 0 when it does now."""
        if self._opened_at is None:
            return 0.0
        return max(0.0, self._opened_at + self._rest_seconds - self._monotonic())

    def admits(self) -> bool:
        """Whether a call may go out now. A half open breaker admits one until it is told how that went."""
        state = self.state
        if state == "closed":
            return True
        if state == "open" or self._is_trying:
            return False
        self._is_trying = True
        return True

    def succeeded(self) -> None:
        self._failures, self._opened_at, self._is_trying = 0, None, False
        self._rest_seconds = self._first_rest_seconds

    def failed(self) -> None:
        self._failures += 1
        if self._is_trying:
            self._rest_seconds = min(self._rest_seconds * 2, self._longest_rest_seconds)
        if self._is_trying or (self._opened_at is None and self._failures >= self._allowed_failures):
            self._opened_at = self._monotonic()
        self._is_trying = False

    def abandoned(self) -> None:
        """The call was given up by its caller: neither good nor bad news about the target."""
        self._is_trying = False
