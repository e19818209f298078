"""Node for building the web app: the machine's when it is new enough, otherwise ours from a Python package."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from setup import stamps, tools
from setup.house import WEB
from setup.steps import run


def environment() -> dict[str, str]:
    """The variables under which `node` and `npm` are found; installs them when the machine has none that fits."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _fits(_version(node), _wanted()):
        return {}
    return pinned_environment()


def pinned_environment() -> dict[str, str]:
    """The variables under which our own `node` and `npm` are found, installed on first use."""
    folder = tools.node_folder()
    return {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def npm(*words: str) -> list[str]:
    """An npm command line; run it with `environment()`."""
    return ["npm", *words]


def install_packages(folder: Path, *, variables: dict[str, str]) -> None:
    """`npm ci` in the folder, when its lock file changed since the last time."""
    step = f"npm-{folder.name}"
    inputs = [folder / "package.json", folder / "package-lock.json", folder / ".npmrc"]
    print_ = stamps.fingerprint(inputs, variables.get("PATH", ""))
    if stamps.is_current(step, print_, result=folder / "node_modules"):
        return
    stamps.forget(step)
    where = folder.relative_to(WEB.parent)
    run(
        f"Node packages from {where}/package-lock.json",
        npm("ci", "--no-audit", "--no-fund", "--no-progress"),
        cwd=folder,
        environment=variables,
    )
    stamps.mark(step, print_)


def _wanted() -> str:
    return json.loads((WEB / "package.json").read_text()).get("engines", {}).get("node", ">=20.19")


def _version(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return _numbers(answer)


def _fits(version: tuple[int, ...], wanted: str) -> bool:
    """Whether a version satisfies an `engines` text such as `^20.19 || >=22.12`."""
    for clause in wanted.split("||"):
        least = _numbers(clause)
        if version >= least and (">" in clause or version[0] == least[0]):
            return True
    return False


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])
