"""Whoever looks after the product that all tests share: Ada is its admin, Sue its support. Charlie may do nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from voicetodo.main.assembly import Assembly


def promoted(product: Product, person: Person, *roles: str) -> Person:
    """The same person, who signed in again after they were given these roles."""

    async def promote(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            await tx.execute("update users set roles = $2 where id = $1", UUID(person.id), ["user", *roles])

    product.run(promote)
    return signed_in_again(product, person)


def signed_in_again(product: Product, person: Person) -> Person:
    answer = log_in(product, person)
    assert answer.status_code == 200, answer.text
    return Person(product.url, answer.json())


def log_in(product: Product, person: Person) -> httpx.Response:
    body = {"email": person.user["email"], "password": PASSWORD, "client": "native"}
    return httpx.post(f"{product.url}/v1/auth/login", json=body, timeout=30, trust_env=False, verify=NO_CERTIFICATES)


@pytest.fixture(scope="session")
def first(product: Product) -> Iterator[Person]:
    """An admin, and perhaps the first person of this product."""
    with product.register("Ada") as person, promoted(product, person, "admin") as admin:
        yield admin


@pytest.fixture(scope="session")
def helper(product: Product, first: Person) -> Iterator[Person]:  # noqa: ARG001 - who is there already
    with product.register("Sue") as person, promoted(product, person, "support") as support:
        yield support


@pytest.fixture
def ada(product: Product, first: Person) -> Iterator[Person]:
    """Admin, who signed in just now."""
    with signed_in_again(product, first) as admin:
        yield admin


@pytest.fixture
def sue(product: Product, helper: Person) -> Iterator[Person]:
    """Support, who signed in just now."""
    with signed_in_again(product, helper) as support:
        yield support


@pytest.fixture
def register(product: Product, first: Person) -> Iterator[Callable[[str], Person]]:  # noqa: ARG001 - as above
    """`register("Dora")`: one more person; never the first, who would be an admin as well."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(product.register(name))


@pytest.fixture
def again(product: Product) -> Iterator[Callable[[Person], Person]]:
    """`again(alice)`: she signs in once more."""
    with ExitStack() as stack:
        yield lambda person: stack.enter_context(signed_in_again(product, person))
