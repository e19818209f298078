"""What a flag of the product is for has words in the web app, which knows it by its key and its description."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import SERVER, files, tree

WEB = SERVER.parent / "web"
WORDS = WEB / "src/lib/features/admin/flag-words.ts"
ENGLISH = WEB / "messages/en/admin.json"


def test_every_flag_is_described_in_the_web_app_as_the_code_does() -> None:
    said, english = WORDS.read_text(encoding="utf-8"), json.loads(ENGLISH.read_text(encoding="utf-8"))
    declared = {key: description for path in files() for key, description in declared_in(path)}

    assert "auth.registration" in declared
    for key, description in declared.items():
        message = f"admin_flag_{key.replace('.', '_')}"
        assert f"'{key}': m.{message}" in said
        assert english[message] == description


def declared_in(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(ast.Name("switch"), [ast.Constant(str(key)), ast.Constant(str(description))]):
                yield key, description
            case _:
                pass
