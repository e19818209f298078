"""Whatever an admin sends, the answer is documented too. In a product of its own: an admin's chance may close it."""

from collections.abc import Iterator

import pytest
import schemathesis
from schemathesis import Case

from tests.api.schema import CHECKS, DOCUMENT, bounded
from tests.conftest import clone
from tests.fixtures.product import Person, Product
from voicetodo.kit.db import EmbeddedPostgres

admin_api = schemathesis.openapi.from_path(DOCUMENT).include(path_regex="^/v1/admin/")


@pytest.fixture(scope="module")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    for url in clone(postgres, template):
        one = Product(url, tmp_path_factory.mktemp("administered"), names=("auth", "admin"))
        one.start()
        yield one
        one.stop()


@pytest.fixture(scope="module")
def first(product: Product) -> Iterator[Person]:
    with product.register("Ada") as person:
        yield person


@pytest.fixture
def admin(first: Person) -> Person:
    """The first person there, and signed in."""
    first.renew()
    return first


@pytest.fixture(scope="module")
def somebody(product: Product, first: Person) -> Iterator[Person]:  # noqa: ARG001 - who is there already
    """Whom the admin acts upon."""
    with product.register("Bob") as person:
        yield person


@admin_api.parametrize()
@bounded
def test_every_answer_to_an_admin_is_documented(case: Case, admin: Person, somebody: Person, product: Product) -> None:
    if "user_id" in case.path_parameters:
        case.path_parameters["user_id"] = somebody.id
    headers = {"Authorization": f"Bearer {admin.access_token}"}

    case.call_and_validate(base_url=product.url, headers=headers, checks=CHECKS)
    # Whoever comes without a token next, as some cases do, is to be refused for that.
    admin.delete("/v1/admin/maintenance").raise_for_status()
