"""Bytes sealed in frames: nothing of them can be changed, moved, left out or cut off."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.crypto import Broken
from voicetodo.kit.crypto.sealed_stream import new_stream_key, opened, sealed

KEY = b"k" * 32
FRAME = 64 * 1024
SEALED_FRAME = FRAME + 16


async def each(chunks: Sequence[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def seal(*chunks: bytes, key: bytes = KEY) -> bytes:
    async def all_of_it() -> bytes:
        return b"".join([chunk async for chunk in sealed(key, each(chunks))])

    return asyncio.run(all_of_it())


def unseal(content: bytes, *, step: int = 50_000, key: bytes = KEY) -> bytes:
    async def all_of_it() -> bytes:
        chunks = [content[start : start + step] for start in range(0, len(content), step)]
        return b"".join([chunk async for chunk in opened(key, each(chunks))])

    return asyncio.run(all_of_it())


@given(
    chunks=st.lists(st.binary(max_size=300).map(lambda some: some * 700), max_size=5), step=st.integers(1_000, 200_000)
)
def test_what_was_sealed_opens_again_whatever_the_pieces(chunks: list[bytes], step: int) -> None:
    assert unseal(seal(*chunks), step=step) == b"".join(chunks)


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME])
def test_no_length_is_special(size: int) -> None:
    assert unseal(seal(bytes(size))) == bytes(size)


@pytest.mark.parametrize("cut", [1, 16, SEALED_FRAME, SEALED_FRAME + 5])
def test_what_was_cut_off_is_noticed(cut: int) -> None:
    whole = seal(bytes(2 * FRAME + 100))

    with pytest.raises(Broken):
        unseal(whole[:-cut])


def test_frames_cannot_change_places() -> None:
    whole = seal(b"a" * FRAME, b"b" * FRAME, b"c")
    first, second, rest = whole[:SEALED_FRAME], whole[SEALED_FRAME : 2 * SEALED_FRAME], whole[2 * SEALED_FRAME :]

    for changed in (second + first + rest, first + rest, first + first + second + rest, first + second):
        with pytest.raises(Broken):
            unseal(changed)


def test_nothing_opens_under_another_key_or_after_a_change() -> None:
    whole = bytearray(seal(b"secret" * 20_000))

    with pytest.raises(Broken):
        unseal(bytes(whole), key=new_stream_key())
    whole[70_000] ^= 1
    with pytest.raises(Broken):
        unseal(bytes(whole))
