"""Which Python the product runs on: of those on this machine that fit, the fastest.

How a Python was compiled decides as much as its version: one without profile-guided optimisation takes up to half as
long again for the same work. So each is measured, once, and the choice is kept with its reason.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from setup.house import NEWEST_PYTHON, OLDEST_PYTHON, WORKSHOP
from setup.steps import SetupError, say

#: Where Pythons are looked for beside the PATH, which often names another one first.
_ALSO_IN = ("/usr/local/bin", "/usr/bin")
_NAMES = ("python3", *(f"python3.{minor}" for minor in range(OLDEST_PYTHON[1], NEWEST_PYTHON[1] + 1)), "python")
_TIMEOUT_SECONDS = 20
#: Less than this is noise; then the one found first, which is the one people expect, stays.
_WORTH_CHANGING = 1.1

#: So often each is asked, in turn, so that a busy moment of the machine meets all of them.
_ROUNDS = 3

#: Tells who it is and how long some work takes. One that lacks these modules breaks here, rather than later.
_TRIAL = """
import ctypes, json, os, ssl, sys, sysconfig, time, zlib
class Row:
    def __init__(self, number):
        self.number, self.name = number, str(number)
    def key(self):
        return self.name[-2:], self.number
def work():
    began, found = time.process_time(), {}
    for number in range(30_000):
        row = Row(number)
        found.setdefault(row.key()[0], []).append(row)
    sorted((row.key() for rows in found.values() for row in rows if row.number % 3), reverse=True)
    return time.process_time() - began
print(json.dumps({
    "path": os.path.realpath(sys._base_executable),
    "version": sys.version_info[:3],
    # There are packages for no other kind than this.
    "fits": sys.implementation.name == "cpython" and sys.version_info.releaselevel == "final"
        and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "milliseconds": round(min(work(), work()) * 1000, 1),
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python, and why it was taken."""

    path: str
    version: str
    milliseconds: float
    reason: str = ""

    @property
    def name(self) -> str:
        return f"Python {self.version} ({self.path})"


def chosen() -> Interpreter:
    """The one chosen before, as long as it is there; otherwise all are measured. Raises SetupError."""
    stamp = WORKSHOP / "stamps" / "interpreter"
    kept = _kept(stamp)
    if kept is not None and Path(kept.path).exists():
        return kept
    found = choose()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(json.dumps(asdict(found), indent=2))
    say(f"{found.name}: {found.reason}.")
    return found


def choose() -> Interpreter:
    """The fastest that fits. Raises SetupError where none does."""
    found = _measured()
    if not found:
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST_PYTHON, NEWEST_PYTHON))
        raise SetupError(f"Voice Todo needs a working Python between {oldest} and {newest}; none was found.")
    best = min(one.milliseconds for one in found)
    first = next(one for one in found if one.milliseconds <= best * _WORTH_CHANGING)
    return Interpreter(first.path, first.version, first.milliseconds, _reason(first, found))


def _reason(taken: Interpreter, found: list[Interpreter]) -> str:
    others = [one for one in found if one is not taken]
    if not others:
        return "the only one here that fits"
    if taken is found[0]:
        return f"the first found, and none of {len(found)} is faster by more than a tenth"
    slower = found[0].milliseconds / taken.milliseconds
    return f"the fastest of {len(found)}; {found[0].name}, found first, takes {slower:.1f} times as long"


def _measured() -> list[Interpreter]:
    """Those that fit, each at its best, in the order in which they are found."""
    best: dict[str, Interpreter] = {}
    for candidate in _candidates():
        one = _tried(candidate)
        if one is not None:
            best.setdefault(one.path, one)
    for _ in range(1, _ROUNDS):
        for path, one in best.items():
            again = _tried(path)
            if again is not None and again.milliseconds < one.milliseconds:
                best[path] = again
    return list(best.values())


def _candidates() -> Iterator[str]:
    folders = [*os.environ.get("PATH", os.defpath).split(os.pathsep), *_ALSO_IN]
    seen: set[Path] = set()
    for path in (Path(sys.executable), *(Path(folder, name) for folder in folders for name in _NAMES)):
        # Folders may be links to each other. Files are not followed: a shim is one file under many names, and
        # answers differently to each.
        place = path.parent.resolve() / path.name
        if place not in seen and os.access(path, os.X_OK):
            seen.add(place)
            yield str(path)


def _tried(path: str) -> Interpreter | None:
    """None for one that is broken or does not fit."""
    try:
        answer = subprocess.run(
            [path, "-I", "-c", _TRIAL],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=True,
        ).stdout
        told = json.loads(answer)
        version = tuple(told["version"])
        if not told["fits"] or not OLDEST_PYTHON <= version[:2] <= NEWEST_PYTHON:
            return None
        return Interpreter(told["path"], ".".join(map(str, version)), float(told["milliseconds"]))
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError):
        return None


def _kept(stamp: Path) -> Interpreter | None:
    try:
        return Interpreter(**json.loads(stamp.read_text()))
    except (OSError, ValueError, TypeError):
        return None
