"""Hears `NOTIFY` on a connection of its own, and makes a new one when that is lost."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import asyncpg

from voicetodo.kit.db.driver import Driver
from voicetodo.kit.telemetry.logs import logger

_FIRST_PAUSE_SECONDS: Final = 0.05
_LONGEST_PAUSE_SECONDS: Final = 2.0
_CHECK_SECONDS: Final = 30.0

log = logger("kit.db")


class Listener:
    """One per process. Callbacks run in the event loop and must be quick; they are given the payload.

    What is sent while the connection is away is never heard: `on_gap` callbacks run after each time it came back.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._callbacks: dict[str, list[Callable[[str], None]]] = defaultdict(list)
        self._gap_callbacks: list[Callable[[], None]] = []
        self._task: asyncio.Task[None] | None = None
        self._is_listening = asyncio.Event()

    def listen(self, channel: str, callback: Callable[[str], None]) -> None:
        """To be asked before `start`."""
        self._callbacks[channel].append(callback)

    def on_gap(self, callback: Callable[[], None]) -> None:
        self._gap_callbacks.append(callback)

    async def start(self) -> None:
        """Listening on return, where the database answers within 5 s; otherwise as soon as it does."""
        self._task = asyncio.create_task(self._run(), name="listener")
        with suppress(TimeoutError):
            async with asyncio.timeout(5.0):
                await self._is_listening.wait()

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        pause_seconds, is_first = _FIRST_PAUSE_SECONDS, True
        while True:
            try:
                await self._hear_until_lost(is_first=is_first)
                pause_seconds, is_first = _FIRST_PAUSE_SECONDS, False
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("listener_cannot_connect", error=str(error), again_in_seconds=pause_seconds)
            await asyncio.sleep(pause_seconds)
            pause_seconds = min(pause_seconds * 2, _LONGEST_PAUSE_SECONDS)

    async def _hear_until_lost(self, *, is_first: bool) -> None:
        connection = await asyncpg.connect(
            self._url, timeout=5, server_settings={"application_name": "voicetodo listener"}
        )
        is_lost = asyncio.Event()
        connection.add_termination_listener(lambda _: is_lost.set())
        try:
            for channel in self._callbacks:
                await connection.add_listener(channel, self._hear)
            self._is_listening.set()
            if not is_first:
                log.info("listener_is_back")
                for callback in self._gap_callbacks:
                    callback()
            await _wait_while_alive(connection, is_lost)
        finally:
            self._is_listening.clear()
            connection.terminate()

    def _hear(self, _connection: object, _pid: int, channel: str, payload: object) -> None:
        for callback in self._callbacks[channel]:
            callback(str(payload))


async def _wait_while_alive(connection: Driver, is_lost: asyncio.Event) -> None:
    """Asks something now and then, as a connection may die without a word."""
    while not is_lost.is_set():
        try:
            async with asyncio.timeout(_CHECK_SECONDS):
                await is_lost.wait()
        except TimeoutError:
            await connection.execute("select", timeout=5)
