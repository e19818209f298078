"""What the lock files hold, as OSV names it."""

import json
import tomllib
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """One version of one package, in one of OSV's ecosystems."""

    ecosystem: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.ecosystem})"


def of_python(lock: Path) -> set[Package]:
    """All that `uv.lock` holds, those for development included."""
    packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
    return {Package("PyPI", each["name"], each["version"]) for each in packages if "registry" in each["source"]}


def of_web(lock: Path) -> set[Package]:
    """All that `package-lock.json` holds, wherever it lies in the tree."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {
        Package("npm", each.get("name") or place.rpartition("node_modules/")[2], each["version"])
        for place, each in packages.items()
        if place and not each.get("link")
    }
