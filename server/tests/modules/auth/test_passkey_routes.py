"""Passkeys as clients meet them."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.modules.auth.authenticators import Authenticator

ORIGIN = "http://localhost:1"


@pytest.fixture
def browser(product: Product) -> Any:
    """Somebody at an address with a name, as browsers make passkeys for no other."""
    headers = {"Host": "localhost:1"}
    with httpx.Client(base_url=product.url, headers=headers, trust_env=False, verify=NO_CERTIFICATES) as client:
        yield client


def at_home(person: Person) -> Person:
    person.headers["Host"] = "localhost:1"
    return person


def make(person: Person, device: Authenticator) -> dict[str, Any]:
    options = person.post("/v1/me/passkeys/options").json()["options"]
    credential = device.make(options, origin=ORIGIN)
    made = person.post("/v1/me/passkeys", json={"name": "Phone", "credential": credential})
    assert made.status_code == 201, made.text
    return made.json()


class TestPasskeys:
    def test_the_way_from_making_one_to_signing_in(self, alice: Person, browser: httpx.Client) -> None:
        device = Authenticator()
        made = make(at_home(alice), device)

        options = browser.post("/v1/auth/passkey/options").json()["options"]
        body = {"credential": device.sign(options, origin=ORIGIN), "client": "native"}
        signed_in = browser.post("/v1/auth/passkey", json=body)

        assert signed_in.status_code == 200, signed_in.text
        assert signed_in.json()["user"]["id"] == alice.id
        assert alice.get("/v1/me/passkeys").json()["items"][0]["last_used_at"] > made["created_at"]
        again = browser.post("/v1/auth/passkey", json=body)
        assert (again.status_code, again.headers["content-type"]) == (401, "application/problem+json")

    def test_one_confirms_who_i_am(self, alice: Person) -> None:
        device = Authenticator()
        make(at_home(alice), device)

        options = alice.post("/v1/auth/reauthentication/options").json()["options"]
        answer = alice.post("/v1/auth/reauthentication", json={"passkey": device.sign(options, origin=ORIGIN)})

        assert answer.status_code == 200, answer.text
        assert answer.json()["access_token"]

    def test_nobody_sees_changes_or_removes_anothers(
        self, alice: Person, charlie: Person, nobody: httpx.Client
    ) -> None:
        path = f"/v1/me/passkeys/{make(at_home(alice), Authenticator())['id']}"

        assert charlie.get("/v1/me/passkeys").json()["items"] == []
        assert charlie.patch(path, json={"name": "Mine"}).status_code == 404
        assert charlie.delete(path).status_code == 404
        assert nobody.delete(path).status_code == 401
        assert alice.patch(path, json={"name": "Telephone"}).json()["name"] == "Telephone"
        assert alice.delete(path).status_code == 204

    def test_an_address_without_a_name_has_none(self, alice: Person) -> None:
        answer = alice.post("/v1/me/passkeys/options")

        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/passkeys-unavailable")
