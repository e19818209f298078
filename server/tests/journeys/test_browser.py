"""The main job in the web app: speak or type, and it is on the list."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.fixtures.product import Person, Product
from tests.journeys.browser import Window, browsing
from tests.modules.voice.speaking import Json


@pytest.fixture
def window(product: Product) -> Iterator[Window]:
    """Alice's browser. Whatever she does, nothing goes wrong and nobody else is asked."""
    with browsing(product.url) as opened:
        yield opened
        assert opened.troubles == []


def elsewhere(window: Window, product: Product, account: tuple[str, str]) -> Person:
    """The same person at another client."""
    email, password = account
    body = {"email": email, "password": password, "client": "native"}
    signed_in: Json = window.page.request.post(f"{product.url}/v1/auth/login", data=body).json()
    return Person(product.url, signed_in)


def test_what_is_spoken_is_explained_and_on_the_list_and_can_be_taken_back(product: Product) -> None:
    with browsing(product.url, clip="todo/25.wav") as window:
        window.sign_up()

        window.speak(milliseconds=3_600)

        window.see("sentence", "Thursday")
        window.see("card", "Added “Email the invoice to the client”")
        window.page.get_by_test_id("card").get_by_test_id("undo").click()
        window.see("undone")
        assert window.troubles == []


def test_a_persons_voice_becomes_a_task(product: Product) -> None:
    with browsing(product.url, clip="living_room_lamp.wav") as window:
        window.sign_up()

        window.speak(milliseconds=3_200)

        window.see("voice-panel", "Turn on the living room lamp")
        window.page.get_by_role("button", name="Add as task").click()
        window.see("card", "Added “Turn on the living room lamp")
        window.page.goto(f"{product.url}/inbox")
        window.see("todo-item", "Turn on the living room lamp")
        assert window.troubles == []


def test_a_typed_sentence_is_done(window: Window) -> None:
    window.sign_up()

    window.type("buy bread today p1")

    window.see("card", "Added “Buy bread”", "Today")
    window.see("todo-item", "Buy bread")


def test_a_task_is_edited_completed_and_deleted(window: Window) -> None:
    window.sign_up()
    for title in ("buy bread", "call the bank"):
        window.type(f"{title} today")
        window.see("todo-item", title[-5:])
    row = window.page.get_by_test_id("todo-item")

    row.filter(has_text="bread").get_by_test_id("todo-title").click()
    window.page.get_by_test_id("edit-title").fill("Buy rye bread")
    window.page.get_by_test_id("close-drawer").click()
    window.see("todo-item", "Buy rye bread")

    row.filter(has_text="rye").get_by_test_id("complete").click()
    window.see_no("todo-item", "rye")

    row.filter(has_text="bank").get_by_test_id("todo-title").click()
    window.page.get_by_test_id("delete").click()
    window.see_no("todo-item", "bank")


def test_what_another_client_does_is_seen_at_once(window: Window, product: Product) -> None:
    account = window.sign_up()
    with elsewhere(window, product, account) as alice:
        outcome = alice.post("/v1/voice/commands", json={"text": "water the plants today"}).json()
        window.see("todo-item", "Water the plants")

        alice.put(f"/v1/todos/{outcome['results'][0]['todo']['id']}/completion")

        window.see_no("todo-item", "Water the plants")


def test_in_the_dark_the_page_is_dark(product: Product) -> None:
    grounds: list[int] = []
    for scheme in ("light", "dark"):
        with browsing(product.url, scheme=scheme) as window:
            window.sign_up()
            red: str = window.page.evaluate(
                "getComputedStyle(document.documentElement).backgroundColor.match(/[0-9.]+/)[0]"
            )
            grounds.append(round(float(red)))
            assert window.troubles == []

    assert grounds[0] > 200
    assert grounds[1] < 60


def test_nothing_is_lost_over_a_reload(window: Window) -> None:
    window.sign_up()
    window.type("buy bread today")
    window.see("todo-item", "Buy bread")

    window.page.reload()

    window.see("todo-item", "Buy bread")
    expect(window.page.get_by_test_id("quick-add")).to_be_visible()
