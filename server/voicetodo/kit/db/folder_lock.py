"""One product on one data folder."""

import fcntl
import os
from pathlib import Path
from typing import ClassVar


class AlreadyRunning(Exception):
    """Another Voice Todo is using this data folder; the sentence says which process."""


class FolderLock:
    """Held until released, or until this process ends in whatever way."""

    _held: ClassVar[set[Path]] = set()

    def __init__(self, folder: Path) -> None:
        """Raises AlreadyRunning."""
        self._path = folder.resolve() / "lock"
        if self._path in self._held:  # the system's lock keeps out other processes only
            raise AlreadyRunning(f"This process already runs a database on {folder}.")
        self._file = self._path.open("a+", encoding="utf-8")
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.seek(0)
            holder = self._file.read().strip() or "unknown"
            self._file.close()
            raise AlreadyRunning(
                f"Another Voice Todo (process {holder}) is already running on the data in {folder}: stop it first, "
                "or give this one a folder of its own."
            ) from None
        self._held.add(self._path)
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def release(self) -> None:
        self._held.discard(self._path)
        self._file.close()
