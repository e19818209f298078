"""One recording that is sent while it is made. Pure: no I/O, and the time is given."""

from typing import Final

from voicetodo.modules.realtime.errors import StreamBroken, StreamTooFast, StreamTooLong, StreamUnreadable
from voicetodo.modules.voice.api import Speaking

#: 16-bit samples, mono, at 16 kHz.
BYTES_PER_SECOND: Final = 32_000
#: A quarter of a second. Socket.IO takes no message above 10,000 bytes.
MOST_BYTES_AT_ONCE: Final = 8_192
#: So much more than the time that has passed may come: what was said while the line was being opened, or was slow.
AHEAD_SECONDS: Final = 20.0


class Stream:
    """Sound in the order in which it was made, without gaps, and never more of it than may be.

    Pieces are numbered from 0. One that comes again changes nothing.
    """

    def __init__(self, speaking: Speaking, *, max_seconds: float, began_at: float) -> None:
        self.speaking = speaking
        self._most_bytes = int(max_seconds * BYTES_PER_SECOND)
        self._began_at = began_at
        self._sound = bytearray()
        self._pieces = 0

    @property
    def sound(self) -> bytes:
        """All of it so far."""
        return bytes(self._sound)

    def __len__(self) -> int:
        return len(self._sound)

    def take(self, number: object, piece: object, *, at: float) -> None:
        """Raises StreamUnreadable, StreamBroken, StreamTooLong, StreamTooFast."""
        if not isinstance(number, int) or not isinstance(piece, bytes) or len(piece) > MOST_BYTES_AT_ONCE:
            raise StreamUnreadable
        if number > self._pieces or number < 0:
            raise StreamBroken
        if number < self._pieces:
            return
        length = len(self._sound) + len(piece)
        if length > self._most_bytes:
            raise StreamTooLong
        if length > (at - self._began_at + AHEAD_SECONDS) * BYTES_PER_SECOND:
            raise StreamTooFast
        self._sound += piece
        self._pieces += 1

    def check_whole(self, pieces: object) -> None:
        """Raises StreamBroken unless exactly so many pieces have come."""
        if pieces != self._pieces:
            raise StreamBroken
