"""Bandit over the server. What it finds stands with a reason alone, on its line or, in ruff's words, for its file."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from setup.house import SERVER, venv_tool
from setup.steps import SetupError, say

#: Found by ruff too, which holds them line by line (its S105 to S107), or saying nothing by themselves.
SKIPPED = {
    "B105": "names that hold no secret; ruff's S105, and the scan for secrets",
    "B106": "the same",
    "B107": "the same",
    "B404": "that a program can start others; each start is B603",
}


def audit(*folders: Path) -> None:
    """Of the server's code, or of these folders. Raises SetupError, having told each finding."""
    where = folders or (SERVER / "voicetodo",)
    say(f"bandit over {', '.join(folder.name for folder in where)}")
    report = _report(where)
    unread = [error["filename"] for error in report["errors"]]
    if unread or not report["metrics"]["_totals"]["loc"]:
        raise SetupError(f"bandit could not read {', '.join(unread) or 'a single line'}; so it has said nothing.")
    found = [finding for finding in report["results"] if not _is_explained(finding)]
    for finding in found:
        print(f"{finding['filename']}:{finding['line_number']}: {finding['test_id']} {finding['issue_text']}")
    if found:
        raise SetupError(
            f"bandit found {len(found)} more than is explained. Mend it, or say why it is none on the line:"
            " `# noqa: S608 - the columns are ours` where ruff sees it too, else `# nosec B608 - …`."
        )


def _report(folders: Sequence[Path]) -> dict[str, Any]:
    # Of B608, what bandit is unsure of is every query made of our own columns; ruff's S608 has looked at those.
    options = ["--quiet", "--ignore-nosec", "--confidence-level", "medium", "--skip", ",".join(SKIPPED)]
    command = [venv_tool("bandit"), "--recursive", "--format", "json", *options, *map(str, folders)]
    done = subprocess.run(command, cwd=SERVER, capture_output=True, text=True, check=False)
    try:
        return cast("dict[str, Any]", json.loads(done.stdout))
    except ValueError as error:
        raise SetupError(f"bandit gave no report: {done.stderr.strip()[-300:]}") from error


def _is_explained(finding: dict[str, Any]) -> bool:
    first, last = finding["line_range"][0], finding["line_range"][-1]
    # The mark of a text of many lines stands behind its end.
    lines = Path(SERVER, finding["filename"]).read_text(encoding="utf-8").splitlines()
    number = finding["test_id"].removeprefix("B")
    codes = rf"noqa: (\w+, )*S{number}\b[\w, ]* - \w"
    of_line, of_file = rf"#\s*({codes}|nosec B{number} - \w)", rf"# ruff: {codes}"
    return any(re.search(of_line, line) for line in lines[first - 1 : last + 1]) or any(
        re.match(of_file, line) for line in lines
    )
