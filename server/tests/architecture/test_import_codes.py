"""What is told of an import and its rows has words in the web app, by its code."""

import json
import re
from pathlib import Path

import pytest

from voicetodo.modules.todo.transfer.told import SENTENCES

ROOT = Path(__file__).parents[3]
MODULE = ROOT / "server/voicetodo/modules/todo"
WEB = ROOT / "web/src/lib/features/transfer/told-words.ts"
_CODE = re.compile(r"[\"'](import-[a-z-]+)[\"']")
_VALUE = re.compile(r"{(\w+)}")


def test_every_code_has_words_in_the_web_app_and_no_other_has() -> None:
    assert set(_CODE.findall(WEB.read_text(encoding="utf-8"))) == set(SENTENCES)


def test_every_code_that_is_told_has_a_sentence_and_no_other_has() -> None:
    sources = [path for folder in ("transfer", "service") for path in (MODULE / folder).rglob("*.py")]
    told = {
        code
        for path in sources
        if not path.name.startswith("told")
        for code in _CODE.findall(path.read_text(encoding="utf-8"))
    }

    assert told | {"import-row-unreadable"} == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_it_is_said_in_german_with_the_values_of_the_english(code: str) -> None:
    name = "imports_" + code.removeprefix("import-").replace("-", "_")
    english, german = (words_of(language)[name] for language in ("en", "de"))

    assert sorted(_VALUE.findall(german)) == sorted(_VALUE.findall(english))


def words_of(language: str) -> dict[str, str]:
    return json.loads((ROOT / f"web/messages/{language}/imports.json").read_text(encoding="utf-8"))
