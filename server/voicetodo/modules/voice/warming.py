"""Makes the language engine ready in the background, so that the first sentence does not wait for it."""

import asyncio
from datetime import UTC, datetime
from typing import Final

from voicetodo.language import interpret
from voicetodo.language.interpretation import Context, KnownTask, Named

#: One of each kind of request, as phrases are made ready when they are first tried.
_SENTENCES: Final = (
    "remind me to call Mum tomorrow at nine",
    "add milk and eggs to groserys every friday p1 @home",
    "I paid the rant",
    "move the rent to next monday",
    "delete the rent and add a task",
    "what is due this week",
    "when is the rent due",
    "create a list called garden",
    "complete everything overdue",
    "undo",
    "yes",
)
_KNOWN: Final = Context(lists=(Named("1", "Groceries"),), tasks=(KnownTask("1", "Pay the rent"),))


class Warming:
    """Reads a few sentences once: that loads the grammar, the tables of time and the libraries of sound."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def is_done(self) -> bool:
        return self._task is not None and self._task.done()

    async def start(self) -> None:
        """Begin; `is_done` tells when it is."""
        self._task = asyncio.create_task(asyncio.to_thread(_read))

    async def stop(self) -> None:
        """At the end on return."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)


def _read() -> None:
    for sentence in _SENTENCES:
        interpret(sentence, datetime(2026, 1, 7, 9, tzinfo=UTC), "Europe/Berlin", _KNOWN)
        interpret(sentence, datetime(2026, 1, 7, 9, tzinfo=UTC), "UTC", Context(language="en-GB"))
