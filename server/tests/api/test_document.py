"""The document that is committed is the one the code serves."""

import json

import httpx

from tests.api.test_schema import DOCUMENT
from tests.fixtures.product import Product


def test_anybody_may_read_it(nobody: httpx.Client) -> None:
    assert nobody.get("/openapi.json").json()["openapi"].startswith("3.1")


def test_the_committed_document_is_up_to_date(product: Product) -> None:
    served = httpx.get(f"{product.url}/openapi.json", trust_env=False).json()

    assert json.loads(DOCUMENT.read_text(encoding="utf-8")) == served, "Run: make api"


def test_every_operation_is_told_in_words(product: Product) -> None:
    served = httpx.get(f"{product.url}/openapi.json", trust_env=False).json()

    silent = [
        f"{method} {path}"
        for path, item in served["paths"].items()
        for method, operation in item.items()
        if not operation.get("description") or not operation.get("tags")
    ]

    assert silent == []


def test_no_name_tells_in_which_module_the_code_stands() -> None:
    names = json.loads(DOCUMENT.read_text(encoding="utf-8"))["components"]["schemas"]

    assert "TodoPage" in names
    assert [name for name in names if "." in name] == []
