"""Says every few seconds that this process is there."""

import asyncio
import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from voicetodo.kit.db import Database
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.ids import new_id
from voicetodo.kit.processes import store
from voicetodo.kit.processes.store import Shape
from voicetodo.kit.telemetry.logs import logger

_EVERY_SECONDS: Final = 10.0

log = logger("kit.processes")


class Heartbeat:
    """One per process. `database`: the kit's. While that is away nobody can be told, and nothing else suffers."""

    def __init__(self, database: Database, *, version: str, shape: Shape, modules: Sequence[str]) -> None:
        self._database = database
        self._id = new_id()
        self._version = version
        self._shape: Shape = shape
        self._modules = list(modules)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Known on return, where the database answers."""
        await self.beat()
        self._task = asyncio.create_task(self._repeat(), name="heartbeat")

    async def stop(self) -> None:
        """It is not there any more, and that is known at once."""
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        with suppress(Unavailable):
            async with self._database.transaction() as tx:
                await store.delete(tx, self._id)

    async def beat(self) -> None:
        """Those that died are forgotten by the way."""
        try:
            async with self._database.transaction() as tx:
                name = f"{platform.node()}:{os.getpid()}"
                await store.put(
                    tx, self._id, name=name, version=self._version, shape=self._shape, modules=self._modules
                )
                await store.forget_silent(tx)
        except Unavailable as error:
            log.warning("not_said_to_be_there", reason=error.sentence)

    async def _repeat(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            await self.beat()
