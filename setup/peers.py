"""Environments of their own for other people's Python programs: peers to measure beside, and clients to test with.

They never share the product's environment: their packages replace ours (`urllib3-future` stands where `urllib3` does),
and their licences are theirs.
"""

import sys
from pathlib import Path

from setup import stamps, tools
from setup.house import WORKSHOP
from setup.steps import run


def python_with(name: str, requirements: Path) -> Path:
    """The interpreter of an environment that holds these packages, made on first use."""
    home = WORKSHOP / name
    print_ = stamps.fingerprint([requirements], sys.version)
    if not stamps.is_current(name, print_, result=home / "bin" / "python"):
        stamps.forget(name)
        uv = tools.uv()
        run(f"Environment for {name}", [uv, "venv", "--clear", "--python", sys.executable, str(home)])
        packages = [uv, "pip", "install", "--python", str(home), "--requirements", str(requirements)]
        run(f"Packages of {name}", packages)
        stamps.mark(name, print_)
    return home / "bin" / "python"
