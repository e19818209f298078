"""Visits to a provider: somebody is sent there by us, from one browser, for one purpose, and comes back with a code.

Nothing is stored of who is on the way. `state` is a challenge of ours, bound to a secret in the browser's cookie, to
the provider and to the session; the nonce and the PKCE verifier follow from it and from that secret, by a key of ours.
Whoever comes back with the state of another browser, provider or session, or for the second time, is refused.
"""

import base64
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.auth.errors import ChallengeRefused
from voicetodo.modules.auth.service.challenges import ANYBODY, Challenges, decode_challenge, encode_challenge

Purpose = Literal["provider_sign_in", "identity_link", "provider_reauthentication"]

#: Somebody may have to find their telephone, or set up something new there.
LASTS: Final = timedelta(minutes=15)
_SECRET_BYTES: Final = 32


class Visit(msgspec.Struct, frozen=True):
    """`began_at` is in whole seconds."""

    state: str
    nonce: str
    code_verifier: str
    began_at: datetime


class Whose(msgspec.Struct, frozen=True):
    """The browser's secret; and the user and the session, where somebody is signed in."""

    browser: str
    user_id: UUID = ANYBODY
    session_id: UUID | None = None


class Visits:
    """`key` is ours alone."""

    def __init__(self, *, db: Database, clock: Clock, challenges: Challenges, key: bytes) -> None:
        self._db = db
        self._clock = clock
        self._challenges = challenges
        self._key = key

    def begin(self, purpose: Purpose, provider_id: str, whose: Whose) -> Visit:
        raw = self._challenges.ask(
            purpose, whose.user_id, bound_to=_bound(provider_id, whose), at=self._clock.now(), good_for=LASTS
        )
        return self._visit(raw, whose, self._clock.now().replace(microsecond=0))

    async def end(self, purpose: Purpose, provider_id: str, whose: Whose, *, state: str) -> Visit:
        """Once. Raises ChallengeRefused."""
        found = self._challenges.find(purpose, decode_challenge(state), at=self._clock.now())
        if found is None or found.user_id != whose.user_id or not whose.browser:
            raise ChallengeRefused
        if not self._challenges.is_bound(found, _bound(provider_id, whose)):
            raise ChallengeRefused
        async with self._db.transaction() as tx:
            if not await self._challenges.spend(tx, found):
                raise ChallengeRefused
        return self._visit(found.raw, whose, found.expires_at - LASTS)

    def _visit(self, raw: bytes, whose: Whose, began_at: datetime) -> Visit:
        return Visit(
            state=encode_challenge(raw),
            nonce=self._derived(b"nonce", raw, whose),
            code_verifier=self._derived(b"code_verifier", raw, whose),
            began_at=began_at,
        )

    def _derived(self, name: bytes, raw: bytes, whose: Whose) -> str:
        digest = hmac.digest(self._key, b"\0".join((name, whose.browser.encode(), raw)), "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def new_browser_secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)


def _bound(provider_id: str, whose: Whose) -> bytes:
    session = b"" if whose.session_id is None else whose.session_id.bytes
    return b"\0".join((provider_id.encode(), whose.browser.encode(), session))
