"""Keeps a process's verifier in step with the sessions that were ended, wherever that happened."""

import asyncio
from contextlib import suppress
from typing import Final
from uuid import UUID

from voicetodo.kit.bus import Broadcast
from voicetodo.kit.errors import DomainError
from voicetodo.kit.rpc.errors import CallRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens.verifier import TokenVerifier

log = logger("tokens")

#: The broadcast's topic; the payload is the session's id, 16 bytes.
SESSION_REVOKED: Final = "session_revoked"
#: The payload is a user's id: nothing that proves this person is good any more.
USER_BARRED: Final = "user_barred"
#: A broadcast may be lost: whoever missed it learns of it within this time.
CATCH_UP_SECONDS: Final = 60.0


class Revocations:
    """Hears of each at once, and asks `auth` for the recent ones at the start, after a gap, and every minute."""

    def __init__(self, tokens: TokenVerifier, broadcast: Broadcast) -> None:
        """To be made before the broadcast starts."""
        self._tokens = tokens
        self._is_behind = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        broadcast.subscribe(SESSION_REVOKED, lambda payload: tokens.forget_session(UUID(bytes=payload)))
        broadcast.subscribe(USER_BARRED, lambda payload: tokens.forget_user(UUID(bytes=payload)))
        broadcast.on_gap(tokens.forget_all)
        broadcast.on_gap(self._is_behind.set)

    async def start(self) -> None:
        """In step on return, if `auth` answers; otherwise as soon as it does."""
        await self._catch_up()
        self._task = asyncio.create_task(self._follow(), name="revocations")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _follow(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(CATCH_UP_SECONDS):
                    await self._is_behind.wait()
            self._is_behind.clear()
            await self._catch_up()

    async def _catch_up(self) -> None:
        try:
            await self._tokens.catch_up()
        except (DomainError, CallRefused, OSError) as error:
            log.warning("revocations_not_fetched", error=repr(error))
