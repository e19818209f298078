"""A step tells what it does, how long it has been at it, and, when it fails, why in one sentence."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from setup.house import ROOT, WORKSHOP

HEARTBEAT_SECONDS = 10

#: What the tools write when they cannot reach their registry. Compared in lower case.
OFFLINE_SIGNS = (
    "dns error",
    "name resolution",
    "name or service not known",
    "network is unreachable",
    "no route to host",
    "connection refused",
    "connection timed out",
    "newconnectionerror",
    "error sending request",
    "enotfound",
    "eai_again",
    "econnrefused",
    "etimedout",
    "temporary failure resolving",
)

_started = time.monotonic()


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence for the person who typed the command."""


def say(sentence: str) -> None:
    """One progress line with the seconds since the command was typed; the same on a terminal and in a log."""
    print(f"[{time.monotonic() - _started:6.1f} s] {sentence}", flush=True)


def run(
    title: str,
    command: Sequence[str],
    *,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a tool quietly, its output in `.setup/log/`, with a sign of life every ten seconds.

    Raises SetupError naming the log; when the network is the cause, it says that instead.
    """
    say(f"{title} …")
    log = WORKSHOP / "log" / f"{Path(command[0]).name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        try:
            child = subprocess.Popen(
                command,
                cwd=cwd,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise SetupError(f"{title}: {command[0]} does not start ({error.strerror}).") from error
        exit_code = _wait(child, log)
    if exit_code != 0:
        raise SetupError(_why(title, log, exit_code))


def show(command: Sequence[str], *, cwd: Path = ROOT, environment: Mapping[str, str] | None = None) -> None:
    """Run a check whose own output is what people want to read; raises SetupError when it fails."""
    say(" ".join([Path(command[0]).name, *command[1:]]))
    exit_code = subprocess.run(command, cwd=cwd, env={**os.environ, **(environment or {})}, check=False).returncode
    if exit_code != 0:
        raise SetupError(f"{Path(command[0]).name} found something (exit code {exit_code}).")


def _wait(child: "subprocess.Popen[bytes]", log: Path) -> int:
    try:
        while True:
            try:
                return child.wait(timeout=HEARTBEAT_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"  still at it: {_last_line(log)}")
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def _why(title: str, log: Path, exit_code: int) -> str:
    text = log.read_text(errors="replace")
    if any(sign in text.lower() for sign in OFFLINE_SIGNS):
        return f"{title}: the package registry cannot be reached; check the network, then type the same again."
    if os.environ.get("CI"):
        print("\n".join(text.splitlines()[-60:]), file=sys.stderr, flush=True)
    return f"{title} failed with exit code {exit_code}; the whole story is in {log.relative_to(ROOT)}."


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").split("\n")
    return next((line.strip()[:100] for line in reversed(lines) if line.strip()), "no output yet")
