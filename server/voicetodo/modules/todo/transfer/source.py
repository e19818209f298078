"""A file as it came, looked at from the sides that formats are told by: text, JSON, or an archive of files."""

from collections.abc import Callable
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Final

import msgspec

from voicetodo.modules.todo.transfer.decoding import decoded
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.unpacking import Archive, is_archive

#: In JSON: so many objects and arrays, and so many values. What holds more is no list of todos, and needs gigabytes.
MAX_PARTS: Final = 1_000_000
MAX_VALUES: Final = 10_000_000


class Source:
    """`name` is that of the file, where there was one. Every side is looked at once."""

    def __init__(self, data: bytes, *, name: str | None = None) -> None:
        if not data.strip():
            raise Unreadable("The file is empty.")
        self.name = name
        self._load: Callable[[], bytes] = lambda: data
        self._is_archive = is_archive(data)

    @property
    def stem(self) -> str | None:
        """The file's name without folder and ending."""
        return PurePosixPath(self.name).stem or None if self.name else None

    @cached_property
    def files(self) -> dict[str, "Source"]:
        """What is in the archive; nothing where it is none. An archive within it is no list. Raises Unreadable."""
        if not self._is_archive:
            return {}
        archive = Archive(self._load())
        return {name: _Packed(archive, name) for name in archive.texts}

    @cached_property
    def text(self) -> str:
        """Nothing of an archive. Raises Unreadable."""
        return "" if self._is_archive else self._decoded[0]

    @cached_property
    def notices(self) -> tuple[str, ...]:
        return () if self._is_archive else self._decoded[1]

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
    def _decoded(self) -> tuple[str, tuple[str, ...]]:
        return decoded(self._load())


class _Packed(Source):
    """One of the files of an archive, unpacked when it is looked at."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self._load = lambda: archive.read(name)
        self._is_archive = False


def check_size(json: str) -> None:
    """Before it is decoded. Raises Unreadable."""
    if json.count("{") + json.count("[") > MAX_PARTS or json.count(",") > MAX_VALUES:
        raise Unreadable("There is far more in this file than a list of tasks can hold. Split it, and bring its parts.")
