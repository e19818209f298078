"""We say what we stand on."""

import re
import tomllib

from tests.architecture.source import SERVER


def test_every_direct_dependency_is_named_with_its_licence() -> None:
    project = tomllib.loads((SERVER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[\[><=;~! ]", wish)[0] for wish in project["dependencies"]]
    told = (SERVER.parent / "docs" / "third-party.md").read_text(encoding="utf-8")

    missing = [name for name in names if not re.search(rf"(?m)^\|.*\b{re.escape(name)}\b.*\|", told)]

    assert missing == []
