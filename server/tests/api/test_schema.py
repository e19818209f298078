"""Whatever is sent, the answer is one the OpenAPI document tells of, and never a failure of ours."""

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fixtures.product import Person, Product

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
#: Held to the code by test_document.py.
DOCUMENT = Path(__file__).parents[3] / "docs" / "api" / "openapi.json"

api = schemathesis.openapi.from_path(DOCUMENT)

bounded = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


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
