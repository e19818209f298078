"""Bringing in and taking away, in the web app."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.fixtures.product import Product
from tests.journeys.browser import Window, browsing
from tests.modules.todo.transfer.enclosing import own_file, own_todo, packed, unpacked

PROTOTYPE = {
    "todos": [
        {"id": "1", "text": "Buy milk", "completed": False, "createdAt": "2026-01-05T08:00:00Z", "priority": "high"},
        {"id": "2", "text": "Call Mum", "completed": True, "createdAt": "2026-01-05T08:00:00Z", "priority": "low"},
    ],
    "lastUpdated": "2026-01-05T08:00:00Z",
}


@pytest.fixture
def window(product: Product) -> Iterator[Window]:
    """Alice's browser. Whatever she does, nothing goes wrong."""
    with browsing(product.url) as opened:
        yield opened
        assert opened.troubles == []


def test_what_the_prototype_left_is_offered_once(window: Window) -> None:
    kept = json.dumps(json.dumps(PROTOTYPE))
    window.page.goto(f"{window.url}/sign-up")
    window.page.evaluate(f"localStorage.setItem('voice-todo-app-data', {kept})")
    window.sign_up()
    window.see("prototype-offer", "2 tasks")

    window.page.get_by_test_id("prototype-bring").click()

    window.see_no("prototype-offer", "2 tasks")
    window.page.goto(f"{window.url}/inbox")
    window.see("todo-item", "Buy milk")
    expect(window.page.get_by_test_id("prototype-offer")).to_have_count(0)


def test_what_the_prototype_left_can_be_taken_out_again_and_who_cannot_is_told(window: Window) -> None:
    kept = json.dumps(json.dumps(PROTOTYPE))
    window.page.goto(f"{window.url}/sign-up")
    window.page.evaluate(f"localStorage.setItem('voice-todo-app-data', {kept})")
    window.sign_up()
    window.page.get_by_test_id("prototype-bring").click()
    window.see("toast", "2 tasks brought in")

    window.page.route("**/approval", _leave_it_done)
    window.page.get_by_test_id("toast").get_by_role("button", name="Undo").click()
    window.see("toast", "They are still here.")
    window.page.unroute("**/approval")
    window.page.get_by_test_id("toast").get_by_role("button", name="Undo").click()

    window.see("toast", "Taken out again.")
    window.page.goto(f"{window.url}/inbox")
    expect(window.page.get_by_test_id("todo-item")).to_have_count(0)


def _leave_it_done(route: Route) -> None:
    """As where the work behind it has failed."""
    answer = route.fetch(method="GET", url=route.request.url.removesuffix("/approval"))
    route.fulfill(json={**answer.json(), "reason": "Something went wrong on our side."})


def test_a_file_is_looked_at_brought_in_and_taken_out_again(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "todos.csv"
    file.write_text("Task,Priority\nPaint the fence,1\nBroken,9\n")
    window.sign_up()
    window.page.get_by_test_id("transfer-link").first.click()

    window.page.get_by_test_id("import-file").set_input_files(file)
    window.see("import-counts", "1 new", "1 that cannot be used")
    window.see("import-row", "Broken")
    window.page.get_by_test_id("import-approve").click()
    window.see("import", "Done.")
    window.page.goto(f"{window.url}/inbox")

    window.see("todo-item", "Paint the fence")


def test_everything_can_be_taken_away(window: Window, tmp_path: Path) -> None:
    window.sign_up()
    window.type("buy bread")
    window.see("todo-item", "bread")
    window.page.get_by_test_id("transfer-link").first.click()

    with window.page.expect_download() as downloading:
        window.page.get_by_test_id("export-voicetodo").click()

    downloading.value.save_as(tmp_path / "mine.json")
    titles = [todo["title"] for todo in json.loads((tmp_path / "mine.json").read_text())["todos"]]
    assert titles == ["Buy bread"]


def test_an_archive_tells_of_its_files_before_they_come_in_and_is_what_is_offered_first(
    window: Window, tmp_path: Path
) -> None:
    note = own_file("note.txt", b"Two tiers")
    file, taken = tmp_path / "mine.zip", tmp_path / "taken.zip"
    file.write_bytes(packed(own_todo("Buy cake", attachments=[note]), files={note["path"]: b"Two tiers"}))
    window.sign_up()
    window.page.get_by_test_id("transfer-link").first.click()

    window.page.get_by_test_id("import-file").set_input_files(file)
    window.see("import-files", "Attached files: 1")
    window.page.get_by_test_id("import-approve").click()
    window.see("import", "Done.")
    with window.page.expect_download() as downloading:
        window.page.locator("[data-testid^=export-]").first.click()

    downloading.value.save_as(taken)
    assert unpacked(taken.read_bytes())[note["path"]] == b"Two tiers"
