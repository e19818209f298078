"""`/docs`: every operation and every value is there, and nothing is loaded from elsewhere."""

import re
from html.parser import HTMLParser

import httpx
import pytest

from tests.fixtures.product import Product


class Page(HTMLParser):
    """What a page links to, names and loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "a":
            self.links.add(str(given["href"]))
        if tag in {"script", "img", "link", "iframe", "object"} or "src" in given or "style" in given:
            self.loads.append(tag)


@pytest.fixture
def answer(product: Product) -> httpx.Response:
    return httpx.get(f"{product.url}/docs", trust_env=False)


def test_every_operation_and_every_value_can_be_linked_to(product: Product, answer: httpx.Response) -> None:
    document = httpx.get(f"{product.url}/openapi.json", trust_env=False).json()

    operations = {each["operationId"] for item in document["paths"].values() for each in item.values()}
    assert operations | set(document["components"]["schemas"]) <= Page(answer.text).ids


def test_no_link_leads_nowhere(answer: httpx.Response) -> None:
    page = Page(answer.text)

    assert page.links - {f"#{name}" for name in page.ids} == {"/openapi.json"}


def test_it_loads_nothing_and_runs_nothing(answer: httpx.Response) -> None:
    policy = answer.headers["content-security-policy"]

    assert Page(answer.text).loads == []
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script-src" not in policy


def test_what_a_document_says_is_shown_not_obeyed(answer: httpx.Response) -> None:
    assert re.search(r"\$ref|undefined|None<|\{\}", answer.text.split("<main>")[1]) is None
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_it_says_which_operations_need_no_token(answer: httpx.Response) -> None:
    sections = answer.text.split("<section ")
    (login,) = [section for section in sections if "POST</b> /v1/auth/login</a>" in section]
    (me,) = [section for section in sections if "GET</b> /v1/me</a>" in section]

    assert "Needs no access token" in login
    assert "Needs no access token" not in me
