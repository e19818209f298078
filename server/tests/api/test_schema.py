"""Whatever is sent, the answer is one the OpenAPI document tells of, and never a failure of ours.

What admins may do is in test_admin_schema.py; that others may not, in tests/security.
"""

from collections.abc import Iterator

import pytest
import schemathesis
from schemathesis import Case

from tests.api.schema import CHECKS, DOCUMENT, bounded
from tests.fixtures.product import Person, Product

api = schemathesis.openapi.from_path(DOCUMENT).exclude(path_regex="^/v1/admin/")


@pytest.fixture
def somebody(product: Product) -> Iterator[Person]:
    """One for each operation: some of them sign out, and nobody's sign-in is to end before the last was tried."""
    with product.register("Schema") as person:
        yield person


@api.parametrize()
@bounded
def test_every_answer_is_documented(case: Case, somebody: Person, product: Product) -> None:
    headers = {"Authorization": f"Bearer {somebody.access_token}"}

    case.call_and_validate(base_url=product.url, headers=headers, checks=CHECKS)
