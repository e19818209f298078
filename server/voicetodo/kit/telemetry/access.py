"""One line per answered request, written in batches: the route's template and ids, never a path, a query or a body."""

import asyncio
import sys
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

import msgspec

_encoder = msgspec.json.Encoder()


class Access(msgspec.Struct, omit_defaults=True):
    """One answered request. `ms` is the time from the first byte read to the last byte handed over."""

    timestamp: datetime
    method: str
    route: str
    status: int
    ms: float
    bytes: int
    request_id: str
    trace_id: str
    user_id: UUID | None = None
    is_cached: bool = False
    event: str = "request"
    level: str = "info"


class AccessLog:
    """Holds lines for at most a tenth of a second. Call from the event loop."""

    def __init__(self, stream: BinaryIO | None = None, *, delay_seconds: float = 0.1) -> None:
        self._stream = stream or sys.stderr.buffer
        self._delay_seconds = delay_seconds
        self._lines = bytearray()
        self._is_waiting = False

    def write(self, access: Access) -> None:
        self._lines += _encoder.encode(access)
        self._lines += b"\n"
        if not self._is_waiting:
            self._is_waiting = True
            asyncio.get_running_loop().call_later(self._delay_seconds, self.flush)

    def flush(self) -> None:
        """Write what is held; a stream that was closed is no reason to fail."""
        self._is_waiting = False
        lines, self._lines = self._lines, bytearray()
        try:
            self._stream.write(lines)
            self._stream.flush()
        except (OSError, ValueError):
            return


class NoAccessLog(AccessLog):
    """Writes nothing."""

    def write(self, access: Access) -> None:  # noqa: ARG002 - the interface's parameter
        return
