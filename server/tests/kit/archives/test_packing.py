"""Archives that are made while they are sent."""

import io
import os
import zipfile
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from voicetodo.kit.archives import Entry, zipped

AT = datetime(2026, 1, 7, 9, 30, tzinfo=UTC)


async def of(*chunks: bytes) -> AsyncGenerator[bytes]:
    for chunk in chunks:
        yield chunk


async def entries(*some: Entry) -> AsyncGenerator[Entry]:
    for each in some:
        yield each


async def whole(source: AsyncIterable[bytes]) -> bytes:
    return b"".join([piece async for piece in source])


async def test_what_was_packed_can_be_unpacked() -> None:
    packed = await whole(
        zipped(
            entries(
                Entry("list.json", of(b'{"a":', b" 1}"), AT),
                Entry("files/1", of(b"abc", b"", b"def"), is_compressed=False),
                Entry("files/empty", of(), is_compressed=False),
            )
        )
    )

    archive = zipfile.ZipFile(io.BytesIO(packed))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == {
        "list.json": b'{"a": 1}',
        "files/1": b"abcdef",
        "files/empty": b"",
    }
    assert archive.getinfo("list.json").date_time == (2026, 1, 7, 9, 30, 0)


async def test_no_more_is_held_than_what_is_on_its_way() -> None:
    written = 0

    async def chunks() -> AsyncGenerator[bytes]:
        nonlocal written
        for _ in range(64):
            written += 65_536
            yield os.urandom(65_536)

    sent, most_held = 0, 0
    async for piece in zipped(entries(Entry("large", chunks(), is_compressed=False))):
        sent += len(piece)
        most_held = max(most_held, written - sent)

    assert sent > 64 * 65_536
    assert most_held <= 65_536


async def test_the_same_entries_are_the_same_bytes() -> None:
    async def packed() -> bytes:
        return await whole(zipped(entries(Entry("a", of(b"a" * 1000), AT), Entry("b", of(b"b")))))

    assert await packed() == await packed()


async def test_an_archive_that_was_broken_off_is_seen_to_be() -> None:
    async def breaking() -> AsyncGenerator[bytes]:
        yield b"half of it"
        raise ConnectionError

    sent = bytearray()
    with suppress(ConnectionError):
        async for piece in zipped(entries(Entry("whole", of(b"whole")), Entry("half", breaking()))):
            sent += piece

    assert b"whole" in sent
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(sent))


async def test_a_moment_that_no_archive_can_hold_is_left_out() -> None:
    packed = await whole(zipped(entries(Entry("old", of(b"x"), datetime(1901, 1, 1, tzinfo=UTC)))))

    assert zipfile.ZipFile(io.BytesIO(packed)).getinfo("old").date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize("name", ["/etc/passwd", "../up", "a/../../b", "a\\b", "a//b", ""])
async def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name of an entry"):
        await whole(zipped(entries(Entry(name, of(b"x")))))


async def test_no_name_stands_for_two() -> None:
    with pytest.raises(ValueError, match="no name of an entry"):
        await whole(zipped(entries(Entry("a", of(b"x")), Entry("a", of(b"y")))))


async def test_what_may_be_large_is_read_as_well() -> None:
    packed = await whole(zipped(entries(Entry("a", of(b"x" * 1000), may_be_large=True))))

    assert zipfile.ZipFile(io.BytesIO(packed)).read("a") == b"x" * 1000
