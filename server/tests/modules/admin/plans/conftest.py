"""A product whose plan `free` is soon at its end, and Alice, who has it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.conftest import clone
from tests.fixtures.product import Person, Product
from tests.modules.admin.conftest import signed_in_again
from voicetodo.kit.db import EmbeddedPostgres

#: The most that anybody here asks within a minute, but for whoever asks for more.
REQUESTS = 80
LIMITS = (
    "todos=3,lists=6,members=1,attachment_bytes=10,recordings=1,voice_commands_a_minute=2,activity_days=30,"
    f"requests_a_minute={REQUESTS}"
)


@pytest.fixture(scope="package")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One whose plan `free` is soon at its end."""
    for url in clone(postgres, template):
        environ = {"VOICETODO_FREE_LIMITS": LIMITS}
        one = Product(url, tmp_path_factory.mktemp("planned"), environ=environ)
        one.start()
        yield one
        one.stop()


@pytest.fixture(scope="package")
def owner(product: Product) -> Iterator[Person]:
    """The first person here, and therefore an admin."""
    with product.register("Ada") as person:
        yield person


@pytest.fixture
def register(product: Product, owner: Person) -> Iterator[Callable[[str], Person]]:  # noqa: ARG001 - never the first
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(product.settle(product.register(name)))


@pytest.fixture
def ada(product: Product, owner: Person) -> Iterator[Person]:
    with signed_in_again(product, owner) as admin:
        yield admin


@pytest.fixture
def free(ada: Person, alice: Person) -> Person:
    """Alice, whose plan is `free`."""
    answer = ada.put(f"/v1/admin/users/{alice.id}/plan", json={"plan": "free"})
    assert (answer.status_code, answer.json()["plan"]) == (200, "free"), answer.text
    return alice
