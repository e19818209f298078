"""What is served as it is: held in memory, compressed once, tagged by its content."""

import gzip
import hashlib
from typing import Final

import msgspec

from voicetodo.kit.http.asgi import Scope, Send
from voicetodo.kit.http.conditions import is_fresh
from voicetodo.kit.http.headers import HeaderList, accepts_coding

FOREVER: Final = b"public, max-age=31536000, immutable"
ASK_AGAIN: Final = b"no-cache"

_TEXT = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class File(msgspec.Struct, frozen=True):
    """One file, as it is sent."""

    headers: HeaderList
    body: bytes
    #: The same in fewer bytes, under HTTP's names for how, the smallest first.
    codings: tuple[tuple[bytes, bytes], ...]
    etag: str

    @classmethod
    def of(cls, body: bytes, *, kind: str, policy: bytes, cache: bytes, brotli: bytes | None = None) -> "File":
        """`policy` is the content security policy it is shown under; `brotli` the body compressed beforehand."""
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        is_text = kind.startswith(_TEXT)
        coded = {b"br": brotli} if brotli else {}
        if is_text or kind.endswith("javascript"):
            coded[b"gzip"] = gzip.compress(body, mtime=0)
        headers: HeaderList = [
            (b"content-type", f"{kind}; charset=utf-8".encode() if is_text else kind.encode()),
            (b"cache-control", cache),
            (b"etag", etag.encode()),
            (b"vary", b"accept-encoding"),
            (b"content-security-policy", policy),
        ]
        smaller = tuple((coding, small) for coding, small in coded.items() if len(small) < len(body))
        return cls(headers=headers, body=body, codings=smaller, etag=etag)

    async def send(self, scope: Scope, send: Send, *, security: HeaderList) -> None:
        """Answer a GET or a HEAD."""
        asked = dict(scope["headers"])
        if is_fresh(asked.get(b"if-none-match", b"").decode("latin-1"), self.etag):
            await answer(send, 304, [(b"etag", self.etag.encode()), *security], b"")
            return
        headers, body = [*self.headers, *security], self.body
        accepted = asked.get(b"accept-encoding", b"")
        for coding, small in self.codings:
            if accepts_coding(accepted, coding):
                headers.append((b"content-encoding", coding))
                body = small
                break
        headers.append((b"content-length", str(len(body)).encode()))
        await answer(send, 200, headers, b"" if scope["method"] == "HEAD" else body)


async def answer(send: Send, status: int, headers: HeaderList, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
