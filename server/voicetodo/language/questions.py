"""What a question about todos asks for: a day, a span of days, a set, one task."""

from collections.abc import Sequence
from datetime import date, timedelta

from voicetodo.language.interpretation import Query
from voicetodo.language.slots import Draft


def query_of(draft: Draft, words: Sequence[str], scope: str | None) -> Query:
    """The question in `draft`, whose moments and target have been read."""
    text = draft.fields.get("title")
    scales = draft.scene.language.scales
    count = _says(words, scales.counting)
    if scope is None and not scales.overdue.isdisjoint(words):
        scope = "overdue"
    if scope is None and not scales.completed.isdisjoint(words):
        scope = "completed"
    first, last = days_of(draft)
    if scope in {"overdue", "completed"}:
        return Query(scope=scope, date_from=first, date_to=last, text=text, count_only=count)  # type: ignore[arg-type]
    if first is None:
        return Query(text=text, count_only=count)
    today = draft.scene.now.date()
    named = {today.isoformat(): "today", (today + timedelta(days=1)).isoformat(): "tomorrow"}
    kind = named.get(first, "range") if first == last else "week" if _says(words, scales.this_week) else "range"
    return Query(scope=kind, date_from=first, date_to=last, text=text, count_only=count)  # type: ignore[arg-type]


def _says(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> bool:
    """Whether all words of one of `phrases` were said, in any order."""
    return any(all(word in words for word in phrase) for phrase in phrases)


def days_of(draft: Draft) -> tuple[str | None, str | None]:
    """The first and the last day asked about, both included."""
    for mention in draft.mentions:
        if mention.kind == "range" and mention.value and "/" in mention.value:
            first, _, end = mention.value.partition("/")
            last = date.fromisoformat(end[:10]) - timedelta(days=1) if end[:2] != ".." and "T" not in end else None
            return (None if first == ".." else first[:10], last.isoformat() if last else first[:10])
        if mention.date:
            return mention.date, mention.date
    return None, None
