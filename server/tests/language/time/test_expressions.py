"""Expressions of every kind that people use for times, each as the whole of what is said, and what they mean."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from voicetodo.language.time import TimeMention, describe, find_times, resolve_time

PAGES = sorted((Path(__file__).parent / "golden" / "expressions").glob("*.yaml"))


def expressions() -> list[Any]:
    rows: list[Any] = []
    for path in PAGES:
        page: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds no objects, only texts
        now = datetime.fromisoformat(page.pop("now"))
        rows += [
            pytest.param(say, means, now, id=f"{kind}: {say}") for kind in page for say, means in page[kind].items()
        ]
    return rows


def meaning(mention: TimeMention | None) -> str | None:
    """As the files spell it: a rule with its start and "from completion" behind slashes, else the value."""
    if mention is None:
        return "nothing"
    if mention.rrule is None:
        return mention.value
    parts = (mention.rrule, mention.value, "from completion" if mention.from_completion else None)
    return " / ".join(part for part in parts if part)


@pytest.mark.parametrize(("say", "means", "now"), expressions())
class TestExpressions:
    def test_an_expression_means_what_people_mean_by_it(self, say: str, means: str, now: datetime) -> None:
        assert meaning(resolve_time(say, now)) == means

    def test_what_is_said_back_means_the_same(self, say: str, means: str, now: datetime) -> None:
        mention = resolve_time(say, now)
        if mention is not None:
            (again,) = find_times(describe(mention), now)

            assert meaning(again) == means
