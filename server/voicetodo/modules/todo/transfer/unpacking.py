"""ZIP archives from anywhere: looked at before anything is unpacked, and never more than expected of it."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from voicetodo.modules.todo.transfer.draft import Unreadable

MAX_ENTRIES = 10_000
MAX_BYTES = 100_000_000
#: Text seldom packs better than this; a bomb does.
MAX_RATIO = 200
_READABLE = frozenset({".csv", ".json", ".txt", ".ics", ""})


def is_archive(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Name → content of the entries that could be a list of todos; pictures and the like are left out.

    Raises Unreadable where it is broken, encrypted, or larger than it should be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("The archive is broken. Download it again, and bring it as it comes.") from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"The archive has more than {MAX_ENTRIES:,} entries, so it was not opened.")
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or name.suffix.lower() not in _READABLE or ".." in name.parts or name.is_absolute():
            continue
        if entry.flag_bits & 1:
            raise Unreadable("The archive is encrypted. Unpack it, and bring the files in it.")
        if entry.file_size > max(entry.compress_size, 1) * MAX_RATIO and entry.file_size > 1_000_000:
            raise Unreadable("The archive unpacks to far more than it should, so it was not opened.")
        left -= entry.file_size
        if left < 0:
            raise Unreadable(f"The archive unpacks to more than {MAX_BYTES // 1_000_000} MB, so it was not opened.")
        with archive.open(entry) as stream:
            # what stands in the directory may be a lie
            content = stream.read(entry.file_size + 1)
        if len(content) > entry.file_size:
            raise Unreadable("The archive unpacks to more than it says, so it was not opened.")
        found[str(name)] = content
    return found
