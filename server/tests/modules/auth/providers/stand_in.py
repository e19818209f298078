"""A provider in the hands of tests: honest until it is told to be something else."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from joserfc import jws
from joserfc.jwk import Key, RSAKey

from tests.kit.outgoing.servers import Asked, Stranger, stranger

CLIENT_ID: Final = "todo"
CLIENT_SECRET: Final = "s&cr:t"
#: What a token may be signed by, whatever we take.
_ANYTHING: Final = jws.JWSRegistry(algorithms=["RS256", "ES256", "PS256"])


class StandIn:
    """Everything it says can be set to what no honest one would say.

    `claims` and `document` are laid over what it says in tokens and its discovery document; None takes a member away.
    """

    def __init__(self, there: Stranger) -> None:
        self.there = there
        self.issuer = there.url
        self.key: Key = _first_key()
        self.published: list[dict[str, Any]] = [self.key.as_dict(private=False)]
        self.document: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.profile: dict[str, Any] = {}
        self.algorithm = "RS256"
        #: What it signs with in the place of its key, whatever it says.
        self.secret: bytes | None = None
        self.header: dict[str, Any] = {"kid": "first"}
        #: Answers of whole addresses, in the place of its own.
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.visits: dict[str, dict[str, str]] = {}
        self.now: Callable[[], float] = time.time
        there.answer = self._answer

    def settings(self, **described: Any) -> str:
        """What the operator writes of it."""
        mine = {
            "id": "acme",
            "name": "Acme",
            "issuer": self.issuer,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
        }
        return json.dumps([{**mine, **described}])

    def sign_in(self, location: str, **claims: Any) -> dict[str, str]:
        """Somebody does, where they were sent; what their browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = f"code-{len(self.visits)}"
        self.visits[code] = {**asked, "claims": json.dumps(claims)}
        return {"code": code, "state": asked["state"]}

    def asked_at(self, path: str) -> list[Asked]:
        return [each for each in self.there.asked if each.path.partition("?")[0] == path]

    def id_token(self, visit: dict[str, str]) -> str:
        now = int(self.now())
        said = {
            "iss": self.issuer,
            "sub": "acme|1",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": visit["nonce"],
            "email": "alice@example.org",
            "email_verified": True,
            "name": "Alice",
            **({"auth_time": now} if "max_age" in visit else {}),
            **json.loads(visit["claims"]),
            **self.claims,
        }
        payload = json.dumps({name: value for name, value in said.items() if value is not None}).encode()
        header = {name: value for name, value in {"alg": self.algorithm, **self.header}.items() if value is not None}
        signed = f"{_base64(json.dumps(header).encode())}.{_base64(payload)}"
        if self.algorithm == "none":
            return f"{signed}."
        if self.secret is not None:
            return f"{signed}.{_base64(hmac.digest(self.secret, signed.encode(), 'sha256'))}"
        return jws.serialize_compact(header, payload, self.key, registry=_ANYTHING)

    def public_pem(self) -> bytes:
        """Of the key that it signs with, as everybody may know it."""
        assert isinstance(self.key, RSAKey)
        return self.key.as_pem(private=False)

    def _answer(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        path = asked.path.partition("?")[0]
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return _json(200, {name: value for name, value in self._document().items() if value is not None})
        if path == "/jwks":
            return _json(200, {"keys": self.published})
        if path == "/token":
            return self._token(asked)
        if path == "/userinfo":
            return _json(200, self.profile)
        return _json(404, {})

    def _document(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            **self.document,
        }

    def _token(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        """Each code once, with what proves that it was asked for by the same client."""
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        visit = self.visits.pop(form["code"], None)
        expected = "Basic " + base64.b64encode(b"todo:s%26cr%3At").decode()
        if asked.headers.get("authorization") != expected:
            return _json(401, {"error": "invalid_client"})
        if visit is None or visit["redirect_uri"] != form["redirect_uri"]:
            return _json(400, {"error": "invalid_grant"})
        if _base64(hashlib.sha256(form["code_verifier"].encode()).digest()) != visit["code_challenge"]:
            return _json(400, {"error": "invalid_grant"})
        return _json(200, {"id_token": self.id_token(visit), "access_token": "opaque", "token_type": "Bearer"})


@cache
def _first_key() -> RSAKey:
    """That of every stand-in: to make one takes a while."""
    return RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})


@contextmanager
def stand_in() -> Iterator[StandIn]:
    with stranger() as there:
        yield StandIn(there)


def _json(status: int, value: object) -> tuple[int, dict[str, str], bytes]:
    return status, {"content-type": "application/json"}, json.dumps(value).encode()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
