"""The public keys in force, fetched when needed and no more often than is polite."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from voicetodo.kit.errors import DomainError, Unavailable
from voicetodo.kit.rpc.errors import CallRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens.claims import key_from
from voicetodo.kit.tokens.jwk import Jwk

log = logger("tokens")

FetchKeys = Callable[[], Awaitable[list[Jwk]]]

#: A key taken out of use (because somebody stole it) is forgotten within this time.
FRESH_SECONDS: Final = 300.0
#: Tokens with invented key ids make us fetch this often at most.
PAUSE_SECONDS: Final = 5.0


class KeyRing:
    """Keys by id. Keeps what it has while the publisher is away."""

    def __init__(
        self,
        fetch: FetchKeys,
        *,
        on_gone: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`on_gone` is called where a key that was known is not published any more."""
        self._on_gone = on_gone
        self._fetch = fetch
        self._monotonic = monotonic
        self._keys: dict[str, OKPKey] = {}
        self._fetched_at = float("-inf")
        self._tried_at = float("-inf")
        self._has_failed = False
        self._lock = asyncio.Lock()

    async def find(self, kid: str) -> OKPKey | None:
        """The key of this id; None when there is no such key. Raises Unavailable when that cannot be known now."""
        if kid not in self._keys or self._monotonic() - self._fetched_at > FRESH_SECONDS:
            await self._refresh(kid)
        if kid not in self._keys and self._has_failed:
            raise Unavailable(
                "Sign-in cannot be checked just now. Try again in a moment.", headers={"Retry-After": "5"}
            )
        return self._keys.get(kid)

    def expect_new_keys(self) -> None:
        """The next unknown id is asked for at once."""
        self._tried_at = float("-inf")

    async def _refresh(self, kid: str) -> None:
        async with self._lock:
            now = self._monotonic()
            is_known = kid in self._keys and now - self._fetched_at <= FRESH_SECONDS
            if not is_known and now - self._tried_at >= PAUSE_SECONDS:
                await self._load()

    async def _load(self) -> None:
        self._tried_at = self._monotonic()
        try:
            published = await self._fetch()
            known, self._keys = self._keys, {jwk.kid: key_from(jwk) for jwk in published}
        except (DomainError, CallRefused, JoseError, OSError, ValueError) as error:
            self._has_failed = True
            log.warning("keys_not_fetched", error=repr(error))
        else:
            self._has_failed = False
            self._fetched_at = self._monotonic()
            if not known.keys() <= self._keys.keys():
                self._on_gone()
