"""Who shows an access token that is good no more is nobody: let in where anybody is, and nowhere else."""

import base64
import json
import time
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.modules.todo.people import made
from tests.security.document import NOBODYS, operations_of
from voicetodo.kit.tokens.claims import Claims, sign
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.service.signing_keys import SigningKeys

KINDS = ("expired", "of a session that ended", "touched", "of no program", "of another scheme", "nothing")


@pytest.fixture(scope="module")
def alice(product: Product) -> Iterator[Person]:
    with product.register("Alice") as person:
        yield person


@pytest.fixture(scope="module")
def headers(product: Product, alice: Person) -> dict[str, str]:
    """The values of `Authorization`, by what is wrong with each; Alice's, where they are anybody's."""
    body = {"email": alice.user["email"], "password": PASSWORD, "client": "native"}
    ended = made(alice.post("/v1/auth/login", json=body))
    logout = alice.post("/v1/auth/logout", json={"refresh_token": ended["refresh_token"]})
    assert logout.status_code == 204, logout.text
    token = alice.access_token

    async def expired(process: Assembly) -> str:
        keys = process.host.parts.services[SigningKeys]
        assert isinstance(keys, SigningKeys)
        return sign(_an_hour_ago(token), await keys.signer())

    return {
        "expired": f"Bearer {product.run(expired)}",
        "of a session that ended": f"Bearer {ended['access_token']}",
        "touched": f"Bearer {token[:-10]}",
        "of no program": "Bearer vt_nonsense",
        "of another scheme": "Basic YWxpY2U6YWxpY2U=",
        "nothing": "Bearer",
    }


def _an_hour_ago(token: str) -> Claims:
    payload = token.split(".")[1]
    known = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    then = int(time.time()) - 3_600
    return msgspec.convert({**known, "iat": then, "nbf": then, "exp": then + 600}, Claims)


def client(product: Product, header: str) -> httpx.Client:
    return httpx.Client(
        base_url=product.url,
        headers={"Authorization": header},
        timeout=60,
        trust_env=False,
        verify=NO_CERTIFICATES,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_signing_in_going_on_and_signing_out_are_open(
    product: Product, alice: Person, headers: dict[str, str], kind: str
) -> None:
    body = {"email": alice.user["email"], "password": PASSWORD, "client": "native"}
    with client(product, headers[kind]) as old:
        signed_in = made(old.post("/v1/auth/login", json=body))
        went_on = made(old.post("/v1/auth/refresh", json={"refresh_token": signed_in["refresh_token"]}))
        left = old.post("/v1/auth/logout", json={"refresh_token": went_on["refresh_token"]})

        assert left.status_code == 204
        assert old.post("/v1/auth/refresh", json={"refresh_token": went_on["refresh_token"]}).status_code == 401


def test_it_stands_for_nothing_that_is_asked_for(product: Product, alice: Person, headers: dict[str, str]) -> None:
    wrong = {"email": alice.user["email"], "password": f"not {PASSWORD}", "client": "native"}
    with client(product, headers["expired"]) as old:
        guessed = old.post("/v1/auth/login", json=wrong)
        swapped = old.post("/v1/auth/refresh", json={"refresh_token": alice.access_token})

    assert (guessed.status_code, guessed.json()["type"]) == (401, "/problems/invalid-credentials")
    assert (swapped.status_code, swapped.json()["type"]) == (401, "/problems/refresh-token-refused")


@pytest.mark.parametrize("kind", ["expired", "of a session that ended", "touched"])
def test_whatever_asks_who_one_is_stays_closed(product: Product, headers: dict[str, str], kind: str) -> None:
    got_further: list[str] = []

    with client(product, headers[kind]) as old:
        for operation in operations_of(product):
            if operation.is_public:
                continue
            path = operation.path.format(**dict.fromkeys(operation.places, NOBODYS))
            answer = old.request(operation.method, path, json=operation.example())
            if (answer.status_code, answer.json()["type"]) != (401, "/problems/unauthenticated"):
                got_further.append(f"{operation.name} → {answer.status_code}")

    assert got_further == []


def test_no_room_of_anybody_is_closed_for_it(product: Product, headers: dict[str, str]) -> None:
    closed: list[str] = []

    with client(product, headers["expired"]) as old:
        for operation in operations_of(product):
            if not operation.is_public or operation.method != "GET":
                continue
            path = operation.path.format(**dict.fromkeys(operation.places, NOBODYS))
            if old.get(path).status_code == 401:
                closed.append(operation.name)

    assert closed == []
