"""A scan for keys and tokens in all that git has ever been given here, and in what is about to be."""

import json
import subprocess
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from setup.house import ROOT, venv_tool
from setup.steps import SetupError, say

#: Values that look like secrets and are none, by the SHA-256 of each, with the reason.
KNOWN = Path(__file__).with_name("known_values.toml")
#: A password that a test types is no secret, and looks like any sentence; ruff's S105 to S107 ask for a reason.
_OPTIONS = ("--no-banner", "--silent", "--no-allow-signatures", "--exit-code=0", "--disable-rule=generic-password")
#: Of a release that was unpacked, what is ours.
_SOURCES = ("server/voicetodo", "server/tests", "web/src", "setup", "bench", "deploy", "docs")


def scan(root: Path = ROOT) -> None:
    """Raises SetupError, having told where each finding stands. The values themselves are never told."""
    say("betterleaks over the history, and what is not committed yet")
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    if (root / ".git").exists():
        findings = [*_findings("git", [root]), *_findings("filesystem", _uncommitted(root))]
    else:
        say("This is no checkout: there is no history to read, so the files alone are.")
        findings = _findings("filesystem", [root / name for name in _SOURCES if (root / name).exists()])
    found = sorted({_told(finding) for finding in findings if finding["match"]["fingerprint"] not in known})
    for line in found:
        print(line)
    if found:
        raise SetupError(
            f"betterleaks found {len(found)} values that look like secrets. What is one must be revoked where it opens"
            " something; it is known from now on. What is none goes into setup/known_values.toml, with the reason."
        )


def _findings(how: str, places: Sequence[Path]) -> list[dict[str, Any]]:
    if not places:
        return []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [venv_tool("betterleaks"), how, *map(str, places), *_OPTIONS, "--output", str(report)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    if done.returncode or told.get("scan", {}).get("state") != "complete":
        raise SetupError(f"betterleaks did not come to an end: {done.stderr.strip()[-300:]}")
    return told["findings"]


def _uncommitted(root: Path) -> list[Path]:
    changed = _git(root, "diff", "--name-only", "--diff-filter=d", "-z", "HEAD")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return [root / name for name in (changed + new).split("\0") if name and (root / name).is_file()]


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"git tells nothing of this checkout: {done.stderr.strip()[-300:]}")
    return done.stdout


def _told(finding: dict[str, Any]) -> str:
    place, commit = finding["location"], finding["attributes"].get("git.sha", "")
    since = f" (commit {commit[:10]})" if commit else ""
    value = finding["match"]["fingerprint"]
    return f"{place['path']}:{place['start_line']}: {finding['rule_id']}{since}, SHA-256 {value}"
