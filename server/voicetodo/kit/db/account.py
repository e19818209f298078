"""Who the database server runs as. PostgreSQL refuses to run as root, so root lends it an account without rights."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Final

import msgspec

_NAME: Final = "voicetodo"
_CREATORS: Final = (
    ("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _NAME),
    ("adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", _NAME),
)


class Account(msgspec.Struct, frozen=True):
    """A user of this machine. `is_other` when it is not the one we run as."""

    name: str
    uid: int
    gid: int
    is_other: bool

    def can_reach(self, path: Path) -> bool:
        """Whether it may step through every folder on the way to `path`, by their mode bits."""
        return not self.is_other or all(self._may_enter(folder) for folder in path.resolve().parents)

    def own(self, path: Path) -> None:
        """Hand the path over, with all that is in it."""
        if not self.is_other or path.stat().st_uid == self.uid:
            return
        for folder, _, files in os.walk(path):
            os.chown(folder, self.uid, self.gid)
            for name in files:
                os.chown(Path(folder) / name, self.uid, self.gid, follow_symlinks=False)

    def _may_enter(self, folder: Path) -> bool:
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def account_for_server() -> Account:
    """Ourselves; for root the system user `voicetodo`, made when it is missing, or `nobody` where it cannot be made."""
    if os.geteuid() != 0:
        return Account(name=_name_of(os.geteuid()), uid=os.geteuid(), gid=os.getegid(), is_other=False)
    found = _find(_NAME) or _create() or pwd.getpwnam("nobody")
    return Account(name=found.pw_name, uid=found.pw_uid, gid=found.pw_gid, is_other=True)


def _create() -> pwd.struct_passwd | None:
    for command in _CREATORS:
        if shutil.which(command[0]):
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed words
            if found := _find(_NAME):
                return found
    return None


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
