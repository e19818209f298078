"""Small facts that every process should hear at once: what changed, who signed out. Best effort, never the truth."""

import asyncio
import base64
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, Final, Protocol, cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from voicetodo.kit.db import Database
from voicetodo.kit.db.listener import Listener
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.logs import logger

_CHANNEL: Final = "voicetodo_broadcast"
_LARGEST_PAYLOAD_BYTES: Final = 5_000
_PAUSE_SECONDS: Final = 1.0

log = logger("kit.bus")


class Broadcast(Protocol):
    """From one process to all, itself included."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def publish(self, topic: str, payload: bytes) -> None:
        """Heard here before this returns, elsewhere soon or never. Raises only ValueError, above 5,000 bytes."""
        ...

    def subscribe(self, topic: str, callback: Callable[[bytes], None]) -> None:
        """To be asked before `start`. Callbacks run in the event loop and must be quick."""
        ...

    def on_gap(self, callback: Callable[[], None]) -> None:
        """Call this after a time in which others may have published unheard."""
        ...


class LocalBroadcast:
    """For a process that is alone."""

    def __init__(self) -> None:
        self._callbacks: dict[str, list[Callable[[bytes], None]]] = defaultdict(list)
        self._gap_callbacks: list[Callable[[], None]] = []

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def publish(self, topic: str, payload: bytes) -> None:
        if len(payload) > _LARGEST_PAYLOAD_BYTES:
            raise ValueError(f"{len(payload)} bytes are too many for a broadcast.")
        self._tell(topic, payload)

    def subscribe(self, topic: str, callback: Callable[[bytes], None]) -> None:
        self._callbacks[topic].append(callback)

    def on_gap(self, callback: Callable[[], None]) -> None:
        self._gap_callbacks.append(callback)

    def _tell(self, topic: str, payload: bytes) -> None:
        for callback in self._callbacks.get(topic, ()):
            callback(payload)

    def _tell_of_gap(self) -> None:
        for callback in self._gap_callbacks:
            callback()


class PostgresBroadcast(LocalBroadcast):
    """Through `NOTIFY`."""

    def __init__(self, database: Database, *, listener: Listener) -> None:
        """`database`: any module's; whoever made the listener starts it."""
        super().__init__()
        self._database = database
        self._name = new_id().hex
        listener.listen(_CHANNEL, self._hear)
        listener.on_gap(self._tell_of_gap)

    async def publish(self, topic: str, payload: bytes) -> None:
        await super().publish(topic, payload)
        text = f"{self._name} {topic} {base64.b64encode(payload).decode()}"
        try:
            async with self._database.connection() as connection:
                await connection.execute("select pg_notify($1, $2)", _CHANNEL, text)
        except Unavailable:
            log.warning("broadcast_lost", topic=topic)

    def _hear(self, text: str) -> None:
        sender, topic, payload = text.split(" ", 2)
        if sender != self._name:
            self._tell(topic, base64.b64decode(payload))


class RedisBroadcast(LocalBroadcast):
    """Through Redis pub/sub."""

    def __init__(self, redis: Redis) -> None:
        super().__init__()
        self._redis = redis
        self._name = new_id().bytes
        self._task: asyncio.Task[None] | None = None
        self._is_listening = asyncio.Event()
        self._has_listened = False

    async def start(self) -> None:
        """Listening on return, where Redis answers within 5 s; otherwise as soon as it does."""
        self._task = asyncio.create_task(self._run(), name="broadcast")
        with suppress(TimeoutError):
            async with asyncio.timeout(5.0):
                await self._is_listening.wait()

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def publish(self, topic: str, payload: bytes) -> None:
        await super().publish(topic, payload)
        try:
            await self._redis.publish(_CHANNEL, self._name + topic.encode() + b" " + payload)  # pyright: ignore[reportUnknownMemberType] - its options have no types
        except RedisError:
            log.warning("broadcast_lost", topic=topic)

    async def _run(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as listening:  # pyright: ignore[reportUnknownMemberType] - as above
                    await listening.subscribe(_CHANNEL)
                    messages = cast("AsyncIterator[dict[str, Any]]", listening.listen())  # pyright: ignore[reportUnknownMemberType] - as above
                    async for message in messages:
                        self._take(message)
            except (RedisError, OSError) as error:
                log.warning("broadcast_unheard", error=str(error))
            self._is_listening.clear()
            await asyncio.sleep(_PAUSE_SECONDS)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "message":
            self._hear(message["data"])
        elif message["type"] == "subscribe":
            # The client may also have connected anew by itself, and then tells of it by this message alone.
            if self._has_listened:
                self._tell_of_gap()
            self._has_listened = True
            self._is_listening.set()

    def _hear(self, data: bytes) -> None:
        sender, (topic, _, payload) = data[:16], data[16:].partition(b" ")
        if sender != self._name:
            self._tell(topic.decode(), payload)
