"""ZIP archives from anywhere: looked at before anything is unpacked, and never more than expected of it."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, Final

import msgspec

from voicetodo.modules.todo.transfer.draft import Unreadable

MAX_ENTRIES: Final = 50_000
#: Of all texts that are read from one archive.
MAX_BYTES: Final = 100_000_000
#: Text seldom packs better than this; a bomb does.
MAX_RATIO: Final = 200
_SMALL: Final = 1_000_000
_TEXTS: Final = frozenset({".csv", ".json", ".txt", ".ics", ""})
#: What is attached to todos, in our own archives and in Vikunja's: no list of todos, whatever it holds.
_ATTACHED: Final = "files"
_ENTRY: Final = b"PK\x01\x02"
#: At least.
_ENTRY_BYTES: Final = 46
#: Of the directory: room for long names beside all entries.
_MAX_DIRECTORY_BYTES: Final = 400 * MAX_ENTRIES
_PIECE_BYTES: Final = 256 * 1024
#: The others unpack a piece as a whole, however large that is.
_KINDS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, NotImplementedError, OSError,
)  # fmt: skip


def is_archive(head: bytes) -> bool:
    """Whether it is one that begins so."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """What is in it is unpacked when it is asked for. Every verb raises Unreadable where it is broken or a bomb."""

    def __init__(self, file: BinaryIO) -> None:
        """A file that can be read from any place."""
        with _telling():
            self._archive = zipfile.ZipFile(_Careful(file))
        self._entries = {name: entry for entry in self._archive.infolist() if (name := _name_of(entry)) is not None}
        self._left = MAX_BYTES

    @property
    def texts(self) -> list[str]:
        """The names of those that could be a list of todos; pictures and the like are not."""
        return [
            name
            for name, entry in self._entries.items()
            if entry.file_size
            and PurePosixPath(name).suffix.lower() in _TEXTS
            and PurePosixPath(name).parts[0] != _ATTACHED
        ]

    def read(self, name: str) -> bytes:
        entry = self._checked(name)
        self._left -= entry.file_size
        if self._left < 0:
            raise Unreadable("import-archive-large", megabytes=MAX_BYTES // 1_000_000)
        return b"".join(self.pieces(name))

    def size_of(self, name: str) -> int | None:
        """Bytes, unpacked, as the directory says; None where it is not there."""
        entry = self._entries.get(name)
        return None if entry is None else entry.file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """Its bytes, some at a time, and no more than `size_of` says. It has to be there."""
        entry = self._checked(name)
        # what stands in the directory may be a lie
        left = entry.file_size
        with _telling(), self._archive.open(entry) as stream:
            while piece := stream.read(min(_PIECE_BYTES, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise Unreadable("import-archive-more")
                yield piece
        if left > 0:
            raise Unreadable("import-archive-less")

    def fault_of(self, name: str) -> str | None:
        """The code of why this one alone cannot be unpacked; None where it can be tried. It has to be there."""
        fault = _fault(self._entries[name])
        return None if fault is None else fault.of_one

    def _checked(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries[name]
        fault = _fault(entry)
        if fault is not None:
            raise Unreadable(fault.of_all)
        return entry


class _Fault(msgspec.Struct, frozen=True):
    """Codes: of the archive, where all of it hangs on this entry, and of the entry alone."""

    of_all: str
    of_one: str


_ENCRYPTED: Final = _Fault("import-archive-encrypted", "import-file-encrypted")
_ODD: Final = _Fault(
    "import-archive-odd",
    "import-file-odd",
)
_BOMB: Final = _Fault("import-archive-swollen", "import-file-swollen")


def _fault(entry: zipfile.ZipInfo) -> _Fault | None:
    if entry.flag_bits & 1:
        return _ENCRYPTED
    if entry.compress_type not in _KINDS:
        return _ODD
    is_bomb = entry.file_size > max(entry.compress_size, 1) * MAX_RATIO and entry.file_size > _SMALL
    return _BOMB if is_bomb else None


class _Careful:
    """The file as `zipfile` reads it. An entry costs a thousand bytes as soon as the directory is read, at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MAX_DIRECTORY_BYTES:
            raise Unreadable("import-archive-entries", most=MAX_ENTRIES)
        data = self._file.read(size)
        if len(data) > MAX_ENTRIES * _ENTRY_BYTES and data.count(_ENTRY) > MAX_ENTRIES:
            raise Unreadable("import-archive-entries", most=MAX_ENTRIES)
        return data


def _name_of(entry: zipfile.ZipInfo) -> str | None:
    """None of what leads elsewhere, or is no file."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    return None if entry.is_dir() or ".." in name.parts or name.is_absolute() or not name.parts else str(name)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Unreadable("import-archive-broken") from error
