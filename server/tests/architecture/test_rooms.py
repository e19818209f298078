"""The house stays one that a stranger finds their way in."""

import ast
import re

import pytest

from tests.architecture.source import PACKAGE, files, shown, tree

LONGEST_FILE_LINES = 500
ROOMS_WITHOUT_PURPOSE = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "shared", "core", "base"})

#: Words that mean something else here, or that the glossary replaces by one of ours.
OTHER_PEOPLES_WORDS = frozenset({"task", "tasks", "project", "projects", "tag", "tags", "folder", "folders"})


class TestFiles:
    def test_none_outgrows_its_room(self) -> None:
        lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files()}

        too_long = {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE_LINES}

        assert too_long == {}, "let a noun leave"

    def test_each_room_has_a_purpose_in_its_name(self) -> None:
        rooms = {path for file in files() for path in (file, *file.parents) if path.is_relative_to(PACKAGE)}

        aimless = [shown(path) for path in sorted(rooms) if path.stem in ROOMS_WITHOUT_PURPOSE]

        assert aimless == []

    def test_each_module_says_what_it_is_for(self) -> None:
        silent = [shown(path) for path in files() if ast.get_docstring(tree(path)) is None]

        assert silent == []


class TestFaces:
    def test_are_asked_by_keyword(self) -> None:
        positional = [
            f"{shown(path, verb.lineno)} {verb.name}"
            for path in (*files("modules/*/api.py"), *files("modules/*/api/*.py"))
            for verb in ast.walk(tree(path))
            if isinstance(verb, ast.AsyncFunctionDef)
            and not verb.name.startswith("_")
            and len([*verb.args.posonlyargs, *verb.args.args]) > 1
        ]

        assert positional == [], "a face takes keyword arguments only, so that it can be asked over HTTP"


class TestWords:
    @pytest.mark.parametrize("room", ["api", "events", "model", "errors"])
    def test_are_those_of_the_glossary(self, room: str) -> None:
        strange = [
            f"{shown(path, line)} {name}"
            for path in (*files(f"modules/*/{room}.py"), *files(f"modules/*/{room}/*.py"))
            for line, name in _names(tree(path))
            if OTHER_PEOPLES_WORDS & set(_words(name))
        ]

        assert strange == [], "people say task and list; the code says todo and category (docs/glossary.md)"


def _names(module: ast.Module) -> list[tuple[int, str]]:
    """What this file names itself: classes, functions, parameters and fields."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(module):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append((node.lineno, node.name))
        elif isinstance(node, ast.arg):
            found.append((node.lineno, node.arg))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append((node.lineno, node.target.id))
    return found


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]
