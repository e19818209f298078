"""Whatever is sent, the answer is one the OpenAPI document tells of, and never a failure of ours.

What admins may do is in test_admin_schema.py; that others may not, in tests/security.
"""

import pytest
import schemathesis
from schemathesis import Case

from tests.api.schema import CHECKS, DOCUMENT, bounded
from tests.fixtures.product import Person, Product

api = schemathesis.openapi.from_path(DOCUMENT).exclude(path_regex="^/v1/admin/")


@pytest.fixture(scope="module")
def somebody(product: Product) -> Person:
    return product.register("Schema")


@pytest.fixture(scope="module")
def leaver(product: Product) -> Person:
    return product.register("Leaver")


@api.parametrize()
@bounded
def test_every_answer_is_documented(case: Case, somebody: Person, leaver: Person, product: Product) -> None:
    signs_out = case.operation.label == "DELETE /v1/me/sessions"
    person = leaver if signs_out else somebody
    headers = {"Authorization": f"Bearer {person.access_token}"}

    case.call_and_validate(base_url=product.url, headers=headers, checks=CHECKS)
