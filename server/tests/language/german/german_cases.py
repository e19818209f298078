"""The world in which the German sentences are said: a Monday morning, as in `golden_cases.py`."""

from pathlib import Path
from typing import Any

import yaml

from voicetodo.language.interpretation import Context, KnownTask, Named

FOLDER = Path(__file__).parent
CONTEXT = Context(
    language="de",
    lists=(
        Named("l1", "Einkauf"),
        Named("l2", "Arbeit"),
        Named("l3", "Zuhause"),
        Named("l4", "Urlaub"),
        Named("l5", "Drogerie"),
    ),
    labels=(Named("b1", "Telefon"), Named("b2", "Finanzen"), Named("b3", "unterwegs")),
    people=(Named("p1", "Anna"), Named("p2", "Jürgen")),
    tasks=(
        KnownTask("t1", "Miete zahlen", "l3", "2026-01-06"),
        KnownTask("t2", "Klempner anrufen"),
        KnownTask("t3", "Milch", "l1"),
        KnownTask("t4", "Steuererklärung", "l2", "2025-12-30"),
        KnownTask("t5", "Budget prüfen", "l2"),
        KnownTask("t6", "Zahnarzt", None, "2026-01-08"),
        KnownTask("t7", "Geschirr spülen", "l3"),
        KnownTask("t8", "Blumen gießen", "l3"),
        KnownTask("t10", "Brot", "l1"),
        KnownTask("t9", "Rechnungen schicken", "l2", None, is_done=True),
    ),
    last_shown=("t1", "t2", "t3"),
)


def sentences() -> list[tuple[str, dict[str, Any]]]:
    """Every golden sentence: the name of its file and the case."""
    pages = [path for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "times"]
    return [(path.stem, case) for path in pages for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
