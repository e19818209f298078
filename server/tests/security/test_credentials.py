"""Each credential opens the doors that it was made for and no other; and one made by hand opens none."""

import base64
import hmac
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import httpx
import msgspec
import pytest
import socketio
from joserfc.jwk import OKPKey
from socketio.exceptions import ConnectionError as NotConnected

from tests.fixtures.product import PASSWORD, Person, Product
from tests.modules.auth.oauth_program import Program
from tests.modules.todo.people import made
from voicetodo.kit.ids import new_id
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.kit.tokens.claims import Claims, new_key, public_jwk, sign
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.service.signing_keys import SigningKeys

#: What each credential opens.
OPENS: Final = {
    "access token": {"api", "socket"},
    "refresh token": {"refresh"},
    "device token": set[str](),
    "personal token": {"api", "socket"},
    "access token of an application": {"api", "socket"},
    "refresh token of an application": {"refresh of an application"},
    "app password": {"dav"},
    "service token": set[str](),  # good for one question with one body, which none of these doors is asked
    "password": {"sign-in"},
}
DOORS: Final = ("api", "socket", "dav", "dav by bearer", "rpc", "refresh", "refresh of an application", "sign-in")


class Holder(Person):
    """On a device that is known."""

    def __init__(self, url: str, person: Person) -> None:
        body = {"email": person.user["email"], "password": PASSWORD, "client": "native"}
        signed_in = made(person.post("/v1/auth/login", json=body))
        person.close()
        super().__init__(url, signed_in)
        self.device_token: str = signed_in["device_token"]


@pytest.fixture(scope="module")
def holder(product: Product) -> Iterator[Holder]:
    with Holder(product.url, product.register("Alice")) as person:
        product.settle(person)
        yield person


@pytest.fixture(scope="module")
def program(product: Product) -> Iterator[Program]:
    with Program(product) as registered:
        yield registered


@pytest.fixture(scope="module")
def credentials(product: Product, holder: Holder, program: Program) -> dict[str, str]:
    """One of each kind, all of them good and all of Alice's."""
    personal = {"name": "script", "scopes": ["todos:read", "profile"]}
    connected = program.connect(holder)
    return {
        "access token": holder.access_token,
        "refresh token": holder.refresh_token,
        "device token": holder.device_token,
        "personal token": made(holder.post("/v1/me/tokens", json=personal))["token"],
        "access token of an application": connected["access_token"],
        "refresh token of an application": connected["refresh_token"],
        "app password": made(holder.post("/v1/me/app-passwords", json={"name": "phone"}))["password"],
        "service token": product.run(_service_token),
        "password": PASSWORD,
    }


@pytest.mark.parametrize("kind", OPENS)
def test_a_credential_opens_its_own_doors_alone(
    credentials: dict[str, str], holder: Holder, program: Program, kind: str
) -> None:
    opened = {door for door in DOORS if _opens(door, credentials[kind], holder, program)}

    assert opened == OPENS[kind]


def _opens(door: str, secret: str, holder: Holder, program: Program) -> bool:
    bearer, email = {"Authorization": f"Bearer {secret}"}, holder.user["email"]
    url = str(holder.base_url)
    with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
        match door:
            case "api":
                return client.get("/v1/me", headers=bearer).is_success
            case "socket":
                return connects(url, secret)
            case "dav":
                return client.request(
                    "PROPFIND", "/dav/", auth=httpx.BasicAuth(email, secret), headers={"Depth": "0"}
                ).is_success
            case "dav by bearer":
                return client.request("PROPFIND", "/dav/", headers={**bearer, "Depth": "0"}).is_success
            case "rpc":
                shown = {"Authorization": f"Bearer {secret}", "X-Service-Token": secret, "Service-Token": secret}
                return client.post("/internal/rpc/auth/public_keys", headers=shown, content=b"").is_success
            case "refresh":
                return client.post("/v1/auth/refresh", json={"refresh_token": secret}).is_success
            case "refresh of an application":
                return program.refresh(secret).is_success
            case _:
                # from a device that is known, which may guess oftener than a stranger
                body = {"email": email, "password": secret, "client": "native", "device_token": holder.device_token}
                return client.post("/v1/auth/login", json=body).is_success


class TestForged:
    """With our own key where that is told: what is wrong is then nothing but what is said."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "somebody"},
            {"aud": "another"},
            {"aud": "https://another.example"},
            {"aud": "auth"},
            {"exp": -60},
            {"exp": 10**7},
            {"nbf": 120},
            {"iat": 120},
            {"client_id": "somebody", "scope": "todos:read"},
            {"scope": "todos:read"},
        ],
    )
    def test_claims_that_are_not_right_open_nothing_though_our_key_signed_them(
        self, product: Product, holder: Holder, changes: dict[str, Any]
    ) -> None:
        # times are told as seconds from now
        now = int(time.time())
        told = {name: now + each if isinstance(each, int) else each for name, each in changes.items()}

        assert _seen(holder, product.run(_forge(holder, **told))) == 401

    def test_right_ones_do(self, product: Product, holder: Holder) -> None:
        assert _seen(holder, product.run(_forge(holder))) == 200

    def test_a_session_that_never_was_is_no_way_to_stay(self, product: Product, holder: Holder) -> None:
        token = product.run(_forge(holder, sid=new_id(), sub=new_id()))

        assert _seen(holder, token, "/v1/me") == 404

    @pytest.mark.parametrize(
        "header",
        [
            {"alg": "none"},
            {"alg": "nOnE"},
            {"alg": "HS256"},
            {"alg": "RS256"},
            {"kid": "../../../../../../dev/null"},
            {"kid": "/proc/self/environ"},
            {"kid": "https://evil.example/jwks.json"},
            {"kid": "x' union select 'AAAA' --"},
            {"kid": "a\r\nX-Injected: yes"},
            {"kid": ["k"]},
            {"kid": "k" * 100_000},
            {"jku": "http://127.0.0.1:9/jwks.json"},
            {"x5u": "http://127.0.0.1:9/cert.pem"},
            {"x5c": ["AAAA"]},
            {"crit": ["exp"]},
            {"typ": "JWT"},
            {"typ": "dpop+jwt"},
            {"zip": "DEF"},
            {"b64": False, "crit": ["b64"]},
        ],
    )
    def test_a_header_of_ones_own_opens_nothing(self, holder: Holder, header: dict[str, Any]) -> None:
        theirs = new_key("theirs")
        for secret in (b"", public_jwk(theirs).x.encode(), holder.access_token.encode()):
            assert _seen(holder, _resigned(holder.access_token, secret, header)) in {400, 401, 431}

    def test_a_key_that_comes_along_is_not_used(self, holder: Holder, product: Product) -> None:
        keys = product.run(_published)
        theirs = new_key(keys[0].kid)
        token = sign(_claims(holder), theirs)
        _, payload, _ = token.split(".")
        for extra in ({"jwk": theirs.as_dict(private=False)}, {}):
            header = {"alg": "EdDSA", "typ": "at+jwt", "kid": keys[0].kid, **extra}
            assert _seen(holder, _signed_by(theirs, header, payload)) == 401

    def test_our_public_key_is_no_shared_secret(self, holder: Holder, product: Product) -> None:
        key = product.run(_published)[0]
        raw = base64.urlsafe_b64decode(key.x + "=")
        for secret in (raw, key.x.encode(), msgspec.json.encode(key)):
            assert _seen(holder, _resigned(holder.access_token, secret, {"alg": "HS256", "kid": key.kid})) == 401

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda token: token[:-1],
            lambda token: token[:-10],
            lambda token: token + "A",
            lambda token: token.rsplit(".", 1)[0] + ".",
            lambda token: token.rsplit(".", 1)[0],
            lambda token: token + "." + token,
            lambda token: token.replace(".", ".."),
            lambda token: token + "=" * 4,
            lambda token: token.swapcase(),
            lambda token: token + "A" * 5_000,
        ],
    )
    def test_one_that_was_touched_opens_nothing(self, holder: Holder, spoil: Callable[[str], str]) -> None:
        spoilt = spoil(holder.access_token)

        assert _seen(holder, spoilt) == 401
        assert not connects(str(holder.base_url), spoilt)


class TestSockets:
    def test_an_expired_token_connects_nobody(self, product: Product, holder: Holder) -> None:
        past = int((datetime.now(UTC) - timedelta(minutes=11)).timestamp())
        token = product.run(_forge(holder, iat=past, nbf=past, exp=past + 600))

        assert not connects(product.url, token)

    def test_a_token_of_a_session_that_ended_connects_nobody(self, product: Product) -> None:
        with product.register("Left") as person:
            assert connects(product.url, person.access_token)

            person.post("/v1/auth/logout", json={"refresh_token": person.refresh_token})

            assert not connects(product.url, person.access_token)

    @pytest.mark.parametrize("shown", [None, "", 7, ["token"], {"token": "x"}, "Bearer x", "x" * 100_000])
    def test_what_is_no_token_connects_nobody(self, product: Product, shown: Any) -> None:
        assert not connects(product.url, shown)

    def test_a_token_in_the_address_or_a_header_connects_nobody(self, product: Product, holder: Holder) -> None:
        assert not connects(f"{product.url}?token={holder.access_token}", None)
        assert not connects(product.url, None, headers={"Authorization": f"Bearer {holder.access_token}"})

    def test_a_page_of_another_site_does_not_even_come_in(self, product: Product, holder: Holder) -> None:
        assert not connects(product.url, holder.access_token, headers={"Origin": "https://evil.example"})


def connects(url: str, token: Any, *, headers: dict[str, str] | None = None) -> bool:
    client = socketio.Client(reconnection=False)
    try:
        client.connect(url, auth={"token": token}, transports=["websocket"], wait_timeout=10, headers=headers or {})
    except NotConnected:
        return False
    finally:
        held = client.eio.ws
        client.disconnect()
        client.shutdown()
        if held is not None:
            held.shutdown()
    return True


async def _service_token(process: Assembly) -> str:
    """Of a service of this very installation, for another question than any door is asked."""
    tokens = ServiceTokens(process.host.seal.derive("service tokens"), issuer="todo")
    return tokens.sign(module="auth", method="get_user", body=b"")


async def _published(process: Assembly) -> Any:
    return await _keys(process).published()


def _forge(holder: Holder, **changes: Any) -> Callable[[Assembly], Any]:
    async def forge(process: Assembly) -> str:
        return sign(_claims(holder, **changes), await _keys(process).signer())

    return forge


def _keys(process: Assembly) -> SigningKeys:
    keys = process.host.parts.services[SigningKeys]
    assert isinstance(keys, SigningKeys)
    return keys


def _claims(holder: Holder, **changes: Any) -> Claims:
    """Those of the token that she has."""
    payload = holder.access_token.split(".")[1]
    known = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    now = int(time.time())
    whole = {**known, "iat": now, "nbf": now, "exp": now + 600, **changes}
    return msgspec.convert(
        {name: str(each) if isinstance(each, UUID) else each for name, each in whole.items()}, Claims
    )


def _resigned(token: str, secret: bytes, header: dict[str, Any]) -> str:
    """The same claims under another header, with an HMAC for a signature, or none."""
    _, payload, _ = token.split(".")
    signed = f"{_encode({'alg': 'EdDSA', 'typ': 'at+jwt', 'kid': 'k', **header})}.{payload}"
    mac = hmac.digest(secret, signed.encode(), "sha256") if secret else b""
    return f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _signed_by(key: OKPKey, header: dict[str, Any], payload: str) -> str:
    signed = f"{_encode(header)}.{payload}"
    private: Any = key.private_key
    return f"{signed}.{base64.urlsafe_b64encode(private.sign(signed.encode())).decode().rstrip('=')}"


def _encode(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _seen(person: Person, token: str, path: str = "/v1/me") -> int:
    return person.get(path, headers={"Authorization": f"Bearer {token}"}).status_code
