"""Archives with attached files, as tests make and read them."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import msgspec

from voicetodo.kit.ids import new_id


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Its entries. Every byte of it is checked."""
    opened = zipfile.ZipFile(io.BytesIO(archive))
    assert opened.testzip() is None
    return {name: opened.read(name) for name in opened.namelist()}


def listed(archive: bytes) -> dict[str, Any]:
    """What our own archive tells."""
    return msgspec.json.decode(unpacked(archive)["voicetodo.json"])


def packed(*todos: Mapping[str, Any], files: Mapping[str, bytes], **more: Any) -> bytes:
    """An archive of our own."""
    told = {"format": "voicetodo", "version": 1, "todos": todos, **more}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("voicetodo.json", msgspec.json.encode(told))
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def own_todo(title: str, **fields: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "title": title, "position": "aV", "created_at": "2026-01-01T08:00:00Z", **fields}


def own_file(name: str, content: bytes, **fields: Any) -> dict[str, Any]:
    """As the list tells of it."""
    own_id = str(new_id())
    return {
        "id": own_id,
        "name": name,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "media_type": "application/octet-stream",
        "created_at": "2026-01-02T08:00:00Z",
        "path": f"files/{own_id}",
        **fields,
    }
