"""What the papers on security claim is there: every test they cite exists, and no requirement was left out."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.source import SERVER

DOCS: Final = SERVER.parent / "docs" / "security"
TESTS, WEB = SERVER / "tests", SERVER.parent / "web"
PAPERS: Final = ("asvs.md", "threat-model.md", "accounts.md")

_CITED: Final = re.compile(r"`(?:server/|tests/)*([a-z0-9_/]+\.py)(?:::(?:\w+::)?(test_\w+))?`")
_JOURNEY: Final = re.compile(r"`(e2e/[a-z]+\.spec\.ts)`")
_ROW: Final = re.compile(r"\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (\*\*met\*\*|\*\*not met\*\*|\*n/a\*) \| (.+) \|")
#: How many requirements each chapter of ASVS 5.0.0 has at levels 1 and 2.
CHAPTERS: Final = dict(enumerate((27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7), start=1))


def cited(paper: str) -> list[tuple[str, str]]:
    """Path and name of each test; an empty name where a whole file is meant."""
    text = (DOCS / paper).read_text(encoding="utf-8")
    return [(path, name) for path, name in _CITED.findall(text) if Path(path).name.startswith("test_")]


def rows() -> list[tuple[str, ...]]:
    return [found.groups() for found in _ROW.finditer((DOCS / "asvs.md").read_text(encoding="utf-8"))]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_test_that_is_cited_exists(paper: str) -> None:
    missing = [f"{path}::{name}" for path, name in cited(paper) if not _exists(path, name)]
    journeys = [
        each for each in _JOURNEY.findall((DOCS / paper).read_text(encoding="utf-8")) if not (WEB / each).is_file()
    ]

    assert missing + journeys == []


def test_one_that_does_not_exist_is_found() -> None:
    assert not _exists("security/test_papers.py", "test_nobody_wrote_this")
    assert not _exists("security/test_nowhere.py", "")
    assert _exists("security/test_papers.py", "test_one_that_does_not_exist_is_found")


def test_every_requirement_has_one_row() -> None:
    numbers = [number for number, *_ in rows()]

    assert len(numbers) == len(set(numbers))
    assert len(numbers) == 253  # 70 of level 1, 183 of level 2
    assert {chapter: sum(each.startswith(f"{chapter}.") for each in numbers) for chapter in CHAPTERS} == CHAPTERS


def test_whatever_is_met_says_where_and_whatever_is_not_says_why() -> None:
    silent = [
        number
        for number, _, _, status, where in rows()
        if (status == "**met**" and not (_CITED.search(where) or _JOURNEY.search(where) or "](" in where))
        or (status != "**met**" and not where.strip())
    ]

    assert silent == []


def _exists(path: str, name: str) -> bool:
    found = next((each for each in (TESTS / path, TESTS / "modules" / "auth" / path) if each.is_file()), None)
    return found is not None and (not name or name in _tests_in(found))


@cache
def _tests_in(path: Path) -> frozenset[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(each.name for each in nodes if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)))
