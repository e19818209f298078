"""A file as it came, looked at from the sides that formats are told by: text, JSON, or an archive of files."""

from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import msgspec

from voicetodo.modules.todo.transfer.decoding import decoded
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.unpacking import is_archive, unpacked


class Source:
    """`name` is that of the file, where there was one. Every side is looked at once."""

    def __init__(self, data: bytes, *, name: str | None = None) -> None:
        if not data.strip():
            raise Unreadable("The file is empty.")
        self.name = name
        self._data = data

    @property
    def stem(self) -> str | None:
        """The file's name without folder and ending."""
        return PurePosixPath(self.name).stem or None if self.name else None

    @cached_property
    def files(self) -> dict[str, "Source"]:
        """What is in the archive; nothing where it is none. Raises Unreadable."""
        if not is_archive(self._data):
            return {}
        return {name: Source(data, name=name) for name, data in unpacked(self._data).items() if data.strip()}

    @cached_property
    def text(self) -> str:
        """Nothing of an archive. Raises Unreadable."""
        return "" if is_archive(self._data) else self._decoded[0]

    @cached_property
    def notices(self) -> tuple[str, ...]:
        return () if is_archive(self._data) else self._decoded[1]

    @cached_property
    def json(self) -> Any:
        """The value, or None where the text is no JSON."""
        text = self.text.lstrip()
        if not text.startswith(("{", "[")):
            return None
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            return None

    @cached_property
    def _decoded(self) -> tuple[str, tuple[str, ...]]:
        return decoded(self._data)
