"""What the documents point at is there."""

import re
from pathlib import Path

from tests.architecture.source import SERVER

HOUSE = SERVER.parent
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_every_link_leads_somewhere() -> None:
    documents = [*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md"), *HOUSE.glob("bench/*/*.md")]

    astray = [
        f"{document.relative_to(HOUSE)}: {target}"
        for document in documents
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / Path(target)).exists()
    ]

    assert astray == []
