"""The web app in a real Chromium, whose microphone plays a recording."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import ConsoleMessage, Page, Request, expect, sync_playwright

from tests.fixtures.product import PASSWORD
from tests.modules.voice.speaking import CLIPS
from voicetodo.kit.ids import new_id

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

#: `--disable-…`: without them the browser asks its maker for news.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)


class Window:
    """One window of somebody's browser. Keeps what must not happen: errors, and requests to other origins."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.troubles: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", self._look_where)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy violated: ' + e.violatedDirective))"
        )

    def sign_up(self) -> tuple[str, str]:
        """A new person's address and password; their page of today is open."""
        email = f"browser.{new_id()}@example.org"
        self.page.goto(f"{self.url}/sign-up")
        self._fill_in(email)
        return email, PASSWORD

    def type(self, sentence: str) -> None:
        self.page.get_by_test_id("quick-add").fill(sentence)
        self.page.get_by_test_id("quick-add").press("Enter")

    def speak(self, *, milliseconds: int) -> None:
        """Hold the button for as long as the recording lasts."""
        microphone = self.page.get_by_test_id("mic")
        microphone.hover()
        self.page.mouse.down()
        expect(self.page.get_by_test_id("meter")).to_be_visible()
        self.page.wait_for_timeout(milliseconds)
        self.page.mouse.up()

    def see(self, test_id: str, *words: str) -> None:
        found = self.page.get_by_test_id(test_id)
        for each in words:
            found = found.filter(has_text=each)
        expect(found.first).to_be_visible(timeout=15_000)

    def see_no(self, test_id: str, words: str) -> None:
        expect(self.page.get_by_test_id(test_id).filter(has_text=words)).to_have_count(0, timeout=15_000)

    def _fill_in(self, email: str) -> None:
        self.page.get_by_test_id("email").fill(email)
        self.page.get_by_test_id("password").fill(PASSWORD)
        self.page.get_by_test_id("submit").click()
        expect(self.page.get_by_test_id("quick-add")).to_be_visible(timeout=15_000)

    def _listen(self, told: ConsoleMessage) -> None:
        # who opens the app for the first time is not signed in, which it learns by asking
        is_first_question = told.location["url"] == f"{self.url}/v1/auth/refresh" and "401" in told.text
        if told.type == "error" and not is_first_question:
            self.troubles.append(told.text)

    def _look_where(self, request: Request) -> None:
        if not request.url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:")):
            self.troubles.append(f"asked elsewhere: {request.url}")


@contextmanager
def browsing(url: str, *, clip: str = "today.wav", scheme: Literal["light", "dark"] = "light") -> Iterator[Window]:
    """A fresh browser; what it hears is the clip, once."""
    recording: Path = CLIPS / clip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*_ARGUMENTS, f"--use-file-for-fake-audio-capture={recording}%noloop"]
        )
        context = browser.new_context(
            viewport={"width": 1280, "height": 800},
            color_scheme=scheme,
            locale="en-GB",
            timezone_id="Europe/Berlin",
            permissions=["microphone"],
        )
        yield Window(context.new_page(), url)
        browser.close()
