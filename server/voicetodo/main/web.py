"""Serves the built web app: its files, and the page itself for every room's address."""

import json
import mimetypes
from collections.abc import Callable, Mapping
from pathlib import Path

from voicetodo.kit.http.asgi import Receive, Scope, Send
from voicetodo.kit.http.headers import API_POLICY, SECURITY, STRICT_TRANSPORT, HeaderList
from voicetodo.main.files import ASK_AGAIN, FOREVER, File, answer

_PLAIN_TEXT = (b"content-type", b"text/plain; charset=utf-8")
#: What the build compressed stands beside what it was made of.
_COMPRESSED = ".br"
_NOTHING_LOADS = (b"content-security-policy", API_POLICY)
_NOT_BUILT = b"The web app is not built here. Run `make run`, or `npm ci && npm run build` in web/, then start again.\n"


class WebApp:
    """An ASGI application over one folder, and beside it `pages`, asked for one when somebody wants to see it.

    A missing folder answers how to build it.
    """

    def __init__(
        self, folder: Path | None, *, is_https: bool, pages: Mapping[str, Callable[[], File]] | None = None
    ) -> None:
        self._security: HeaderList = [*SECURITY, *([STRICT_TRANSPORT] if is_https else [])]
        self._pages = pages or {}
        self._files: dict[str, File] = {}
        self._page: File | None = None
        if folder is not None and (folder / "index.html").is_file():
            policy = _content_policy(folder)
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != "csp.json" and path.suffix != _COMPRESSED:
                    self._files["/" + path.relative_to(folder).as_posix()] = _load(path, folder, policy)
            self._page = self._files["/index.html"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        if scope["method"] not in {"GET", "HEAD"}:
            await answer(send, 405, [(b"allow", b"GET, HEAD"), _NOTHING_LOADS, *self._security], b"")
            return
        file = self._find(scope["path"])
        if file is not None:
            await file.send(scope, send, security=self._security)
            return
        status, body = (404, b"Not found.\n") if self._page else (503, _NOT_BUILT)
        await answer(send, status, [_PLAIN_TEXT, _NOTHING_LOADS, *self._security], body)

    def _find(self, path: str) -> File | None:
        page = self._pages.get(path)
        if page is not None:
            return page()
        return self._files.get(path) or (self._page if _is_room(path) else None)


def _is_room(path: str) -> bool:
    """An address of the app rather than a file: its last part has no dot."""
    return "." not in path.rsplit("/", 1)[-1]


def _load(path: Path, folder: Path, policy: bytes) -> File:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_hashed = "immutable" in path.relative_to(folder).parts
    compressed = path.with_name(path.name + _COMPRESSED)
    return File.of(
        path.read_bytes(),
        kind=kind,
        policy=policy,
        cache=FOREVER if is_hashed else ASK_AGAIN,
        brotli=compressed.read_bytes() if compressed.is_file() else None,
    )


def _content_policy(folder: Path) -> bytes:
    """The policy the build left for its own page; without one, nothing but files of our own may load."""
    written = folder / "csp.json"
    if not written.is_file():
        return b"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    return json.loads(written.read_text(encoding="utf-8"))["header"].encode()
