"""The server's tests: in an order that a commit repeats, and, where that is asked for, a second look at what failed."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from setup.house import ROOT, SERVER, venv_tool
from setup.steps import SetupError, say

#: Where pytest writes down what failed.
FAILED: Final = SERVER / ".pytest_cache" / "v" / "cache" / "lastfailed"
#: More than this is no chance.
FEW: Final = 3
#: pytest's word for "tests failed", unlike for a run that was broken off or could not begin.
TESTS_FAILED: Final = 1


def run(
    environment: Mapping[str, str],
    *words: str,
    cwd: Path = SERVER,
    failed: Path = FAILED,
) -> None:
    """Raises SetupError where tests fail; where flaky ones are reported, only if many do, or one does by itself too.

    What failed once and passed then is named as the last thing said.
    """
    failed.unlink(missing_ok=True)
    if not (exit_code := _pytest(*words, *_order(), cwd=cwd, environment=environment)):
        return
    names = _names(failed) if exit_code == TESTS_FAILED else []
    if not (is_flaky_reported(os.environ) and 0 < len(names) <= FEW):
        raise SetupError(f"pytest found something (exit code {exit_code}).")
    say(f"A second look at {len(names)} that failed, each in a process of its own")
    for name in names:
        if second := _pytest(name, cwd=cwd, environment=environment):
            raise SetupError(f"pytest found something twice (exit code {second}): {name}")
    for name in names:
        say(f"FLAKY, to be mended: {name} failed once and passed by itself")


def is_flaky_reported(environ: Mapping[str, str]) -> bool:
    """Whether a test that fails once and then passes by itself lets the run pass. Raises SetupError."""
    wish = environ.get("VOICETODO_FLAKY_TESTS") or "failed"
    if wish not in ("failed", "reported"):
        raise SetupError(f"VOICETODO_FLAKY_TESTS is “{wish}”; it must be `failed` or `reported`.")
    return wish == "reported"


def _pytest(*words: str, cwd: Path, environment: Mapping[str, str]) -> int:
    command = [venv_tool("pytest"), *words]
    say(" ".join(["pytest", *words]))
    return subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, check=False).returncode


def _order() -> list[str]:
    """Chance, but the same again for the same commit; any where there is no Git."""
    try:
        commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [f"--randomly-seed={int(commit.stdout[:7], 16)}"]


def _names(failed: Path) -> list[str]:
    return sorted(json.loads(failed.read_text())) if failed.exists() else []
