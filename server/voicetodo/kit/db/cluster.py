"""A database cluster on disk: made once, in a place the server's account can reach."""

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from voicetodo.kit.db.account import Account
from voicetodo.kit.db.binaries import run_as
from voicetodo.kit.telemetry.logs import logger

#: The database and its owner.
NAME: Final = "voicetodo"

_ELSEWHERE: Final = Path("/var/lib/voicetodo")
_LONGEST_SOCKET_PATH: Final = 107

log = logger("kit.db")


class StartFailed(Exception):
    """The database server did not start; the sentence says why."""


def home_of(folder: Path, account: Account) -> Path:
    """Where the cluster lives: `folder` itself, or a place that a link in it names when `account` cannot get there.

    The place has a random name: who deletes the folder starts afresh, and does not find yesterday's data again.
    """
    link = folder / "elsewhere"
    if link.is_symlink():
        return link.resolve()
    if account.can_reach(folder / "cluster"):
        return folder
    _ELSEWHERE.mkdir(parents=True, exist_ok=True)
    _ELSEWHERE.chmod(0o755)  # whatever our umask takes away
    home = Path(tempfile.mkdtemp(prefix="postgres-", dir=_ELSEWHERE))
    home.chmod(0o711)
    link.symlink_to(home)
    log.warning("database_elsewhere", folder=str(folder), home=str(home), account=account.name)
    return home


def made(home: Path, programs: Path, account: Account) -> Path:
    """The cluster in `home`; made now when it is not there. Raises StartFailed."""
    cluster = home / "cluster"
    if not cluster.exists():
        _make(cluster, programs, account)
    account.own(cluster)
    return cluster


def socket_folder(home: Path, account: Account, port: int) -> Path:
    """A folder only `account` (and root) may enter, short enough for the name of a Unix socket."""
    folder = home / "socket"
    if len(str(folder.resolve())) + len(f"/.s.PGSQL.{port}.lock") > _LONGEST_SOCKET_PATH:
        folder = Path(tempfile.mkdtemp(prefix="voicetodo-", dir="/tmp"))  # nosec B108 - ours alone: mkdtemp
    folder.mkdir(mode=0o700, exist_ok=True)
    account.own(folder)
    return folder.resolve()


def password_of(home: Path) -> str:
    """The owner's password, asked for only on TCP."""
    return (home / "password").read_text(encoding="utf-8")


def _make(cluster: Path, programs: Path, account: Account) -> None:
    """Made beside its place and then moved, so that half a cluster is never started."""
    making = cluster.with_name("cluster.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    account.own(making)
    password = secrets.token_urlsafe(24)
    _run(
        account,
        [
            programs / "initdb",
            f"--pgdata={making}",
            f"--username={NAME}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--text-search-config=simple",
            "--data-checksums",
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--set=timezone=UTC",
            "--set=log_timezone=UTC",
        ],
    )
    _run(
        account,
        [programs / "postgres", "--single", "-D", making, "-c", "exit_on_error=on", "postgres"],
        text=f"alter role {NAME} password '{password}'\ncreate database {NAME}\n",
    )
    kept = cluster.parent / "password"
    kept.touch(mode=0o600)
    kept.write_text(password, encoding="utf-8")
    making.rename(cluster)


def _run(account: Account, command: Sequence[str | Path], text: str = "") -> None:
    answer = run_as(account, command, text=text)
    if answer.returncode != 0:
        raise StartFailed(f"The database could not be made: {(answer.stderr or answer.stdout).strip()[-500:]}")
