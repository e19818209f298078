"""An installation that asks everybody for a second factor: nobody gets around it, and nobody is locked out of it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from socketio.exceptions import ConnectionError as Refused

from tests.conftest import clone
from tests.fixtures.product import Person, Product
from tests.modules.auth.apps import App
from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.test_passkey_routes import ORIGIN, at_home
from tests.modules.auth.test_passkey_routes import make as make_passkey
from tests.modules.auth.test_routes import login
from tests.modules.realtime.devices import Device
from tests.modules.todo.people import made
from voicetodo.kit.db import EmbeddedPostgres


@pytest.fixture(scope="module")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    for url in clone(postgres, template):
        names = ("auth", "todo", "realtime")
        strict = Product(url, tmp_path_factory.mktemp("strict"), names=names, require_second_factor="everybody")
        strict.start()
        yield strict
        strict.stop()


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


def go_on(person: Person) -> None:
    """With the next access token."""
    told = made(person.post("/v1/auth/refresh", json={"refresh_token": person.refresh_token}))
    person.access_token = told["access_token"]
    person.headers["Authorization"] = f"Bearer {person.access_token}"


def set_up_app(person: Person) -> None:
    app = App(made(person.post("/v1/me/authenticator-app"))["secret"])
    made(person.post("/v1/me/authenticator-app/confirmation", json={"code": app.code(datetime.now(UTC))}))


def test_who_has_none_is_led_to_set_one_up_and_then_goes_on(product: Product, alice: Person) -> None:
    refused = alice.get("/v1/todos")
    with pytest.raises(Refused), Device(product.url, alice.access_token):
        pass
    assert made(alice.get("/v1/me"))["id"] == alice.id

    set_up_app(alice)
    go_on(alice)

    assert problem(refused) == (403, "second-factor-missing")
    assert alice.get("/v1/todos").status_code == 200
    with Device(product.url, alice.access_token) as device:
        assert device.heard("caught_up")


def test_a_program_that_somebody_let_in_goes_on(alice: Person, nobody: httpx.Client) -> None:
    set_up_app(alice)
    go_on(alice)
    token = made(alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["todos:read"]}))["token"]

    assert nobody.get("/v1/todos", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_passkey_is_proven_by_being_made(alice: Person) -> None:
    make_passkey(at_home(alice), Authenticator())
    go_on(alice)

    assert alice.get("/v1/todos").status_code == 200


def test_who_has_one_is_asked_for_it_and_adds_none_in_its_place(product: Product, alice: Person) -> None:
    device = Authenticator()
    make_passkey(at_home(alice), device)
    with httpx.Client(base_url=product.url, timeout=30, trust_env=False) as client:
        thief = at_home(Person(product.url, made(login(client, alice.user["email"]))))
    with thief:
        added = [thief.post(path) for path in ("/v1/me/authenticator-app", "/v1/me/passkeys/options")]

        options = made(thief.post("/v1/auth/reauthentication/options"))["options"]
        proof = {"passkey": device.sign(options, origin=ORIGIN)}
        fresh = made(thief.post("/v1/auth/reauthentication", json=proof))["access_token"]

        assert [problem(each) for each in added] == [(403, "second-factor-missing")] * 2
        assert thief.get("/v1/todos").status_code == 403
        assert thief.get("/v1/todos", headers={"Authorization": f"Bearer {fresh}"}).status_code == 200
