"""A language is data: the engine names none of them, and says no word of any."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import msgspec
import pytest

from tests.architecture.source import PACKAGE, shown, strings, tree
from voicetodo.language.languages import LANGUAGES, language_for
from voicetodo.language.languages.tables import Language
from voicetodo.language.languages.vocabulary import words_in

ENGINE = [path for path in sorted((PACKAGE / "language").rglob("*.py")) if "languages" not in path.parts]
#: What code calls things by, though people may say some of it. By line: what is understood; facts of phrases and the
#: steps that match them; units, parts of a day, edges, pointers, prepositions and holidays as tables give them; the
#: levels of another app, and how words are written by their sound.
CALLED = """
    assignee clears completed date days deadline due duration help id kind known label labels list lists minutes months
    notes now object other overdue person position priority query range recurrence reminder reminders reply scope
    section target text time timezone title today tomorrow undo voice week
    all also any close done empties few first items last match more needs once only open shift since someone switch when
    it language whole whom whose moment named subject goods kin split
    about advent after afternoon around at before breakfast by coming count day decade diwali dinner early easter end
    evening for fortnight from hanukkah hour in late later lunch middle midnight minute month morning next night noon on
    closing passover pm purim quarter ramadan rest season second settings shavuot start stop sukkot the this unit until
    weekend year
    high medium low none en metaphone cologne interpret
"""
NAMES = frozenset(CALLED.split())


@pytest.mark.parametrize("path", ENGINE, ids=shown)
def test_the_engine_imports_no_language_by_name(path: Path) -> None:
    folders = set(LANGUAGES.values())

    assert [name for name in imported(path) if folders.intersection(name.split("."))] == []


@pytest.mark.parametrize("path", [path for path in ENGINE if path.name != "__init__.py"], ids=shown)
def test_the_engine_says_no_word_of_a_language(path: Path) -> None:
    said = [(line, text) for line, text in strings(tree(path)) if text in spoken() and text not in NAMES]

    assert [f"{shown(path, line)}: {text!r}" for line, text in said] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_brings_every_table_in_its_kind(code: str) -> None:
    for name, tables in msgspec.structs.asdict(language_for(code)).items():
        if name in {"code", "calendar"}:
            continue
        for table, kind in get_type_hints(type(tables)).items():
            value = getattr(tables, table)
            assert msgspec.convert(value, kind) == value, f"{code}: {name}.{table}"


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{node.module}.{'.'.join(alias.name for alias in node.names)}"


def spoken() -> frozenset[str]:
    """Every word of two letters or more in any table of any language."""
    if not _SPOKEN:
        _SPOKEN.update(
            word for code in LANGUAGES for word in words_in(language_for(code)) if word.isalpha() and len(word) > 1
        )
    return frozenset(_SPOKEN)


_SPOKEN: set[str] = set()


def test_there_is_more_than_one_file_to_hold() -> None:
    assert len(ENGINE) > 50
    assert isinstance(language_for("en"), Language)
