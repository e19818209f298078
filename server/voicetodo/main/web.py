"""Serves the built web app: files held in memory, compressed once, and the page itself for every room's address."""

import gzip
import hashlib
import json
import mimetypes
from pathlib import Path

import msgspec

from voicetodo.kit.http.asgi import Receive, Scope, Send
from voicetodo.kit.http.conditions import is_fresh
from voicetodo.kit.http.headers import API_POLICY, SECURITY, STRICT_TRANSPORT, HeaderList

_FOREVER = b"public, max-age=31536000, immutable"
_ASK_AGAIN = b"no-cache"
_PLAIN_TEXT = (b"content-type", b"text/plain; charset=utf-8")
_NOTHING_LOADS = (b"content-security-policy", API_POLICY)
_NOT_BUILT = b"The web app is not built here. Run `make run`, or `npm ci && npm run build` in web/, then start again.\n"


class File(msgspec.Struct, frozen=True):
    """One file of the build, as it is sent."""

    headers: HeaderList
    body: bytes
    #: None where compressing gains nothing.
    compressed: bytes | None
    etag: str


class WebApp:
    """An ASGI application over one folder. A folder that is missing answers how to build it."""

    def __init__(self, folder: Path | None, *, is_https: bool) -> None:
        self._security: HeaderList = [*SECURITY, *([STRICT_TRANSPORT] if is_https else [])]
        self._files: dict[str, File] = {}
        self._page: File | None = None
        if folder is not None and (folder / "index.html").is_file():
            policy = _content_policy(folder)
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != "csp.json":
                    self._files["/" + path.relative_to(folder).as_posix()] = _load(path, folder, policy)
            self._page = self._files["/index.html"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        if scope["method"] not in {"GET", "HEAD"}:
            await self._send(send, 405, [(b"allow", b"GET, HEAD"), _NOTHING_LOADS], b"")
            return
        file = self._files.get(scope["path"]) or (self._page if _is_room(scope["path"]) else None)
        if file is None:
            body = b"Not found.\n" if self._page else _NOT_BUILT
            await self._send(send, 404 if self._page else 503, [_PLAIN_TEXT, _NOTHING_LOADS], body)
            return
        await self._send_file(scope, send, file)

    async def _send_file(self, scope: Scope, send: Send, file: File) -> None:
        asked = dict(scope["headers"])
        if is_fresh(asked.get(b"if-none-match", b"").decode("latin-1"), file.etag):
            await self._send(send, 304, [(b"etag", file.etag.encode())], b"")
            return
        headers, body = list(file.headers), file.body
        if file.compressed is not None and b"gzip" in asked.get(b"accept-encoding", b""):
            headers.append((b"content-encoding", b"gzip"))
            body = file.compressed
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)

    async def _send(self, send: Send, status: int, headers: HeaderList, body: bytes) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [*headers, *self._security]})
        await send({"type": "http.response.body", "body": body})


def _is_room(path: str) -> bool:
    """An address of the app rather than a file: its last part has no dot."""
    return "." not in path.rsplit("/", 1)[-1]


def _load(path: Path, folder: Path, policy: bytes) -> File:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_hashed = "immutable" in path.relative_to(folder).parts
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    text = kind.startswith("text/") or kind in {"application/json", "application/manifest+json", "image/svg+xml"}
    small = gzip.compress(body, mtime=0) if text or kind.endswith("javascript") else None
    headers: HeaderList = [
        (b"content-type", f"{kind}; charset=utf-8".encode() if text else kind.encode()),
        (b"cache-control", _FOREVER if is_hashed else _ASK_AGAIN),
        (b"etag", etag.encode()),
        (b"vary", b"accept-encoding"),
        (b"content-security-policy", policy),
    ]
    return File(headers=headers, body=body, compressed=small if small and len(small) < len(body) else None, etag=etag)


def _content_policy(folder: Path) -> bytes:
    """The policy the build left for its own page; without one, nothing but files of our own may load."""
    written = folder / "csp.json"
    if not written.is_file():
        return b"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    return json.loads(written.read_text(encoding="utf-8"))["header"].encode()
