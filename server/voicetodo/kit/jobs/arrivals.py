"""News of jobs that were just deferred, for a worker that is loaded only after the listener has started."""

from collections.abc import Callable, Sequence

from voicetodo.kit.db import Listener


class Arrivals:
    """Made before the listener starts. Until there is an `ear`, news is dropped: a worker first looks for itself."""

    def __init__(self, listener: Listener, queues: Sequence[str]) -> None:
        self.ear: Callable[[str, str], None] | None = None
        for queue in queues:
            channel = f"procrastinate_queue_v1#{queue}"
            listener.listen(channel, lambda payload, channel=channel: self._hear(channel, payload))

    def _hear(self, channel: str, payload: str) -> None:
        if self.ear is not None:
            self.ear(channel, payload)
