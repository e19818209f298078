"""`voicetodo user`, as an operator without a mail server types it."""

import base64
from datetime import UTC, datetime

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.fixtures.program import environment, voicetodo
from voicetodo.modules.auth.service.authenticator_codes import code_at

NEW = "seven quiet gates"


@pytest.fixture
def machine(shared_postgres_url: str, product: Product) -> dict[str, str]:
    """The environment of whoever runs the product."""
    return environment(database_url=shared_postgres_url, data_dir=product.settings.data_dir, public_url=product.url)


def opens(product: Product, email: str, password: str) -> bool:
    body = {"email": email, "password": password, "client": "native"}
    address = f"{product.url}/v1/auth/login"
    return httpx.post(address, json=body, trust_env=False, verify=NO_CERTIFICATES).status_code == 200


def test_a_link_sets_a_password(product: Product, machine: dict[str, str], alice: Person) -> None:
    done = voicetodo("user", "reset-link", alice.user["email"], environ=machine)
    assert done.returncode == 0, done.stderr
    link = done.stdout.strip()
    assert link.startswith(f"{product.url}/confirm/password-reset?token=")

    path, _, token = link.partition("?token=")
    answer = httpx.post(path, data={"token": token, "password": NEW}, trust_env=False, verify=NO_CERTIFICATES)

    assert answer.status_code == 200
    assert opens(product, alice.user["email"], NEW)


def test_a_password_can_be_set(product: Product, machine: dict[str, str], alice: Person) -> None:
    done = voicetodo("user", "set-password", alice.user["email"].upper(), environ=machine, stdin=f"{NEW}\n")

    assert done.returncode == 0, done.stderr
    assert opens(product, alice.user["email"], NEW)


def test_one_that_will_not_do_is_told_so(machine: dict[str, str], alice: Person) -> None:
    done = voicetodo("user", "set-password", alice.user["email"], environ=machine, stdin="Password123!\n")

    assert done.returncode == 1
    assert "known from breaches" in done.stderr


def test_an_address_can_be_taken_for_proven(machine: dict[str, str], alice: Person) -> None:
    done = voicetodo("user", "verify", alice.user["email"], environ=machine)

    assert done.returncode == 0, done.stderr
    assert alice.user["email"] in done.stdout


def test_nobody_is_told_so(machine: dict[str, str]) -> None:
    done = voicetodo("user", "verify", "nobody@example.org", environ=machine)

    assert (done.returncode, done.stderr) == (1, "voicetodo: There is no such person.\n")


def test_a_lost_authenticator_app_can_be_taken_away(product: Product, machine: dict[str, str], alice: Person) -> None:
    email = alice.user["email"]
    seed = base64.b32decode(alice.post("/v1/me/authenticator-app").json()["secret"])
    code = code_at(seed, datetime.now(UTC))
    assert alice.post("/v1/me/authenticator-app/confirmation", json={"code": code}).status_code == 201
    assert not opens(product, email, PASSWORD)

    done = voicetodo("user", "remove-second-factor", email, environ=machine)

    assert done.returncode == 0, done.stderr
    assert opens(product, email, PASSWORD)
    assert alice.post("/v1/auth/refresh", json={"refresh_token": alice.refresh_token}).status_code == 401


def test_one_that_was_never_there_is_told_so(machine: dict[str, str], alice: Person) -> None:
    done = voicetodo("user", "remove-second-factor", alice.user["email"], environ=machine)

    assert done.returncode == 1
    assert "authenticator app" in done.stderr
