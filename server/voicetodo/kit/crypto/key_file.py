"""Keys in a file that only its owner reads. Whoever changes it is noticed by all who use it, within seconds."""

import fcntl
import os
import secrets
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from voicetodo.kit.crypto.envelope import KEY_BYTES, Broken, decrypt, encrypt, prefix_of
from voicetodo.kit.crypto.keys import DataKey
from voicetodo.kit.crypto.ring import FileKey, Ring, new_ring, read_ring, written
from voicetodo.kit.telemetry.logs import logger

#: For this long a process may go on sealing under the key before, once another was made current.
LOOK_SECONDS: Final = 2.0
log: Final = logger("kit.crypto")


class KeyFileError(Exception):
    """The key file cannot be used; the sentence says which, and why."""


class KeyFile:
    """The keys of a file, or of a ring that is nowhere kept (`path` None)."""

    def __init__(self, path: Path | None, ring: Ring) -> None:
        self.path = path
        self._ring = ring
        self._looked_at = time.monotonic()
        self._stamp: tuple[int, int, int] | None = _stamp(path)

    @classmethod
    def at(cls, path: Path) -> "KeyFile":
        """Made, readable by its owner only, when there is none yet. Raises KeyFileError."""
        return cls(path, _load_or_create(path))

    @property
    def ring(self) -> Ring:
        """As it stood a moment ago."""
        if self.path is not None and time.monotonic() - self._looked_at > LOOK_SECONDS:
            self._look()
        return self._ring

    @property
    def root(self) -> bytes:
        """What other secrets follow from. It stays the same when keys come and go."""
        return self._ring.root

    async def current(self) -> str:
        return self.ring.sealing.id

    async def has(self, key_id: str) -> bool:
        if self._ring.find(key_id) is None:
            self._look()  # another process may have made it since
        return self._ring.find(key_id) is not None

    async def ids(self) -> list[str]:
        ring = self.ring
        return [ring.sealing.id, *(key.id for key in ring.keys if key.id != ring.sealing.id)]

    async def new_data_key(self, purpose: str) -> DataKey:
        key, plain = self.ring.sealing, secrets.token_bytes(KEY_BYTES)
        return DataKey(key.id, plain, encrypt(AESGCM(key.key), plain, _context(key.id, purpose)))

    async def unwrap(self, key_id: str, wrapped: bytes, purpose: str) -> bytes:
        key = self._ring.find(key_id)
        if key is None:
            raise Broken(f"The key {key_id} is not in the key file.")
        return decrypt(AESGCM(key.key), wrapped, _context(key_id, purpose))

    async def stop(self) -> None:
        """Nothing is held."""

    def add(self) -> str:
        """A new key opens, and seals from the next turn on. Its id. Raises KeyFileError."""
        key = FileKey(secrets.token_bytes(KEY_BYTES), datetime.now(UTC))
        self._change(lambda ring: ring.having(key))
        return key.id

    def turn(self) -> str:
        """The key that waits seals from now on, or a new one where none does. Its id. Raises KeyFileError."""
        key = FileKey(secrets.token_bytes(KEY_BYTES), datetime.now(UTC))
        self._change(lambda ring: (ring if ring.next else ring.having(key)).turned())
        return self._ring.current

    def drop(self, key_id: str) -> None:
        """What is sealed under it is lost. The one that seals stays. Raises KeyFileError."""
        self._change(lambda ring: ring if ring.current == key_id else ring.without(key_id))

    def settle(self) -> None:
        """All has arrived under the current key. Raises KeyFileError."""
        self._change(lambda ring: Ring(ring.keys, ring.current, ring.root))

    def _change(self, change: Callable[[Ring], Ring]) -> None:
        if self.path is None:
            self._ring = change(self._ring)
            return
        try:
            with _held(self.path):
                self._ring = change(_read(self.path))
                _write(self.path, written(self._ring))
        except OSError as error:
            raise KeyFileError(f"The key file {self.path} cannot be written: {error.strerror}.") from error
        self._stamp = _stamp(self.path)

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        stamp = _stamp(self.path)
        if self.path is None or stamp is None or stamp == self._stamp:
            return
        try:
            self._ring, self._stamp = _read(self.path), stamp
        except KeyFileError as error:
            log.warning("key_file_unreadable", reason=str(error))  # those it held before are still good


def _context(key_id: str, purpose: str) -> bytes:
    return prefix_of(key_id) + purpose.encode()


def _stamp(path: Path | None) -> tuple[int, int, int] | None:
    """Differs once another file stands there. None while there is none."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_ino, found.st_size)


def _read(path: Path) -> Ring:
    try:
        return read_ring(path.read_bytes())
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise KeyFileError(f"The key file {path} cannot be used: {error}.") from error


def _load_or_create(path: Path) -> Ring:
    if path.exists():
        return _read(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = _draft(path, written(new_ring(datetime.now(UTC))))
        try:
            # two processes may start at once: whoever links first made the keys, and both use those
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be made: {error.strerror}.") from error
    return _read(path)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: whoever is killed here leaves the file as it was."""
    _draft(path, content).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


@contextmanager
def _held(path: Path) -> Generator[None]:
    """Two who change it at once do so one after the other. The folder is held, as the file itself is replaced."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
