"""Keeps a process's verifier in step with the sessions that were ended, wherever that happened."""

from typing import Final
from uuid import UUID

from voicetodo.kit.bus import Broadcast, Follower
from voicetodo.kit.tokens.verifier import TokenVerifier

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
        broadcast.subscribe(SESSION_REVOKED, lambda payload: tokens.forget_session(UUID(bytes=payload)))
        broadcast.subscribe(USER_BARRED, lambda payload: tokens.forget_user(UUID(bytes=payload)))
        broadcast.on_gap(tokens.forget_all)
        self._follower = Follower("revocations", tokens.catch_up, broadcast=broadcast, every_seconds=CATCH_UP_SECONDS)

    async def start(self) -> None:
        """In step on return, if `auth` answers; otherwise as soon as it does."""
        await self._follower.start()

    async def stop(self) -> None:
        await self._follower.stop()
