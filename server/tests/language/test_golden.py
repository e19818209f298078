"""Golden sentences: what people say, and all that is to be understood and answered."""

from typing import Any

import pytest

from tests.language.golden_cases import CONTEXT, NOW, golden_cases, shown
from voicetodo.language import interpret


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}: {case['say']}") for file, case in golden_cases()])
def test_it_is_understood_as_written(case: dict[str, Any]) -> None:
    said = interpret(case["say"], NOW, "Europe/London", CONTEXT, quick_add=case.get("quick_add", False))

    assert shown(said) == {name: value for name, value in case.items() if name not in {"say", "quick_add"}}


def test_no_sentence_stands_twice() -> None:
    sentences = [(case["say"], case.get("quick_add")) for _, case in golden_cases()]

    assert len(sentences) == len(set(sentences))
