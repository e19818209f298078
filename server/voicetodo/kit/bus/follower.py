"""Keeping up with what is so elsewhere: told at once, and looked for all the same, as a broadcast may be lost."""

from collections.abc import Awaitable, Callable

from voicetodo.kit.bus.broadcast import Broadcast
from voicetodo.kit.bus.rounds import Rounds
from voicetodo.kit.telemetry.failures import kind_of
from voicetodo.kit.telemetry.logs import logger

log = logger("kit.bus")


class Follower:
    """Looks at the start, when told to, after a gap, and every so many seconds.

    Whatever `look` raises, what is known stays as it was until the next time.
    """

    def __init__(
        self,
        topic: str,
        look: Callable[[], Awaitable[None]],
        *,
        broadcast: Broadcast,
        every_seconds: float = 2.0,
    ) -> None:
        """To be made before the broadcast starts. Whoever changes something publishes `topic`, with any payload."""
        self._topic = topic
        self._look = look
        self._broadcast = broadcast
        self._rounds = Rounds(topic, self._try, look_every_seconds=every_seconds)
        broadcast.subscribe(topic, lambda _: self._rounds.wake())
        broadcast.on_gap(self._rounds.wake)

    async def start(self) -> None:
        """Known on return, where whoever is asked answers; otherwise as soon as they do."""
        await self._try()
        self._rounds.start(is_due=False)

    async def stop(self) -> None:
        await self._rounds.stop()

    async def tell(self) -> None:
        """It changed: known here on return, elsewhere soon. Raises what looking raises."""
        await self._look()
        await self._broadcast.publish(self._topic, b"")

    async def _try(self) -> int:
        """None is left to be done, whatever came of it."""
        try:
            await self._look()
        except Exception as error:  # noqa: BLE001 - as above
            log.warning("not_looked_for", topic=self._topic, error=kind_of(error))
        return 0
