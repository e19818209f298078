"""Keeps one database server process alive until it is told to stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from voicetodo.kit.db.account import Account
from voicetodo.kit.db.binaries import ENVIRONMENT
from voicetodo.kit.db.cluster import StartFailed
from voicetodo.kit.db.postmaster import find_postmaster
from voicetodo.kit.telemetry.logs import logger

_LAUNCHER: Final = Path(__file__).with_name("launcher.py")
_LARGEST_LOG_BYTES: Final = 10_000_000
_FIRST_PAUSE_SECONDS: Final = 0.05
_LONGEST_PAUSE_SECONDS: Final = 5.0
#: A server killed a moment ago may leave processes that keep the next from starting; more than this is another reason.
_TRIES: Final = 6

log = logger("kit.db")


class Supervisor:
    """Runs the program from a thread of its own, again and again; on Linux it stops when that thread does."""

    def __init__(self, command: Sequence[str], *, cluster: Path, account: Account, log_file: Path) -> None:
        self._command = command
        self._cluster = cluster
        self._account = account
        self._log_file = log_file
        self._mutex = threading.Lock()
        self._is_ready = threading.Event()
        self._is_stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="postgres", daemon=True)

    @property
    def is_ready(self) -> bool:
        return self._is_ready.is_set()

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self, *, within_seconds: float) -> None:
        """Ready on return. Raises StartFailed."""
        until = time.monotonic() + within_seconds
        self._thread.start()
        while not self._is_ready.wait(0.02):
            if self._failures >= _TRIES or time.monotonic() > until:
                raise StartFailed(
                    f"The database server does not start. {self._log_file} ends with: {self._last_words()}"
                )

    def stop(self) -> None:
        """Fast and clean; immediate (with recovery at the next start) when that takes longer than 20 s."""
        self._is_stopping.set()
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with self._mutex:
                if self._process is not None:
                    self._process.send_signal(number)
            self._thread.join(timeout=20.0)
            if not self._thread.is_alive():
                return

    def _run(self) -> None:
        pause_seconds = _FIRST_PAUSE_SECONDS
        while (process := self._launch()) is not None:
            if self._wait_until_ready(process):
                pause_seconds, self._failures = _FIRST_PAUSE_SECONDS, 0
                self._is_ready.set()
            code = process.wait()
            self._is_ready.clear()
            if self._is_stopping.is_set():
                return
            self._failures += 1
            log.warning("database_server_ended", exit_code=code, again_in_seconds=pause_seconds)
            self._is_stopping.wait(pause_seconds)
            pause_seconds = min(pause_seconds * 2, _LONGEST_PAUSE_SECONDS)

    def _launch(self) -> subprocess.Popen[bytes] | None:
        """None once we are stopping. In a session of its own, so that Ctrl-C reaches us first and it last."""
        account = self._account
        uid, gid = (account.uid, account.gid) if account.is_other else (-1, -1)
        with self._mutex, self._open_log() as output:
            if self._is_stopping.is_set():
                return None
            self._process = subprocess.Popen(  # noqa: S603 - a program of our own wheel
                [sys.executable, "-I", "-S", _LAUNCHER, str(os.getpid()), str(uid), str(gid), *self._command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=ENVIRONMENT,
                start_new_session=True,
            )
            return self._process

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> bool:
        while process.poll() is None:
            found = find_postmaster(self._cluster)
            if found is not None and found.is_ready and found.pid == process.pid:
                return True
            time.sleep(0.01)
        return False

    def _open_log(self) -> BinaryIO:
        if self._log_file.exists() and self._log_file.stat().st_size > _LARGEST_LOG_BYTES:
            self._log_file.replace(self._log_file.with_suffix(".log.1"))
        return self._log_file.open("ab")

    def _last_words(self) -> str:
        text = self._log_file.read_text(encoding="utf-8", errors="replace") if self._log_file.exists() else ""
        return " / ".join(text.strip().splitlines()[-3:])[-500:]
