"""A program of somebody else's, as its makers would write it: registers, sends people to us, and asks for tokens."""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.fixtures.program import Serving

Json = dict[str, Any]

CALLBACK = "https://app.example/callback"


class Program(httpx.Client):
    """Registered on creation. What it is to do otherwise than right is said with each step."""

    def __init__(self, product: Product | Serving, **metadata: Any) -> None:
        self.metadata = {
            "client_name": "Widget",
            "redirect_uris": [CALLBACK],
            "token_endpoint_auth_method": "none",
            "grant_types": ["authorization_code", "refresh_token"],
            **metadata,
        }
        answer = httpx.post(
            f"{product.url}/v1/oauth/clients", json=self.metadata, trust_env=False, verify=NO_CERTIFICATES
        )
        assert answer.status_code == 201, answer.text
        self.registered: Json = answer.json()
        self.id: str = self.registered["client_id"]
        super().__init__(base_url=product.url, timeout=30, trust_env=False, verify=NO_CERTIFICATES)
        self.verifier = secrets.token_urlsafe(48)

    def query(self, **changes: str | None) -> str:
        """What follows the question mark in the address people are sent to."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.id,
            "redirect_uri": CALLBACK,
            "scope": "todos:read profile",
            "state": "xyz",
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
            **changes,
        }
        return urlencode({name: value for name, value in asked.items() if value is not None})

    def code(self, person: Person, *, scopes: list[str] | None = None, **changes: str | None) -> str:
        """That of an agreement."""
        location = agree(person, self.query(**changes), scopes=scopes or ["todos:read", "profile"])
        return parse_qs(urlsplit(location).query)["code"][0]

    def redeem(self, code: str, /, **changes: str | None) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "client_id": self.id,
            "code_verifier": self.verifier,
        }
        return self.ask("token", form | changes)

    def refresh(self, token: str, /, **changes: str | None) -> httpx.Response:
        form = {"grant_type": "refresh_token", "refresh_token": token, "client_id": self.id}
        return self.ask("token", form | changes)

    def connect(self, person: Person) -> Json:
        """The first tokens."""
        answer = self.redeem(self.code(person))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ask(self, endpoint: str, form: dict[str, str | None]) -> httpx.Response:
        given = {name: value for name, value in form.items() if value is not None}
        return self.post(f"/v1/oauth/{endpoint}", data=given)

    def seen_by(self, token: str, path: str = "/v1/me") -> int:
        """The status that a route answers to this access token."""
        return self.get(path, headers={"Authorization": f"Bearer {token}"}).status_code


def agree(person: Person, query: str, *, scopes: list[str]) -> str:
    """Where the browser is sent."""
    answer = person.post("/v1/oauth/authorizations", json={"asked": query, "scopes": scopes})
    assert answer.status_code == 201, answer.text
    return answer.json()["redirect_to"]
