"""Forms that are read as they come."""

import os
from collections.abc import AsyncGenerator

import httpx
import pytest

from voicetodo.kit.errors import Malformed
from voicetodo.kit.http import Part, parts_of

TYPE = 'multipart/form-data; boundary="edge"'


def form(*parts: tuple[str, bytes]) -> bytes:
    """Of headers' ends and bodies."""
    each = (b"--edge\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + body for head, body in parts)
    return b"\r\n".join(each) + b"\r\n--edge--\r\n"


async def coming(body: bytes, size: int) -> AsyncGenerator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def read(body: bytes, *, size: int = 10, content_type: str = TYPE) -> list[tuple[str, str | None, bytes]]:
    return [
        (part.name, part.file_name, b"".join([chunk async for chunk in part.chunks()]))
        async for part in parts_of(coming(body, size), content_type=content_type)
    ]


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
async def test_parts_come_as_they_were_sent(size: int) -> None:
    picture = os.urandom(5000) + b"\r\n--edg\r\n--"
    body = form(('name="file"; filename="a b.png"', picture), ('name="timezone"', b"Europe/Berlin"), ('name="x"', b""))

    assert await read(body, size=size) == [
        ("file", "a b.png", picture),
        ("timezone", None, b"Europe/Berlin"),
        ("x", None, b""),
    ]


async def test_what_clients_send_is_understood() -> None:
    request = httpx.Request("POST", "http://x", files={"file": ("grün.zip", b"PK")}, data={"format": "vikunja"})

    found = await read(request.read(), content_type=request.headers["content-type"])

    assert sorted(found) == [("file", "grün.zip", b"PK"), ("format", None, b"vikunja")]


async def test_a_large_part_is_handed_on_before_all_of_it_is_there() -> None:
    sent = 0
    head = form(('name="file"; filename="x"', b"")).removesuffix(b"\r\n--edge--\r\n")

    async def body() -> AsyncGenerator[bytes]:
        nonlocal sent
        yield head
        for _ in range(100):
            sent += 1000
            yield bytes(1000)
        yield b"\r\n--edge--\r\n"

    most_held, received = 0, 0
    async for part in parts_of(body(), content_type=TYPE):
        async for chunk in part.chunks():
            received += len(chunk)
            most_held = max(most_held, sent - received)

    assert received == 100_000
    assert most_held <= 1000


async def test_what_is_not_read_of_a_part_is_skipped() -> None:
    body = form(('name="file"; filename="x"', b"0" * 1000), ('name="format"', b"csv"))

    parts = [(part.name, part.file_name) async for part in parts_of(coming(body, 100), content_type=TYPE)]

    assert parts == [("file", "x"), ("format", None)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--edge",
        b"no form at all",
        form(('name="file"', b"x"))[:-12],
        b"--edge\r\nX: y\r\n\r\nx\r\n--edge--\r\n",
        b"--edge\r\n" + b"A" * 10_000 + b": y\r\n\r\nx\r\n--edge--\r\n",
        form(*[('name="x"', b"x")] * 21),
    ],
)
async def test_a_broken_form_is_told_of(body: bytes) -> None:
    with pytest.raises(Malformed):
        await read(body)


async def test_a_form_without_boundary_is_told_of() -> None:
    with pytest.raises(Malformed, match="boundary"):
        await read(form(), content_type="multipart/form-data")


@pytest.mark.parametrize("body", [b"0" * 100_001, b"\xff"])
async def test_a_text_is_short_and_can_be_read(body: bytes) -> None:
    async def text_of(part: Part) -> str:
        return await part.text()

    async for part in parts_of(coming(form(('name="x"', body)), 10_000), content_type=TYPE):
        with pytest.raises(Malformed):
            await text_of(part)
