"""What a provider says is believed only if it says it, to us, of whoever came, now; and it is not waited for."""

import json
import sys
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests.fixtures.product import NO_CERTIFICATES
from tests.kit.outgoing.servers import Asked, stranger
from tests.modules.auth.providers.stand_in import CLIENT_ID, CLIENT_SECRET, StandIn
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.outgoing import Outgoing
from voicetodo.modules.auth.errors import ProviderRefused, ProviderUnavailable
from voicetodo.modules.auth.model.id_tokens import Assertion
from voicetodo.modules.auth.model.providers import read_providers
from voicetodo.modules.auth.service.openid import OpenId, Return
from voicetodo.modules.auth.service.provider_documents import ProviderDocuments
from voicetodo.modules.auth.service.visits import Visit

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADDRESS = "https://todo.example"
#: Some of a house full of tests: slow machines are no slow providers.
PATIENCE_SECONDS = 20.0
DISCOVERY = "/.well-known/openid-configuration"
HOUR = timedelta(hours=1)


def answer(value: object) -> tuple[int, dict[str, str], bytes]:
    return 200, {"content-type": "application/json"}, json.dumps(value).encode()


class Asking:
    """Us, and one who was sent to the provider and came back."""

    def __init__(self, acme: StandIn, **described: Any) -> None:
        self.acme = acme
        self.clock = FixedClock(START)
        acme.now = lambda: self.clock.now().timestamp()
        self.provider = read_providers(acme.settings(**described))["acme"]
        outgoing = Outgoing(timeout_seconds=PATIENCE_SECONDS, max_bytes=20_000, tls=NO_CERTIFICATES)
        documents = ProviderDocuments(outgoing=outgoing, clock=self.clock)
        self.openid = OpenId(documents=documents, outgoing=outgoing, clock=self.clock, address=ADDRESS)
        self.visit = Visit(state="state", nonce="nonce", code_verifier="v" * 43, began_at=START)

    async def location(self) -> str:
        return await self.openid.address_for(self.provider, self.visit)

    async def go(self, **claims: Any) -> Return:
        return Return(**self.acme.sign_in(await self.location(), **claims))

    async def come(self, back: Return) -> Assertion:
        return await self.openid.redeem(self.provider, self.visit, back)

    async def sign_in(self, **claims: Any) -> Assertion:
        return await self.come(await self.go(**claims))


class Asks(Protocol):
    """`asks(scopes=["openid"])`: of a provider that is described so."""

    def __call__(self, **described: Any) -> Asking: ...


@pytest.fixture
def asks(acme: StandIn) -> Asks:
    return lambda **described: Asking(acme, **described)


class TestTheWayThere:
    async def test_asks_for_a_code_with_all_that_protects_it(self, asks: Asks, acme: StandIn) -> None:
        location = await asks(scopes=["openid", "email"]).location()

        asked = parse_qs(urlsplit(location).query)
        assert location.startswith(f"{acme.issuer}/authorize?")
        assert asked["redirect_uri"] == ["https://todo.example/with/acme"]
        assert (asked["response_type"], asked["client_id"]) == (["code"], [CLIENT_ID])
        assert (asked["scope"], asked["code_challenge_method"]) == (["openid email"], ["S256"])
        assert len(asked["code_challenge"][0]) == 43
        assert (asked["nonce"], asked["state"]) == (["nonce"], ["state"])

    async def test_keeps_what_the_address_asks_already(self, asks: Asks, acme: StandIn) -> None:
        acme.document = {"authorization_endpoint": f"{acme.issuer}/authorize?tenant=1#top"}

        location = await asks().location()

        assert location.startswith(f"{acme.issuer}/authorize?tenant=1&response_type=code&")
        assert "#" not in location


class TestTokens:
    @pytest.mark.parametrize(
        "claims",
        [
            {"iss": "https://evil.example"},
            {"aud": "another client"},
            {"aud": []},
            {"aud": [CLIENT_ID, "another"]},
            {"aud": [CLIENT_ID, "another"], "azp": "another"},
            {"azp": "another"},
            {"nonce": "another"},
            {"nonce": None},
            {"nonce": 5},
            {"exp": 1},
            {"exp": None},
            {"exp": 1e300},
            {"exp": "tomorrow"},
            {"iat": 1},
            {"iat": 4e9},
            {"iat": None},
            {"nbf": 4e9},
            {"sub": ""},
            {"sub": "x" * 256},
            {"sub": "a\0b"},
            {"sub": None},
            {"sub": 7},
            {"iss": None},
            {"amr": "mfa"},
        ],
        ids=str,
    )
    async def test_that_say_something_else_are_refused(
        self, asks: Asks, acme: StandIn, claims: dict[str, object]
    ) -> None:
        asking = asks()
        acme.claims = claims

        with pytest.raises(ProviderRefused):
            await asking.sign_in()

    @pytest.mark.parametrize("claims", [{"aud": [CLIENT_ID]}, {"aud": [CLIENT_ID, "b"], "azp": CLIENT_ID}], ids=str)
    async def test_that_say_it_otherwise_are_believed(
        self, asks: Asks, acme: StandIn, claims: dict[str, object]
    ) -> None:
        acme.claims = claims

        assert (await asks().sign_in()).subject

    async def test_without_a_signature_are_refused(self, asks: Asks, acme: StandIn) -> None:
        acme.algorithm = "none"
        acme.document = {"id_token_signing_alg_values_supported": ["none", "RS256"]}

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_with_what_everybody_knows_are_refused(self, asks: Asks, acme: StandIn) -> None:
        acme.secret, acme.algorithm = acme.public_pem(), "HS256"
        acme.document = {"id_token_signing_alg_values_supported": ["HS256", "RS256"]}

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_with_the_secret_that_we_share_are_refused(self, asks: Asks, acme: StandIn) -> None:
        """Whoever has read our settings would be the provider otherwise."""
        acme.secret, acme.algorithm = CLIENT_SECRET.encode(), "HS256"
        acme.document = {"id_token_signing_alg_values_supported": ["HS256"]}

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_by_a_secret_among_its_keys_are_refused(self, asks: Asks, acme: StandIn) -> None:
        secret = OctKey.generate_key(256, {"kid": "first"})
        acme.secret, acme.algorithm, acme.published = secret.raw_value, "HS256", [secret.as_dict(private=True)]
        acme.document = {"id_token_signing_alg_values_supported": ["HS256"]}

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_by_an_algorithm_that_it_does_not_name_are_refused(self, asks: Asks, acme: StandIn) -> None:
        acme.algorithm = "PS256"

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_by_an_algorithm_that_the_operator_does_not_are_refused(self, asks: Asks) -> None:
        with pytest.raises(ProviderRefused):
            await asks(algorithms=["ES256"]).sign_in()

    async def test_signed_by_a_key_of_somebody_else_are_refused(self, asks: Asks, acme: StandIn) -> None:
        acme.key = RSAKey.generate_key(2048, {"kid": "first"})

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    @pytest.mark.parametrize(
        "published", [{"use": "enc"}, {"alg": "RS512"}, {"kty": "made up"}, {"n": "AQAB"}, {"n": 5}], ids=str
    )
    async def test_signed_by_a_key_that_is_not_for_this_are_refused(
        self, asks: Asks, acme: StandIn, published: dict[str, object]
    ) -> None:
        acme.published = [{**acme.published[0], **published}]

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_by_a_small_key_are_refused(self, asks: Asks, acme: StandIn) -> None:
        small = _small_key()
        acme.key, acme.published = small, [small.as_dict(private=False)]

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

    async def test_signed_by_another_kind_of_key_are_believed(self, asks: Asks, acme: StandIn) -> None:
        curve = ECKey.generate_key("P-256", {"kid": "first"})
        acme.key, acme.algorithm, acme.published = curve, "ES256", [curve.as_dict(private=False)]

        assert (await asks().sign_in()).subject

    async def test_that_name_no_key_are_believed_if_one_of_its_keys_signed_them(
        self, asks: Asks, acme: StandIn
    ) -> None:
        acme.published = [ECKey.generate_key("P-256").as_dict(private=False), *acme.published]
        acme.header = {}

        assert (await asks().sign_in()).subject

    @pytest.mark.parametrize("header", [{"kid": 5}, {"kid": ["first"]}, {"crit": ["b64"], "b64": False}], ids=str)
    async def test_with_a_strange_header_are_refused(
        self, asks: Asks, acme: StandIn, header: dict[str, object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asking = asks()
        token = _signed_by_hand(acme, header)
        monkeypatch.setattr(acme, "id_token", token)

        with pytest.raises(ProviderRefused):
            await asking.sign_in()

    @pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "é.é.é", "eyJhbGciOiJSUzI1NiJ9..", "x" * 10_000])
    async def test_that_are_none_are_refused(self, asks: Asks, acme: StandIn, token: str) -> None:
        acme.answers["/token"] = answer({"id_token": token})

        with pytest.raises(ProviderRefused):
            await asks().sign_in()


class TestKeys:
    async def test_are_read_again_when_there_is_a_new_one(self, asks: Asks, acme: StandIn) -> None:
        asking = asks()
        await asking.sign_in()
        new = RSAKey.generate_key(2048, {"kid": "second"})
        acme.key, acme.header, acme.published = new, {"kid": "second"}, [new.as_dict(private=False)]
        asking.clock.advance(timedelta(seconds=11))

        assert (await asking.sign_in()).subject
        assert len(acme.asked_at("/jwks")) == 2

    async def test_are_not_read_for_everyone_that_is_made_up(self, asks: Asks, acme: StandIn) -> None:
        asking = asks()
        acme.header = {"kid": "made up"}

        for _ in range(3):
            with pytest.raises(ProviderRefused):
                await asking.sign_in()

        assert len(acme.asked_at("/jwks")) == 1

    async def test_are_read_once_in_an_hour_and_so_is_where_they_are(self, asks: Asks, acme: StandIn) -> None:
        asking = asks()
        for _ in range(3):
            await asking.sign_in()
        counts = [len(acme.asked_at(path)) for path in (DISCOVERY, "/jwks")]

        asking.clock.advance(HOUR)
        await asking.sign_in()

        assert counts == [1, 1]
        assert [len(acme.asked_at(path)) for path in (DISCOVERY, "/jwks")] == [2, 2]

    async def test_that_are_gone_sign_nothing_after_that(self, asks: Asks, acme: StandIn) -> None:
        asking = asks()
        await asking.sign_in()
        acme.published = []
        asking.clock.advance(HOUR)

        with pytest.raises(ProviderRefused):
            await asking.sign_in()

    async def test_without_end_are_not_read(self, asks: Asks, acme: StandIn) -> None:
        acme.answers["/jwks"] = answer({"keys": [acme.published[0]], "padding": "x" * 30_000})

        with pytest.raises(ProviderUnavailable):
            await asks().sign_in()

    async def test_of_which_there_are_very_many_are_not_looked_through(self, asks: Asks, acme: StandIn) -> None:
        acme.published = [{"kty": "RSA"}] * 101

        with pytest.raises(ProviderUnavailable):
            await asks().sign_in()


class TestDiscovery:
    @pytest.mark.parametrize(
        "document",
        [
            {"issuer": "https://evil.example"},
            {"issuer": None},
            {"token_endpoint": None},
            {"token_endpoint": 5},
            {"authorization_endpoint": "javascript:alert(1)"},
            {"authorization_endpoint": "http://evil.example/authorize"},
            {"jwks_uri": "file:///etc/passwd"},
            {"token_endpoint": "http://169.254.169.254/latest/meta-data"},
            {"userinfo_endpoint": "//evil.example"},
        ],
        ids=str,
    )
    async def test_that_leads_astray_is_not_followed(
        self, asks: Asks, acme: StandIn, document: dict[str, object]
    ) -> None:
        acme.document = document

        with pytest.raises(ProviderUnavailable):
            await asks().location()

    @pytest.mark.parametrize("member", ["jwks_uri", "token_endpoint", "userinfo_endpoint"])
    async def test_that_leads_into_our_own_network_is_not_followed(
        self, asks: Asks, acme: StandIn, member: str
    ) -> None:
        with stranger() as inside:
            port = urlsplit(inside.url).port
            acme.document = {member: f"https://localhost:{port}/secret"}
            asking = asks()

            with pytest.raises(ProviderUnavailable):
                await asking.sign_in(email=None)

            assert inside.asked == []

    @pytest.mark.parametrize("path", [DISCOVERY, "/jwks", "/token"])
    async def test_that_redirects_into_our_own_network_is_not_followed(
        self, asks: Asks, acme: StandIn, path: str
    ) -> None:
        with stranger() as inside:
            acme.answers[path] = (302, {"location": f"{inside.url}/secret"}, b"")

            with pytest.raises(ProviderUnavailable):
                await asks().sign_in()

            assert inside.asked == []

    @pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"\xff", b"[" * 5000, b'{"issuer":"\\ud800"}'])
    async def test_that_is_none_is_told_as_such(self, asks: Asks, acme: StandIn, body: bytes) -> None:
        acme.answers[DISCOVERY] = (200, {}, body)

        with pytest.raises(ProviderUnavailable):
            await asks().sign_in()

    async def test_that_failed_is_asked_for_again(self, asks: Asks, acme: StandIn) -> None:
        asking = asks()
        acme.answers[DISCOVERY] = (500, {}, b"")
        with pytest.raises(ProviderUnavailable):
            await asking.sign_in()
        acme.answers.clear()

        assert (await asking.sign_in()).subject

    async def test_of_a_provider_that_is_slow_is_not_waited_for(
        self, asks: Asks, acme: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def answer_never(_: Asked) -> tuple[int, dict[str, str], bytes]:
            acme.there.is_over.wait(120)
            return 200, {}, b""

        acme.there.answer = answer_never
        monkeypatch.setattr(sys.modules[__name__], "PATIENCE_SECONDS", 0.2)

        with pytest.raises(ProviderUnavailable):
            await asks().location()


class TestCodes:
    async def test_that_the_provider_does_not_know_are_refused(self, asks: Asks) -> None:
        asking = asks()
        back = await asking.go()

        with pytest.raises(ProviderRefused):
            await asking.come(Return(state=back.state, code="another"))

    @pytest.mark.parametrize("code", ["", "x" * 4097])
    async def test_that_are_none_are_not_asked_about(self, asks: Asks, acme: StandIn, code: str) -> None:
        asking = asks()
        back = await asking.go()

        with pytest.raises(ProviderRefused):
            await asking.come(Return(state=back.state, code=code))

        assert acme.asked_at("/token") == []

    async def test_from_another_provider_are_not_told_to_this_one(self, asks: Asks, acme: StandIn) -> None:
        """RFC 9207."""
        asking = asks()
        back = await asking.go()

        with pytest.raises(ProviderRefused):
            await asking.come(Return(state=back.state, code=back.code, issuer="https://evil.example"))

        assert acme.asked_at("/token") == []

    async def test_must_say_from_whom_they_are_where_the_provider_promised_it(self, asks: Asks, acme: StandIn) -> None:
        acme.document = {"authorization_response_iss_parameter_supported": True}
        asking = asks()
        silent, telling = await asking.go(), await asking.go()

        with pytest.raises(ProviderRefused):
            await asking.come(silent)

        assert await asking.come(Return(state=telling.state, code=telling.code, issuer=acme.issuer))

    @pytest.mark.parametrize(
        ("answered", "expected"),
        [
            ((401, {}, b"{}"), ProviderUnavailable),
            ((503, {}, b""), ProviderUnavailable),
            ((200, {}, b"{}"), ProviderUnavailable),
            ((200, {}, b"x" * 30_000), ProviderUnavailable),
            ((400, {}, b'{"error": "invalid_grant"}'), ProviderRefused),
        ],
    )
    async def test_that_are_answered_strangely_let_nobody_in(
        self, asks: Asks, acme: StandIn, answered: tuple[int, dict[str, str], bytes], expected: type[Exception]
    ) -> None:
        acme.answers["/token"] = answered

        with pytest.raises(expected):
            await asks().sign_in()


class TestTheSecret:
    async def test_stands_in_the_form_where_the_provider_wants_it_there(self, asks: Asks, acme: StandIn) -> None:
        acme.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        acme.answers["/token"] = (400, {}, b"")

        with pytest.raises(ProviderRefused):
            await asks().sign_in()

        asked = acme.asked_at("/token")[0]
        form = parse_qs(asked.body.decode())
        assert (form["client_id"], form["client_secret"]) == ([CLIENT_ID], ["s&cr:t"])
        assert "authorization" not in asked.headers

    async def test_is_nowhere_where_there_is_none(self, asks: Asks, acme: StandIn) -> None:
        acme.answers["/token"] = (400, {}, b"")

        with pytest.raises(ProviderRefused):
            await asks(client_secret=None).sign_in()

        asked = acme.asked_at("/token")[0]
        assert parse_qs(asked.body.decode())["client_id"] == [CLIENT_ID]
        assert "authorization" not in asked.headers


def _small_key() -> RSAKey:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        return RSAKey.generate_key(1024, {"kid": "first"})


def _signed_by_hand(acme: StandIn, header: dict[str, object]) -> Callable[[dict[str, str]], str]:
    """With a header that no library would write."""
    told = acme.id_token

    def write(visit: dict[str, str]) -> str:
        payload = told(visit).split(".")[1]
        first = urlsafe_b64encode(json.dumps({"alg": "RS256", **header}).encode()).decode().rstrip("=")
        raw: Any = acme.key.raw_value
        signature = raw.sign(f"{first}.{payload}".encode(), PKCS1v15(), SHA256())
        return f"{first}.{payload}.{urlsafe_b64encode(signature).decode().rstrip('=')}"

    return write
