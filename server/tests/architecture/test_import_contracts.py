"""The floors hold: the imports are clean today, and each contract bites when somebody reaches across."""

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.source import PACKAGE, SERVER

LINT_IMPORTS = SERVER / ".venv" / "bin" / "lint-imports"


class Reach(NamedTuple):
    """A line that somebody in a hurry might write, and the contract that must refuse it."""

    contract: str
    module: str
    line: str


REACHES = [
    Reach("direction", "kit.ids", "import voicetodo.language"),
    Reach("direction", "kit.clock", "import voicetodo.modules.todo.api"),
    Reach("direction", "language", "import voicetodo.speech"),
    Reach("direction", "speech", "import voicetodo.language"),
    Reach("direction", "language", "import voicetodo.modules.todo.api"),
    Reach("direction", "modules.todo.service", "import voicetodo.main"),
    Reach("modules", "modules.voice.service", "import voicetodo.modules.todo.store"),
    Reach("modules", "modules.todo.routes", "import voicetodo.modules.auth.service.accounts"),
    Reach("modules", "modules.auth.service.accounts", "import voicetodo.modules.todo.model"),
    Reach("anatomy", "modules.todo.store", "import voicetodo.modules.todo.service"),
    Reach("anatomy", "modules.todo.service", "import voicetodo.modules.todo.routes"),
    Reach("anatomy", "modules.todo.model", "import voicetodo.modules.todo.store"),
    Reach("anatomy", "modules.todo.errors", "import voicetodo.modules.todo.api"),
    Reach("anatomy", "modules.auth.routes", "import voicetodo.modules.auth.install"),
    Reach("pure", "modules.todo.model", "import asyncpg"),
    Reach("pure", "modules.todo.api", "import litestar"),
    Reach("pure", "modules.auth.events", "import httpx"),
    Reach("language", "language", "import httpx"),
    Reach("language", "language", "import asyncio"),
    Reach("sql", "modules.todo.service", "import asyncpg"),
    Reach("sql", "modules.todo.routes", "import asyncpg"),
    Reach("cycles", "kit.errors", "import voicetodo.kit.http.problems"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package in which one may reach across."""
    shutil.copytree(PACKAGE, tmp_path / "voicetodo", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(SERVER / ".importlinter", tmp_path / ".importlinter")
    return tmp_path


def test_every_import_keeps_to_the_contracts(house: Path) -> None:
    verdict = lint_imports(house)

    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.parametrize("reach", REACHES, ids=lambda reach: f"{reach.module}: {reach.line}")
def test_a_contract_refuses_who_reaches_across(house: Path, reach: Reach) -> None:
    with file_of(house, reach.module).open("a", encoding="utf-8") as source:
        source.write(f"\n{reach.line}\n")

    verdict = lint_imports(house, "--contract", reach.contract)

    assert verdict.returncode == 1, verdict.stdout
    assert "BROKEN" in verdict.stdout


def lint_imports(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(LINT_IMPORTS), "--no-logo", "--no-cache", *words]
    return subprocess.run(  # noqa: S603 - our own tool on our own copy
        command, cwd=house, capture_output=True, text=True, check=False
    )


def file_of(house: Path, module: str) -> Path:
    """A module's file, whether it is a file or has grown into a folder."""
    place = house / "voicetodo" / Path(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
