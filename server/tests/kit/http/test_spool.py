"""A body that is read twice never lies in memory as a whole, unless it is small."""

import tracemalloc

import pytest

from voicetodo.kit.http.asgi import Message, Receive
from voicetodo.kit.http.spool import IN_MEMORY_BYTES, Spool

PIECE = bytes(range(250)) * 1000


def sending(pieces: int) -> Receive:
    """That many pieces, and then the client has gone."""
    left = pieces

    async def receive() -> Message:
        nonlocal left
        left -= 1
        if left < 0:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": PIECE, "more_body": left > 0}

    return receive


async def read(receive: Receive) -> tuple[bytes, str]:
    """The body, and the kind of what came after it."""
    pieces: list[bytes] = []
    while True:
        message = await receive()
        pieces.append(message["body"])
        if not message["more_body"]:
            return b"".join(pieces), (await receive())["type"]


@pytest.mark.parametrize("pieces", [1, 4, 5, 40])
async def test_what_was_read_is_handed_on_and_then_what_comes(pieces: int) -> None:
    seen: list[bytes] = []
    with Spool(sending(pieces)) as spool:
        is_whole = await spool.fill(seen.append)
        body, after = await read(spool.again())

    assert is_whole
    assert b"".join(seen) == body == PIECE * pieces
    assert after == "http.disconnect"


async def test_no_more_is_read_than_asked_for_and_the_rest_is_handed_on_all_the_same() -> None:
    with Spool(sending(40)) as spool:
        is_whole = await spool.fill(lambda _: None, most=len(PIECE) + 1)
        body, after = await read(spool.again())

    assert not is_whole
    assert body == PIECE * 40
    assert after == "http.disconnect"


async def test_of_a_large_body_little_is_in_memory() -> None:
    tracemalloc.start()
    with Spool(sending(100)) as spool:
        await spool.fill(lambda _: None)
        again, size, has_more = spool.again(), 0, True
        while has_more:
            message = await again()
            size, has_more = size + len(message["body"]), message["more_body"]
        _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size == 100 * len(PIECE)
    assert most < 3 * IN_MEMORY_BYTES
