"""Blobs, in a folder and in a bucket of a real S3 server: the same promises."""

import asyncio
import hashlib
import os
import random
import subprocess
import sys
from collections.abc import AsyncGenerator, AsyncIterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.buckets import Buckets
from voicetodo.kit.blobs import (
    BlobDamaged,
    BlobMissing,
    Blobs,
    BlobSettings,
    BlobsUnavailable,
    BlobTooLarge,
    open_blobs,
)
from voicetodo.kit.blobs.intake import DigestMismatch
from voicetodo.kit.ids import new_id
from voicetodo.kit.settings import SettingsError

MEGABYTE = 1024 * 1024
#: Larger than one part of a bucket, and not a whole number of them.
LARGE = random.Random(7).randbytes(11 * MEGABYTE + 17)


@pytest.fixture(params=["folder", "bucket"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return open_blobs(BlobSettings(data_dir=tmp_path))
    buckets: Buckets = request.getfixturevalue("buckets")
    return open_blobs(buckets.settings(new_id().hex))


class TestPut:
    @pytest.mark.parametrize("data", [b"", b"x", LARGE], ids=["empty", "small", "large"])
    async def test_what_was_put_is_read(self, blobs: Blobs, data: bytes) -> None:
        written = await blobs.put("alice/one", chunks(data), max_bytes=len(data))

        assert written.size == len(data)
        assert written.sha256 == hashlib.sha256(data).hexdigest()
        assert await whole(await blobs.read("alice/one", sha256=written.sha256)) == data

    @pytest.mark.parametrize("size", [10, len(LARGE) - 1], ids=["small", "large"])
    async def test_what_is_too_large_leaves_nothing(self, blobs: Blobs, size: int) -> None:
        with pytest.raises(BlobTooLarge, match="at most"):
            await blobs.put("alice/one", chunks(LARGE[: size + 1]), max_bytes=size)

        assert await keys(blobs, "alice") == []

    async def test_what_breaks_off_leaves_nothing(self, blobs: Blobs) -> None:
        async def broken() -> AsyncGenerator[bytes]:
            yield LARGE
            raise ConnectionAbortedError

        with pytest.raises((ConnectionAbortedError, BlobsUnavailable)):
            await blobs.put("alice/one", broken(), max_bytes=2 * len(LARGE))

        assert await keys(blobs, "alice") == []

    async def test_what_breaks_off_leaves_what_was_there(self, blobs: Blobs) -> None:
        await blobs.put("alice/one", chunks(b"before"), max_bytes=10)

        with pytest.raises(BlobTooLarge):
            await blobs.put("alice/one", chunks(LARGE), max_bytes=len(LARGE) - 1)

        assert await whole(await blobs.read("alice/one")) == b"before"

    @pytest.mark.parametrize("data", [b"sent", LARGE], ids=["small", "large"])
    async def test_what_is_not_what_its_digest_says_leaves_nothing(self, blobs: Blobs, data: bytes) -> None:
        with pytest.raises(DigestMismatch):
            await blobs.put("alice/one", chunks(data), max_bytes=len(data), sha256=hashlib.sha256(b"").hexdigest())

        assert await keys(blobs, "alice") == []

    @pytest.mark.parametrize("key", ["", "/etc/passwd", "../one", "alice/../bob", "alice//one", "Alice", "a\0b", "a#1"])
    async def test_a_key_is_never_a_way_elsewhere(self, blobs: Blobs, key: str) -> None:
        with pytest.raises(ValueError, match="no key"):
            await blobs.put(key, chunks(b"x"), max_bytes=1)


class TestRead:
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    async def test_any_part_can_be_read(self, blobs: Blobs, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, 99))
        end = data.draw(st.none() | st.integers(start + 1, 100))
        await blobs.put("alice/one", chunks(LARGE[:100]), max_bytes=100)

        assert await whole(await blobs.read("alice/one", start=start, end=end)) == LARGE[:100][start:end]

    async def test_what_is_not_there_is_missing(self, blobs: Blobs) -> None:
        with pytest.raises(BlobMissing):
            await blobs.read("alice/none")

    async def test_what_is_damaged_is_never_handed_on_whole(self, blobs: Blobs) -> None:
        await blobs.put("alice/one", chunks(LARGE), max_bytes=len(LARGE))
        read = bytearray()

        stream = await blobs.read("alice/one", sha256=hashlib.sha256(b"another").hexdigest())
        with pytest.raises(BlobDamaged):
            await read_into(read, stream)

        assert len(read) < len(LARGE)


class TestDelete:
    async def test_what_was_deleted_is_gone_and_can_be_deleted_again(self, blobs: Blobs) -> None:
        await blobs.put("alice/one", chunks(b"x"), max_bytes=1)

        await blobs.delete("alice/one")
        await blobs.delete("alice/one")

        assert await keys(blobs, "alice") == []


class TestList:
    async def test_says_how_much_and_since_when(self, blobs: Blobs) -> None:
        await blobs.put("alice/one", chunks(b"12345"), max_bytes=5)

        [found] = [each async for each in blobs.list_all("alice")]

        assert found.size == 5
        assert abs(datetime.now(UTC) - found.written_at) < timedelta(minutes=1)


async def test_a_killed_process_leaves_nothing_that_is_seen_and_the_rest_is_swept(tmp_path: Path) -> None:
    await asyncio.to_thread(begin_and_die, tmp_path)
    blobs = open_blobs(BlobSettings(data_dir=tmp_path))

    assert await keys(blobs, "alice") == []
    assert await blobs.sweep(before=datetime.now(UTC) - timedelta(hours=1)) == 0, "somebody may be writing"
    assert await blobs.sweep(before=datetime.now(UTC) + timedelta(hours=1)) == 1
    assert files_in(tmp_path) == []


async def test_only_whoever_runs_it_may_look_into_the_folder(tmp_path: Path) -> None:
    await open_blobs(BlobSettings(data_dir=tmp_path)).put("alice/one", chunks(b"x"), max_bytes=1)

    assert (tmp_path / "blobs").stat().st_mode & 0o077 == 0


async def test_a_wrong_secret_is_refused(buckets: Buckets) -> None:
    ours = open_blobs(buckets.settings("guarded"))
    await ours.put("alice/one", chunks(b"x"), max_bytes=1)
    thief = open_blobs(buckets.settings("guarded", secret="guessed"))

    with pytest.raises(BlobsUnavailable):
        await thief.read("alice/one")
    with pytest.raises(BlobsUnavailable):
        await thief.put("alice/two", chunks(b"x"), max_bytes=1)

    assert await keys(ours, "alice") == ["alice/one"]


def begin_and_die(folder: Path) -> None:
    """Another process puts a blob, and is killed halfway."""
    writer = Path(__file__).with_name("writer.py")
    process = subprocess.Popen([sys.executable, writer, folder], stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    assert process.stdout is not None
    assert process.stdout.readline() == "halfway\n"
    process.kill()
    process.communicate()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("given_settings", "sentence"),
    [
        ({"blobs_url": "ftp://bucket"}, "must read like"),
        ({"blobs_url": "bucket"}, "must read like"),
        ({"blobs_url": "s3://bucket", "blobs_access_key_id": "one"}, "belong together"),
        ({"blobs_url": "gs://bucket", "blobs_region": "here"}, "own tools"),
    ],
)
def test_settings_that_will_not_do_are_told(given_settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        open_blobs(BlobSettings(**given_settings))


def test_a_bucket_without_keys_takes_those_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith("AWS_")]:
        monkeypatch.delenv(name)

    assert isinstance(open_blobs(BlobSettings(blobs_url="s3://bucket/folder", blobs_region="eu-central-1")), Blobs)


async def chunks(data: bytes, size: int = 100_000) -> AsyncGenerator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def whole(stream: AsyncIterable[bytes]) -> bytes:
    return b"".join([chunk async for chunk in stream])


async def read_into(read: bytearray, stream: AsyncIterable[bytes]) -> None:
    async for chunk in stream:
        read += chunk


async def keys(blobs: Blobs, prefix: str) -> list[str]:
    return sorted([each.key async for each in blobs.list_all(prefix)])
