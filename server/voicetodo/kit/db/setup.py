"""The owner's connection for making roles, schemas and tables: one process at a time."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import asyncpg

from voicetodo.kit.db.driver import Driver

_LOCK: Final = 7_310_578_201
_PAUSE_SECONDS: Final = 0.1


@asynccontextmanager
async def setting_up(url: str) -> AsyncGenerator[Driver]:
    """Nobody else sets up this database inside the block.

    Who has to wait asks again and again. A statement that waited would hold a snapshot, and `create index concurrently`
    waits for those: a deadlock.
    """
    connection = await asyncpg.connect(url, timeout=10)
    try:
        while not await connection.fetchval("select pg_try_advisory_lock($1)", _LOCK):  # noqa: ASYNC110 - it is another process that must finish
            await asyncio.sleep(_PAUSE_SECONDS)
        yield connection
    finally:
        await connection.close()
