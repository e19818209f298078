"""How long an answer is wanted that somebody else is making."""

from collections.abc import Callable, Generator
from contextlib import contextmanager


class Patience:
    """Lost at most once, from any thread. Whoever makes the answer may ask, or be told."""

    def __init__(self) -> None:
        self.is_lost = False
        self._stop: Callable[[], None] | None = None

    def lose(self) -> None:
        """The answer is not wanted any more. Repeating it changes nothing that matters."""
        self.is_lost = True
        if (stop := self._stop) is not None:
            stop()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Generator[None]:
        """Call `stop` when it is lost within this block, or was before; perhaps twice."""
        self._stop = stop
        if self.is_lost:
            stop()
        try:
            yield
        finally:
            self._stop = None
