"""Half-written files of processes that died: `name#7` beside where `name` was to be."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

#: How the local store calls a file before it is whole. No key has a `#` in it.
_UNFINISHED: Final = re.compile(r".+#\d+")


def remove_leftovers(folder: Path, before: datetime) -> int:
    """Those not written to since `before`. How many there were."""
    gone = 0
    for path in folder.rglob("*#*"):
        with suppress(FileNotFoundError):
            if _UNFINISHED.fullmatch(path.name) and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone += 1
    return gone
