"""What a file is called and what it is, whatever whoever sent it says. Pure."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote

MAX_NAME: Final = 200
#: Of one file.
MAX_BYTES: Final = 25_000_000
#: What is not known to be harmless: whatever can run, or be rendered with scripts in it, is never called by its name.
UNKNOWN: Final = "application/octet-stream"
#: So much of the beginning is looked at, in bytes.
HEAD: Final = 1024

#: Where the bytes stand, and what they say.
_SIGNATURES: Final = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (0, b"%PDF-", "application/pdf"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "application/ogg"),
    (0, b"fLaC", "audio/flac"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypisom", "video/mp4"),
    (4, b"ftypmp42", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"PK\x03\x04", "application/zip"),
)
_RIFF: Final = frozenset({"image/webp", "audio/wav"})
_TEXT: Final = "text/plain; charset=utf-8"
#: A beginning that a careless program may take for a page, a drawing or a program.
_MARKUP_OR_PROGRAM: Final = re.compile(r"\ufeff?\s*(<|#!|@echo|%!)", re.IGNORECASE)
_NOT_IN_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")

_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u2028\u2029\ud800-\udfff]')
#: They make `exe.gpj` look like `jpg.exe`, or nothing at all.
_INVISIBLE: Final = frozenset({"Cf", "Co", "Cn"})
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def media_type_of(head: bytes, *, is_whole: bool) -> str:
    """What a file is that begins with `head`, its first bytes; `is_whole` where that is all of it."""
    for place, signature, kind in _SIGNATURES:
        if head.startswith(signature, place) and (kind not in _RIFF or head.startswith(b"RIFF")):
            return kind
    try:
        # A character may be cut in the middle.
        text = head.decode() if is_whole else head[: -3 or None].decode(errors="ignore")
    except UnicodeDecodeError:
        return UNKNOWN
    if not is_whole and len(text.encode()) < len(head) - 6:
        return UNKNOWN
    return UNKNOWN if _MARKUP_OR_PROGRAM.match(text) or _NOT_IN_TEXT.search(text) else _TEXT


def clean_name(name: str) -> str:
    """A name alone, with no way to anywhere, that every system can save under; `file` where nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(char for char in last if unicodedata.category(char) not in _INVISIBLE)
    plain = " ".join(_NOT_IN_NAMES.sub("_", visible).split()).lstrip(". ").rstrip(". ")
    if len(plain) > MAX_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = stem[: MAX_NAME - len(ending) - 1] + dot + ending if stem and len(ending) <= 20 else plain[:MAX_NAME]
        plain = plain.strip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"[:MAX_NAME]
    return plain or "file"


def disposition_of(name: str) -> str:
    """To be saved, never shown: the name in ASCII for the old, and as it is (RFC 6266, RFC 8187)."""
    plain = re.sub(r"[^A-Za-z0-9 ._-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
