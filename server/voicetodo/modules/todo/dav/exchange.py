"""One request at `/dav/` and its answer."""

from collections.abc import AsyncIterator, Iterator, Mapping
from http import HTTPStatus
from typing import Final

import msgspec

from voicetodo.kit.http.asgi import Receive, Send
from voicetodo.modules.auth.api import User

XML_CONTENT: Final = "application/xml; charset=utf-8"


class DavRequest(msgspec.Struct, frozen=True):
    """Who asks what of which address. `path` is decoded; of a repeated header the last counts."""

    method: str
    path: str
    user: User
    headers: Mapping[str, str]
    body: bytes


class Answer(msgspec.Struct, frozen=True):
    """`body` in one piece, or as pieces that are made while they are sent."""

    status: int
    body: bytes | AsyncIterator[bytes] = b""
    headers: Mapping[str, str] = {}


def multistatus(body: bytes | AsyncIterator[bytes]) -> Answer:
    return Answer(HTTPStatus.MULTI_STATUS, body, {"content-type": XML_CONTENT})


def headers_of(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in raw}


async def read_body(receive: Receive) -> bytes:
    """All of it; the edge has bounded it."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


async def send_answer(send: Send, answer: Answer) -> None:
    headers = {"cache-control": "private, no-cache", **answer.headers}
    if isinstance(answer.body, bytes) and answer.status not in {204, 304}:
        headers["content-length"] = str(len(answer.body))
    await send({"type": "http.response.start", "status": answer.status, "headers": list(_encoded(headers))})
    if isinstance(answer.body, bytes):
        await send({"type": "http.response.body", "body": answer.body})
        return
    async for piece in answer.body:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _encoded(headers: Mapping[str, str]) -> Iterator[tuple[bytes, bytes]]:
    return ((name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items())
