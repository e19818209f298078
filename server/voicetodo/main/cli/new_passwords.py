"""The file of passwords that were made for others: an address and a password a line, for its owner's eyes only."""

import csv
import io
import os
import secrets
from pathlib import Path

from voicetodo.main.cli.terminal import Failure


class NewPasswords:
    """Added to. An address keeps the password that it has there, so that who runs it again writes nothing twice."""

    def __init__(self, file: Path) -> None:
        try:
            self._file = os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b", buffering=0)
            os.fchmod(self._file.fileno(), 0o600)
            text = self._file.read().decode(errors="replace")
        except OSError as error:
            raise Failure(f"{file} cannot be written: {error.strerror}.") from error
        whole = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
        self._known = {cells[0]: cells[1] for cells in csv.reader(whole) if len(cells) == 2}
        self._before: int | None = None
        if text and not text.endswith("\n"):
            self._file.write(b"\n")

    def of(self, email: str) -> str:
        """On the disk before it is returned."""
        self._before = None
        if email not in self._known:
            line = io.StringIO()
            self._known[email] = secrets.token_urlsafe(18)
            csv.writer(line, lineterminator="\n").writerow([email, self._known[email]])
            self._before = os.fstat(self._file.fileno()).st_size
            self._file.write(line.getvalue().encode())
        return self._known[email]

    def take_back(self) -> None:
        """The last one was not needed: whoever it was made for has another, or no account."""
        if self._before is not None:
            self._file.truncate(self._before)
            self._before = None

    def close(self) -> None:
        self._file.close()
