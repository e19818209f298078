"""A running PostgreSQL server, as the file `postmaster.pid` in its cluster tells of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec


class Postmaster(msgspec.Struct, frozen=True):
    """The server's first process, and where it listens."""

    pid: int
    port: int
    socket_folder: str
    is_ready: bool


def find_postmaster(cluster: Path) -> Postmaster | None:
    """What the cluster's file says; None where it is not there, or not whole yet."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return Postmaster(
            pid=int(lines[0]), port=int(lines[3]), socket_folder=lines[4], is_ready=lines[7].strip() == "ready"
        )
    except (OSError, IndexError, ValueError):
        return None


def is_alive(postmaster: Postmaster, cluster: Path) -> bool:
    """Whether this very server still runs; another process that got its number since then does not count."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{postmaster.pid}/cwd").readlink() == cluster.resolve()
        except OSError:
            return False
    answer = subprocess.run(  # noqa: S603 - a number
        ["/bin/ps", "-o", "command=", "-p", str(postmaster.pid)], check=False, capture_output=True, text=True
    )
    return "postgres" in answer.stdout


def stop_left_over(cluster: Path, *, within_seconds: float) -> None:
    """Stop a server that an earlier process of ours left running, and forget a file that names a dead one.

    Raises TimeoutError.
    """
    found = find_postmaster(cluster)
    if found is None:
        return
    until = time.monotonic() + within_seconds
    if is_alive(found, cluster):
        os.kill(found.pid, signal.SIGINT)
    while is_alive(found, cluster):
        if time.monotonic() > until:
            raise TimeoutError(f"The database server {found.pid}, left by an earlier run, does not stop.")
        time.sleep(0.01)
    (cluster / "postmaster.pid").unlink(missing_ok=True)
