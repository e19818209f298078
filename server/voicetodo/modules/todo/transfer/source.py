"""A file as it came, looked at from the sides that formats are told by: text, JSON, or an archive of files."""

import io
from collections.abc import Callable
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final

import msgspec

from voicetodo.modules.todo.api import Told
from voicetodo.modules.todo.transfer.decoding import decoded
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.unpacking import Archive, is_archive

#: In JSON: so many objects and arrays, and so many values. What holds more is no list of todos, and needs gigabytes.
MAX_PARTS: Final = 1_000_000
MAX_VALUES: Final = 10_000_000
_HEAD: Final = 1000


class Source:
    """`name` is that of the file, where there was one. Every side is looked at once.

    `archive` is the one that it is or that it lies in, from which only what is asked for is read.
    """

    def __init__(self, content: bytes | BinaryIO, *, name: str | None = None) -> None:
        """Bytes, or a file that can be read from any place. Raises Unreadable."""
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        file.seek(0)
        self.name = name
        self.archive: Archive | None = None
        self._load: Callable[[], bytes] = lambda: b""
        if is_archive(file.read(_HEAD)):
            self.archive = Archive(file)
            self.is_archive = True
            return
        file.seek(0)
        data = content if isinstance(content, bytes) else file.read()
        if not data.strip():
            raise Unreadable("import-source-empty")
        self.is_archive = False
        self._load = lambda: data

    @property
    def stem(self) -> str | None:
        """The file's name without folder and ending."""
        return PurePosixPath(self.name).stem or None if self.name else None

    @cached_property
    def files(self) -> dict[str, "Source"]:
        """What is in the archive; nothing where it is none. An archive within it is no list. Raises Unreadable."""
        if self.archive is None or not self.is_archive:
            return {}
        archive = self.archive
        return {name: _Packed(archive, name) for name in archive.texts}

    @cached_property
    def text(self) -> str:
        """Nothing of an archive. Raises Unreadable."""
        return "" if self.is_archive else self._decoded[0]

    @cached_property
    def notices(self) -> tuple[Told, ...]:
        return () if self.is_archive else self._decoded[1]

    @cached_property
    def json(self) -> Any:
        """The value, or None where the text is no JSON. Raises Unreadable where it would be far too large."""
        text = self.text.lstrip()
        if not text.startswith(("{", "[")):
            return None
        check_size(text)
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            return None

    @cached_property
    def _decoded(self) -> tuple[str, tuple[Told, ...]]:
        return decoded(self._load())


class _Packed(Source):
    """One of the files of an archive, unpacked when it is looked at."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self.archive = archive
        self.is_archive = False
        self._load = lambda: archive.read(name)


def check_size(json: str) -> None:
    """Before it is decoded. Raises Unreadable."""
    if json.count("{") + json.count("[") > MAX_PARTS or json.count(",") > MAX_VALUES:
        raise Unreadable("import-source-full")
