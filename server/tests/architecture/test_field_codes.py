"""What is wrong with a field has words in the web app, by its code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "server/voicetodo").rglob("*.py"))
WORDS = ROOT / "web/src/lib/api/field-words.ts"
_MAKERS = {"FieldError", "Fault", "TextError", "RuleError", "Mistake"}
_CODE = re.compile("[a-z]+(-[a-z]+)+")


def test_every_code_has_words_in_the_web_app() -> None:
    said = WORDS.read_text(encoding="utf-8")
    given = {code for path in SOURCES for code in codes_in(path)}

    assert {"password-length", "nesting-depth", "flag-key", "query-day-missing"} <= given
    assert [code for code in sorted(given) if f"'{code}': m." not in said] == []


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MAKERS:
            for given in node.args[1:]:
                match given:
                    case ast.Constant(value=str(code)) if _CODE.fullmatch(code):
                        yield code
                    case _:
                        pass
