"""Processes of their own for tests of what happens when one dies."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HOLDER = Path(__file__).with_name("holder.py")


@contextmanager
def data_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach, with a short name."""
    folder = Path(tempfile.mkdtemp(prefix="voicetodo-test-"))
    folder.chmod(0o711)
    try:
        yield folder / "postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def holding(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Another process that runs a database on `folder`; and the process id of its server."""
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, HOLDER, folder], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process, int(process.stdout.readline())
    finally:
        process.terminate()
        process.communicate()


def is_running(pid: int) -> bool:
    """A process that ended and was not yet asked after does not run any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True


def wait_until(condition: Callable[[], bool], *, within_seconds: float = 20.0) -> None:
    until = time.monotonic() + within_seconds
    while not condition():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.01)
