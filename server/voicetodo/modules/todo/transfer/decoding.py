"""Bytes into text: UTF-8 with or without a mark, UTF-16, and what old programs wrote."""

import codecs

from voicetodo.modules.todo.api import Told
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.told import tell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> tuple[str, tuple[Told, ...]]:
    """The text, and a notice where its encoding had to be guessed. Raises Unreadable for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ()
    if b"\x00" in data[:1000]:
        return _strictly(data, _utf16_without_mark(data)), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("cp1252", errors="replace")
        return text, (tell("import-text-guessed", line=str(line)),)


def _utf16_without_mark(data: bytes) -> str:
    """Of Latin letters in UTF-16 every second byte is zero. Raises Unreadable."""
    sample = data[:1000]
    if sample[1::2].count(0) > len(sample) // 3:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) // 3:
        return "utf-16-be"
    raise Unreadable("import-text-none")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("import-text-encoding", encoding=encoding.upper()) from error
