"""`voicetodo user`, as an operator without a mail server types it."""

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.fixtures.program import environment, voicetodo

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
