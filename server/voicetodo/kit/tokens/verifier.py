"""From an access token to the caller it stands for: once by signature, then by looking it up.

Verifying takes some 150 µs, looking up under one; a client sends the same token for ten minutes. A verified token is
therefore remembered until it expires, its session is revoked, or newer ones crowd it out. A token that says nothing by
itself is asked about, and the answer remembered for a minute.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NoReturn
from uuid import UUID

from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import Clock
from voicetodo.kit.errors import Unauthenticated
from voicetodo.kit.tokens.claims import Claims, NotAToken, check, read
from voicetodo.kit.tokens.key_ring import FetchKeys, KeyRing
from voicetodo.kit.tokens.opaque import PREFIX, FindTokenUse, is_whole

AUDIENCE: Final = "voicetodo"
#: How long an access token lives, at most.
LIFETIME: Final = timedelta(minutes=10)
#: How far ahead the clock of the machine that signed may run.
LEEWAY: Final = timedelta(seconds=30)
#: For how long nobody is asked again about an opaque token. Its revocation is heard of like that of a session.
_REMEMBERED: Final = timedelta(minutes=1)

FetchRevoked = Callable[[], Awaitable[list[UUID]]]


class TokenVerifier:
    """Made once per process. `keys`, `revoked` and `use` ask `auth`; `revoked` tells what was ended within LIFETIME.

    `address` is where people reach us: issuer and audience of the tokens of OAuth clients (RFC 9068), as `issuer` and
    `audience` are of our own. Who signs in and has one of the roles `second_factor_of` must prove more than one thing
    (`mfa`, RFC 8176). `forget_session` is to be called for whatever is revoked from then on: see `revocations`.
    """

    def __init__(
        self,
        *,
        keys: FetchKeys,
        clock: Clock,
        issuer: str,
        audience: str = AUDIENCE,
        address: str | None = None,
        revoked: FetchRevoked | None = None,
        use: FindTokenUse | None = None,
        second_factor_of: frozenset[str] = frozenset(),
        max_tokens: int = 50_000,
    ) -> None:
        self._ring = KeyRing(keys, on_gone=self.forget_all)
        self._clock = clock
        self._issuer = issuer
        self._audience = audience
        self._address = address
        self._fetch_revoked = revoked
        self._find_use = use
        self._second_factor_of = second_factor_of
        self._max_tokens = max_tokens
        self._known: dict[str, tuple[Caller, datetime]] = {}
        self._of_session: dict[UUID, set[str]] = {}
        self._revoked: dict[UUID, datetime] = {}
        #: Moves when what was answered before may be wrong now.
        self._turn = 0

    @property
    def issuer(self) -> str:
        """Who must have made a token for it to be taken."""
        return self._issuer

    def expect_new_keys(self) -> None:
        """A key was made: the next token of an unknown key is looked up at once, however many were invented before."""
        self._ring.expect_new_keys()

    async def catch_up(self) -> None:
        """Learn of revocations whose announcement this process may have missed."""
        if self._fetch_revoked is not None:
            for session_id in await self._fetch_revoked():
                self.forget_session(session_id)

    def find_cached(self, token: str) -> Caller | None:
        """The caller, when this very token was verified before and still holds."""
        known = self._known.get(token)
        if known is None:
            return None
        if known[1] > self._clock.now():
            return known[0]
        self._drop(token)
        return None

    async def verify(self, token: str | bytes) -> Caller:
        """The caller. Raises Unauthenticated, and Unavailable while keys cannot be fetched."""
        text = token.decode("latin-1") if isinstance(token, bytes) else token
        found = self.find_cached(text)
        if found is not None:
            return found
        if text.startswith(PREFIX):
            return await self._verify_opaque(text)
        claims = await self._claims(text)
        expires_at = self._check(claims)
        caller = self._caller(claims)
        self._remember(text, caller, expires_at)
        return caller

    async def _verify_opaque(self, token: str) -> Caller:
        use, turn = None, None
        while turn != self._turn:
            turn = self._turn
            use = await self._find_use(token=token) if self._find_use is not None and is_whole(token) else None
        # Revoked while it was asked about, perhaps.
        if use is None or use.expires_at <= self._clock.now() or use.token_id in self._revoked:
            _refuse()
        caller = Caller(user_id=use.user_id, session_id=use.token_id, scopes=frozenset(use.scopes))
        self._remember(token, caller, min(use.expires_at, self._clock.now() + _REMEMBERED))
        return caller

    def forget_session(self, session_id: UUID) -> None:
        """No token of this session is taken any more, from this moment on."""
        now = self._clock.now()
        # the oldest stand first; once their tokens have expired anyway there is nothing to remember
        for each, until in list(self._revoked.items()):
            if until > now:
                break
            del self._revoked[each]
        self._revoked.pop(session_id, None)
        self._revoked[session_id] = now + LIFETIME + LEEWAY
        for token in tuple(self._of_session.get(session_id, ())):
            self._drop(token)

    def forget_user(self, user_id: UUID) -> None:
        """Nothing is remembered that proves this person, nor taken what is just being asked about."""
        self._turn += 1
        for token, (caller, _) in list(self._known.items()):
            if caller.user_id == user_id:
                self._drop(token)

    def forget_all(self) -> None:
        """Every token is verified again."""
        self._turn += 1
        self._known.clear()
        self._of_session.clear()

    async def _claims(self, token: str) -> Claims:
        try:
            kid, parts = read(token.encode("ascii"))
            key = await self._ring.find(kid)
            return check(parts, key) if key is not None else _refuse()
        except (NotAToken, UnicodeEncodeError) as error:
            raise _refused() from error

    def _check(self, claims: Claims) -> datetime:
        now = self._clock.now()
        try:
            expires_at = datetime.fromtimestamp(claims.exp, UTC)
            starts_at = datetime.fromtimestamp(max(claims.nbf, claims.iat, claims.auth_time), UTC) - LEEWAY
        except (OverflowError, ValueError, OSError) as error:
            raise _refused() from error
        if not self._is_for_us(claims):
            _refuse()
        if not starts_at <= now < expires_at <= now + LIFETIME + LEEWAY or claims.sid in self._revoked:
            _refuse()
        return expires_at

    def _caller(self, claims: Claims) -> Caller:
        if claims.client_id is not None:
            return Caller(user_id=claims.sub, session_id=claims.sid, scopes=frozenset((claims.scope or "").split()))
        roles = frozenset(claims.roles)
        return Caller(
            user_id=claims.sub,
            session_id=claims.sid,
            roles=roles,
            authenticated_at=datetime.fromtimestamp(claims.auth_time, UTC),
            methods=frozenset(claims.amr),
            lacks_second_factor=bool(roles & self._second_factor_of) and "mfa" not in claims.amr,
        )

    def _is_for_us(self, claims: Claims) -> bool:
        """One kind of token is never taken for the other, whichever address we were given."""
        if claims.client_id is None:
            return claims.scope is None and (claims.iss, claims.aud) == (self._issuer, self._audience)
        return self._address is not None and claims.iss == claims.aud == self._address

    def _remember(self, token: str, caller: Caller, expires_at: datetime) -> None:
        while len(self._known) >= self._max_tokens:
            self._drop(next(iter(self._known)))
        self._known[token] = (caller, expires_at)
        if caller.session_id is not None:
            self._of_session.setdefault(caller.session_id, set()).add(token)

    def _drop(self, token: str) -> None:
        known = self._known.pop(token, None)
        session_id = known[0].session_id if known else None
        if session_id is None:
            return
        siblings = self._of_session.get(session_id, set())
        siblings.discard(token)
        if not siblings:
            self._of_session.pop(session_id, None)


def _refused() -> Unauthenticated:
    return Unauthenticated(headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def _refuse() -> NoReturn:
    raise _refused()
