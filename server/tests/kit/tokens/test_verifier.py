"""Access tokens: the right one opens, every other one is refused, and a known one costs nothing."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import OKPKey

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.errors import Unauthenticated, Unavailable
from voicetodo.kit.ids import new_id
from voicetodo.kit.tokens import Claims, Jwk, TokenVerifier
from voicetodo.kit.tokens.claims import new_key, public_jwk, sign
from voicetodo.kit.tokens.key_ring import KeyRing
from voicetodo.kit.tokens.revocations import SESSION_REVOKED, Revocations
from voicetodo.main.settings import Settings

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = new_key("k1")
ALICE, SESSION = new_id(), new_id()
ADDRESS = "https://todo.example"
#: What stands in a token of an OAuth client.
CLIENT: dict[str, Any] = {"iss": ADDRESS, "aud": ADDRESS, "client_id": "c1", "scope": "todos:read voice"}


class Publisher:
    """Publishes keys, unless it is away; counts how often it was asked."""

    def __init__(self) -> None:
        self.keys = [public_jwk(KEY)]
        self.revoked: list[UUID] = []
        self.is_away = False
        self.asked = 0

    async def public_keys(self) -> list[Jwk]:
        self.asked += 1
        if self.is_away:
            raise Unavailable
        return self.keys

    async def revoked_sessions(self) -> list[UUID]:
        if self.is_away:
            raise Unavailable
        return self.revoked


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def verifier(clock: FixedClock, publisher: Publisher) -> TokenVerifier:
    return TokenVerifier(
        keys=publisher.public_keys,
        revoked=publisher.revoked_sessions,
        clock=clock,
        issuer="us",
        address=ADDRESS,
        max_tokens=3,
    )


def claims(**changes: Any) -> Claims:
    now = int(START.timestamp())
    made: dict[str, Any] = {"iss": "us", "aud": "voicetodo", "sub": ALICE, "sid": SESSION, "iat": now, "nbf": now}
    made |= {"exp": now + 600, "jti": "1", "roles": ["user"]}
    return Claims(**{**made, **changes})


def token(key: OKPKey = KEY, **changes: Any) -> str:
    return sign(claims(**changes), key)


def forged(sign_with: Callable[[bytes], bytes] | None = None, payload: bytes | None = None, **header: Any) -> str:
    """By hand, as no library would: header and payload as told, signed with the right key unless told otherwise."""
    full = {"alg": "EdDSA", "typ": "at+jwt", "kid": "k1"} | header
    stated = {name: value for name, value in full.items() if value is not None}
    body = base64.urlsafe_b64decode(token().split(".")[1] + "==") if payload is None else payload
    signed = f"{_encode(json.dumps(stated).encode())}.{_encode(body)}".encode()
    signature = (sign_with or _private().sign)(signed)
    return f"{signed.decode()}.{_encode(signature)}"


class TestVerify:
    async def test_a_right_one_tells_who_asks(self, verifier: TokenVerifier) -> None:
        caller = await verifier.verify(token(roles=["user", "admin"]))

        assert (caller.user_id, caller.session_id) == (ALICE, SESSION)
        assert caller.is_admin

    async def test_one_made_by_hand_is_as_good(self, verifier: TokenVerifier) -> None:
        assert (await verifier.verify(forged().encode())).user_id == ALICE

    @pytest.mark.parametrize(
        "rubbish", ["", ".", "..", "a.b.c", "é", "\ud800", "x" * 10_000, token() + "x", token()[:-9]]
    )
    async def test_rubbish_is_refused(self, verifier: TokenVerifier, rubbish: str) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(rubbish)

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "them"},
            {"aud": "another"},
            {"exp": int(START.timestamp())},
            {"exp": int(START.timestamp()) - 60},
            {"exp": 10**30},
            {"exp": int(START.timestamp()) + 3600},
            {"nbf": int(START.timestamp()) + 60},
            {"iat": int(START.timestamp()) + 60},
        ],
    )
    async def test_claims_that_are_not_right_are_refused(
        self, verifier: TokenVerifier, changes: dict[str, Any]
    ) -> None:
        with pytest.raises(Unauthenticated) as raised:
            await verifier.verify(token(**changes))

        assert raised.value.headers["WWW-Authenticate"].startswith("Bearer")

    @pytest.mark.parametrize(
        "header",
        [
            {"alg": "none"},
            {"alg": "None"},
            {"alg": "HS256"},
            {"alg": "Ed25519"},
            {"alg": "ES256"},
            {"alg": None},
            {"alg": ["EdDSA"]},
            {"kid": None},
            {"kid": 1},
            {"kid": "k2"},
            {"kid": "../../etc/passwd"},
            {"typ": "JWT"},
            {"typ": None},
            {"crit": ["exp"]},
            {"b64": False, "crit": ["b64"]},
        ],
    )
    async def test_other_headers_are_refused(self, verifier: TokenVerifier, header: dict[str, Any]) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(forged(**header))

    async def test_a_token_without_signature_is_refused(self, verifier: TokenVerifier) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(forged(lambda _: b"", alg="none"))

    async def test_the_public_key_is_no_shared_secret(self, verifier: TokenVerifier) -> None:
        public = base64.urlsafe_b64decode(public_jwk(KEY).x + "=")

        for secret in (public, public_jwk(KEY).x.encode(), b""):
            with pytest.raises(Unauthenticated):
                await verifier.verify(forged(lambda signed, s=secret: hmac.digest(s, signed, "sha256"), alg="HS256"))

    async def test_a_key_that_comes_along_is_not_used(self, verifier: TokenVerifier) -> None:
        theirs = new_key("k1")

        with pytest.raises(Unauthenticated):
            await verifier.verify(forged(_private(theirs).sign, jwk=theirs.as_dict(private=False)))

    async def test_somebody_elses_signature_is_refused(self, verifier: TokenVerifier) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(token(new_key("k1")))

    @pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b"\xff", b'{"sub":"alice"}'])
    async def test_other_contents_are_refused(self, verifier: TokenVerifier, payload: bytes) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(forged(payload=payload))


class TestSecondFactors:
    @pytest.mark.parametrize(
        ("wanted", "roles", "methods", "lacks"),
        [
            ("nobody", ["user", "admin"], ["pwd"], False),
            ("staff", ["user"], ["pwd"], False),
            ("staff", ["user", "support"], ["pwd"], True),
            ("staff", ["user", "admin"], ["pwd"], True),
            ("staff", ["user", "admin"], ["mfa", "otp", "pwd"], False),
            ("everybody", ["user"], [], True),
            ("everybody", ["user"], ["hwk", "mfa"], False),
        ],
    )
    async def test_who_is_asked_for_one_and_did_not_prove_it_lacks_it(
        self, clock: FixedClock, publisher: Publisher, wanted: Any, roles: list[str], methods: list[str], *, lacks: bool
    ) -> None:
        needed = Settings(require_second_factor=wanted).second_factor_of
        verifier = TokenVerifier(keys=publisher.public_keys, clock=clock, issuer="us", second_factor_of=needed)

        caller = await verifier.verify(token(roles=roles, amr=methods))

        assert caller.lacks_second_factor is lacks


class TestClients:
    async def test_a_token_of_a_client_is_good_for_its_scopes(self, verifier: TokenVerifier) -> None:
        caller = await verifier.verify(token(**CLIENT))

        assert (caller.user_id, caller.session_id, caller.scopes) == (ALICE, SESSION, {"todos:read", "voice"})

    async def test_no_role_comes_with_it(self, verifier: TokenVerifier) -> None:
        assert not (await verifier.verify(token(**CLIENT, roles=["admin"]))).is_admin

    async def test_without_scopes_it_is_good_for_nothing(self, verifier: TokenVerifier) -> None:
        caller = await verifier.verify(token(**{**CLIENT, "scope": None}))

        assert caller.scopes == frozenset()

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "us"},
            {"aud": "voicetodo"},
            {"iss": "us", "aud": "voicetodo"},
            {"aud": "https://another.example"},
            {"client_id": None},
            {"client_id": None, "scope": None},
        ],
    )
    async def test_it_is_never_taken_for_one_of_our_own(self, verifier: TokenVerifier, changes: dict[str, Any]) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(token(**{**CLIENT, **changes}))

    async def test_one_of_our_own_has_no_scope(self, verifier: TokenVerifier) -> None:
        with pytest.raises(Unauthenticated):
            await verifier.verify(token(scope="todos:read"))


class TestCache:
    async def test_a_known_one_is_found_without_verifying(self, verifier: TokenVerifier) -> None:
        known = token()
        assert verifier.find_cached(known) is None

        caller = await verifier.verify(known)

        assert verifier.find_cached(known) is caller

    async def test_it_expires(self, verifier: TokenVerifier, clock: FixedClock) -> None:
        known = token()
        await verifier.verify(known)

        clock.advance(timedelta(minutes=10))

        assert verifier.find_cached(known) is None
        with pytest.raises(Unauthenticated):
            await verifier.verify(known)

    async def test_the_oldest_make_room(self, verifier: TokenVerifier) -> None:
        tokens = [token(jti=str(number)) for number in range(5)]

        for each in tokens:
            await verifier.verify(each)

        assert [verifier.find_cached(each) is not None for each in tokens] == [False, False, True, True, True]


class TestRevocation:
    async def test_tokens_of_a_revoked_session_stop_at_once(self, verifier: TokenVerifier) -> None:
        known, fresh, other = token(), token(jti="2"), token(sid=new_id())
        await verifier.verify(known)
        await verifier.verify(other)

        verifier.forget_session(SESSION)

        assert verifier.find_cached(known) is None
        assert verifier.find_cached(other) is not None
        for each in (known, fresh):
            with pytest.raises(Unauthenticated):
                await verifier.verify(each)

    async def test_a_process_that_starts_later_learns_of_it(
        self, verifier: TokenVerifier, publisher: Publisher
    ) -> None:
        publisher.revoked = [SESSION]
        revocations = Revocations(verifier, LocalBroadcast())

        await revocations.start()
        await revocations.stop()

        with pytest.raises(Unauthenticated):
            await verifier.verify(token())

    async def test_it_is_heard_by_broadcast(self, verifier: TokenVerifier) -> None:
        broadcast = LocalBroadcast()
        Revocations(verifier, broadcast)

        await broadcast.publish(SESSION_REVOKED, SESSION.bytes)

        with pytest.raises(Unauthenticated):
            await verifier.verify(token())

    async def test_a_process_starts_though_auth_is_away(self, verifier: TokenVerifier, publisher: Publisher) -> None:
        publisher.is_away = True
        revocations = Revocations(verifier, LocalBroadcast())

        await revocations.start()
        await revocations.stop()

        publisher.is_away = False
        assert (await verifier.verify(token())).user_id == ALICE


class TestKeys:
    async def test_a_new_key_is_fetched_when_it_is_first_seen(
        self, verifier: TokenVerifier, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await verifier.verify(token())
        monkeypatch.setattr("voicetodo.kit.tokens.key_ring.PAUSE_SECONDS", 0)
        second = new_key("k2")
        publisher.keys.append(public_jwk(second))

        assert (await verifier.verify(token(second))).user_id == ALICE

    async def test_invented_keys_do_not_make_us_fetch_again_and_again(
        self, verifier: TokenVerifier, publisher: Publisher
    ) -> None:
        await verifier.verify(token())

        for number in range(20):
            with pytest.raises(Unauthenticated):
                await verifier.verify(token(new_key(f"invented-{number}")))

        assert publisher.asked == 1

    async def test_without_any_key_we_cannot_know(self, verifier: TokenVerifier, publisher: Publisher) -> None:
        publisher.is_away = True

        with pytest.raises(Unavailable):
            await verifier.verify(token())

    async def test_known_keys_serve_while_the_publisher_is_away(self, publisher: Publisher) -> None:
        now = 0.0
        ring = KeyRing(publisher.public_keys, monotonic=lambda: now)
        await ring.find("k1")
        publisher.is_away = True

        now = 1000.0

        assert await ring.find("k1") is not None

    async def test_a_key_taken_out_of_use_is_forgotten(self, publisher: Publisher) -> None:
        now = 0.0
        ring = KeyRing(publisher.public_keys, monotonic=lambda: now)
        await ring.find("k1")
        publisher.keys = []

        now = 301.0

        assert await ring.find("k1") is None


def _private(key: OKPKey = KEY) -> Ed25519PrivateKey:
    secret = str(key.as_dict(private=True)["d"])
    return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(secret + "="))


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
