"""ZIP archives from anywhere: looked at before anything is unpacked, and never more than expected of it."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Final

from voicetodo.modules.todo.transfer.draft import Unreadable

MAX_ENTRIES: Final = 10_000
#: Of all texts that are read from one archive.
MAX_BYTES: Final = 100_000_000
#: Text seldom packs better than this; a bomb does.
MAX_RATIO: Final = 200
_SMALL: Final = 1_000_000
_TEXTS: Final = frozenset({".csv", ".json", ".txt", ".ics", ""})
_ENTRY: Final = b"PK\x01\x02"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, NotImplementedError, OSError,
)  # fmt: skip


def is_archive(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """What is in it is unpacked when it is asked for. Every verb raises Unreadable where it is broken or a bomb."""

    def __init__(self, data: bytes) -> None:
        # each costs a thousand bytes as soon as the archive is opened
        if data.count(_ENTRY) > MAX_ENTRIES:
            raise Unreadable(f"The archive has more than {MAX_ENTRIES:,} entries, so it was not opened.")
        with _telling():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._entries = {name: entry for entry in self._archive.infolist() if (name := _name_of(entry)) is not None}
        self._left = MAX_BYTES

    @property
    def texts(self) -> list[str]:
        """The names of those that could be a list of todos; pictures and the like are not."""
        return [
            name
            for name, entry in self._entries.items()
            if entry.file_size and PurePosixPath(name).suffix.lower() in _TEXTS
        ]

    def read(self, name: str) -> bytes:
        entry = self._entries[name]
        self._check(entry)
        self._left -= entry.file_size
        if self._left < 0:
            raise Unreadable(f"The archive unpacks to more than {MAX_BYTES // 1_000_000} MB, so it was not opened.")
        with _telling(), self._archive.open(entry) as stream:
            # what stands in the directory may be a lie
            content = stream.read(entry.file_size + 1)
        if len(content) > entry.file_size:
            raise Unreadable("The archive unpacks to more than it says, so it was not opened.")
        return content

    def _check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 1:
            raise Unreadable("The archive is encrypted. Unpack it, and bring the files in it.")
        if entry.file_size > max(entry.compress_size, 1) * MAX_RATIO and entry.file_size > _SMALL:
            raise Unreadable("The archive unpacks to far more than it should, so it was not opened.")


def _name_of(entry: zipfile.ZipInfo) -> str | None:
    """None of what leads elsewhere, or is no file."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    return None if entry.is_dir() or ".." in name.parts or name.is_absolute() else str(name)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Unreadable("The archive is broken. Download it again, and bring it as it comes.") from error
