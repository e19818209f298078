"""News of jobs that were just deferred, for a worker that is loaded only after the listener has started."""

import asyncio
from collections.abc import Callable, Sequence

from voicetodo.kit.db import Listener


class Arrivals:
    """Made before the listener starts. Until there is an `ear`, news is dropped: a worker first looks for itself."""

    def __init__(self, listener: Listener, queues: Sequence[str]) -> None:
        self.ear: Callable[[str, str], None] | None = None
        self._is_there = asyncio.Event()
        for queue in queues:
            channel = f"procrastinate_queue_v1#{queue}"
            listener.listen(channel, lambda payload, channel=channel: self._hear(channel, payload))

    async def first(self) -> None:
        """Until something was deferred, or until now if it was."""
        await self._is_there.wait()

    def _hear(self, channel: str, payload: str) -> None:
        self._is_there.set()
        if self.ear is not None:
            self.ear(channel, payload)
