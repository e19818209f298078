"""Files in the words of tests: what a format makes of a text, by the titles of its drafts."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import msgspec

from voicetodo.modules.todo.transfer.draft import Draft, Reading, Setting
from voicetodo.modules.todo.transfer.formats import read
from voicetodo.modules.todo.transfer.source import Source

#: Wednesday, 7 January 2026, ten in the morning in Berlin.
NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)
BERLIN = Setting(now=NOW, timezone="Europe/Berlin")


def recognised(data: bytes | str, *, name: str | None = None, setting: Setting = BERLIN) -> tuple[str, Reading]:
    """The format that was recognised, and all that was read."""
    return read(Source(data.encode() if isinstance(data, str) else data, name=name), setting)


def drafts(data: bytes | str, expected: str, *, name: str | None = None, setting: Setting = BERLIN) -> dict[str, Draft]:
    """The drafts by their titles, of a file that is recognised as `expected`."""
    found, reading = recognised(data, name=name, setting=setting)
    assert found == expected
    return {draft.title: draft for draft in reading.drafts}


def as_json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def archive(**files: bytes | str) -> bytes:
    """`archive(data_json="…")`: an underscore stands for a dot."""
    return zipped({name.replace("_", "."): content for name, content in files.items()})


def zipped(files: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return packed.getvalue()
