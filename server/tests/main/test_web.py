"""What the gateway serves beside the API: the web app's files, and nothing outside their folder."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from voicetodo.kit.http.asgi import App, Message, Receive, Scope, Send
from voicetodo.main.gateway import Gateway
from voicetodo.main.health import Health
from voicetodo.main.web import WebApp

POLICY = "default-src 'self'; script-src 'self' 'sha256-abc'"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    (folder / "_app" / "immutable").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>" + " " * 3000)
    (folder / "_app" / "immutable" / "start.abc.js").write_text("let a = 1;" * 500)
    (folder / "icon.png").write_bytes(b"\x89PNG" + bytes(3000))
    (folder / "csp.json").write_text(json.dumps({"header": POLICY}))
    (tmp_path / "secret.txt").write_text("the master key")
    return folder


@pytest_asyncio.fixture
async def visitor(build: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with _visiting(WebApp(build, is_https=True)) as client:
        yield client


class TestFiles:
    async def test_the_page_is_checked_for_newness_each_time(self, visitor: httpx.AsyncClient) -> None:
        answer = await visitor.get("/")

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"

    async def test_it_comes_with_the_policy_its_build_wrote(self, visitor: httpx.AsyncClient) -> None:
        answer = await visitor.get("/")

        assert answer.headers.get_list("content-security-policy") == [POLICY]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["strict-transport-security"]

    async def test_a_file_whose_name_changes_with_its_content_is_kept_for_ever(
        self, visitor: httpx.AsyncClient
    ) -> None:
        answer = await visitor.get("/_app/immutable/start.abc.js")

        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.text == "let a = 1;" * 500

    async def test_what_the_build_compressed_is_sent_so_to_who_understands_it(self, build: Path) -> None:
        (build / "_app" / "immutable" / "start.abc.js.br").write_bytes(b"shorter")
        async with _visiting(WebApp(build, is_https=True)) as client:
            short = await client.get("/_app/immutable/start.abc.js", headers={"Accept-Encoding": "gzip, br"})
            plain = await client.get("/_app/immutable/start.abc.js", headers={"Accept-Encoding": "br;q=0"})
            beside = await client.get("/_app/immutable/start.abc.js.br")

        assert (short.headers["content-encoding"], short.headers["content-length"]) == ("br", "7")
        assert "content-encoding" not in plain.headers
        assert beside.status_code == 404

    async def test_what_is_held_already_is_not_sent_again(self, visitor: httpx.AsyncClient) -> None:
        etag = (await visitor.get("/icon.png")).headers["etag"]

        answer = await visitor.get("/icon.png", headers={"If-None-Match": etag})

        assert (answer.status_code, answer.content) == (304, b"")

    @pytest.mark.parametrize("room", ["/today", "/lists/0190-abc", "/settings/account"])
    async def test_every_room_of_the_app_is_the_page(self, visitor: httpx.AsyncClient, room: str) -> None:
        assert (await visitor.get(room)).text.startswith("<!doctype html>")

    async def test_a_file_that_is_not_there_is_not_found(self, visitor: httpx.AsyncClient) -> None:
        answer = await visitor.get("/favicon.ico")

        assert answer.status_code == 404
        assert answer.headers["content-security-policy"]

    async def test_nobody_writes_here(self, visitor: httpx.AsyncClient) -> None:
        answer = await visitor.post("/")

        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD"

    async def test_the_recipe_of_the_policy_is_not_served(self, visitor: httpx.AsyncClient) -> None:
        assert (await visitor.get("/csp.json")).status_code == 404

    async def test_a_checkout_without_a_build_says_how_to_make_one(self, tmp_path: Path) -> None:
        async with _visiting(WebApp(tmp_path / "nothing", is_https=False)) as visitor:
            answer = await visitor.get("/")

        assert answer.status_code == 503
        assert "make run" in answer.text


class TestTraversal:
    @pytest.mark.parametrize(
        "path",
        [
            "/../secret.txt",
            "/_app/../../secret.txt",
            "//etc/passwd",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/....//secret.txt",
            "/_app/immutable/..\\..\\..\\secret.txt",
            "/secret.txt%00.html",
        ],
    )
    async def test_nothing_outside_the_folder_is_served(self, build: Path, path: str) -> None:
        app = WebApp(build, is_https=False)
        sent: list[Message] = []

        for way in (path, path.replace("%2e", ".").replace("%2f", "/").replace("%00", "\0")):
            await app({"type": "http", "method": "GET", "path": way, "headers": []}, _nothing, _into(sent))

        assert {message["status"] for message in sent if "status" in message} <= {200, 404}
        assert not [message for message in sent if b"master key" in message.get("body", b"")]


class TestGateway:
    @pytest.mark.parametrize(
        ("path", "answered_by"),
        [
            ("/v1/todos", "api"),
            ("/v1/", "api"),
            ("/.well-known/jwks.json", "api"),
            ("/openapi.json", "api"),
            ("/internal/rpc/auth/get_user", "rpc"),
            ("/socket.io/", "sockets"),
            ("/", "web"),
            ("/v1", "web"),
            ("/today", "web"),
        ],
    )
    async def test_each_path_has_one_to_answer_it(self, path: str, answered_by: str) -> None:
        mounts = {"/internal/rpc": _named("rpc"), "/socket.io": _named("sockets")}
        gateway = Gateway(api=_named("api"), web=_named("web"), health=Health({}), mounts=mounts, guarded={})
        sent: list[Message] = []

        await gateway({"type": "http", "method": "GET", "path": path}, _nothing, _into(sent))

        assert sent == [{"type": answered_by}]

    async def test_a_socket_nobody_serves_is_closed(self) -> None:
        gateway = Gateway(api=_named("api"), web=_named("web"), health=Health({}), mounts={}, guarded={})
        sent: list[Message] = []

        await gateway({"type": "websocket", "path": "/anything"}, _nothing, _into(sent))

        assert sent == [{"type": "websocket.close", "code": 4404}]


class TestHealth:
    async def test_a_check_that_fails_is_named(self) -> None:
        async def passes() -> bool:
            return True

        async def raises() -> bool:
            raise RuntimeError("password=hunter2")

        async with _visiting(Health({"database": passes, "speech": raises})) as visitor:
            answer = await visitor.get("/readyz")

        assert answer.status_code == 503
        assert answer.json() == {"status": "not ready", "checks": {"database": True, "speech": False}}
        assert answer.headers["x-content-type-options"] == "nosniff"

    async def test_a_check_that_hangs_counts_as_failed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("voicetodo.main.health._CHECK_SECONDS", 0.05)

        async def hangs() -> bool:
            await asyncio.Event().wait()
            return True

        async with _visiting(Health({"database": hangs})) as visitor:
            assert (await visitor.get("/readyz")).status_code == 503
            assert (await visitor.get("/healthz")).status_code == 200


def _visiting(app: App) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="https://voicetodo.example")


def _named(name: str) -> App:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - ASGI's signature
        await send({"type": name})

    return app


async def _nothing() -> Message:
    return {"type": "http.request", "body": b""}


def _into(sent: list[Message]) -> Send:
    async def send(message: Message) -> None:
        sent.append(message)

    return send
