"""One row in, one row out: what the command line and the scorers read.
A bad row is answered with a sentence under `error`, never raised.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

import msgspec

from voicetodo.language.engine import interpret
from voicetodo.language.interpretation import Context, Interpretation, Named
from voicetodo.language.languages import is_day_first, language_for
from voicetodo.language.languages.tables import Language
from voicetodo.language.shorthand import Syntax, find_marks, minutes_of, quoted_spans
from voicetodo.language.time import TimeSettings, resolve_time

_DEFAULT_ZONE = "UTC"
_SYNTAXES = frozenset({"voice", "todoist", "vikunja", "superproductivity", "tasks.org"})


class BadRow(ValueError):
    """A row lacks what it needs; the sentence says what."""


def understand_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """`{"id", "text", "now"?, "timezone"?, "syntax"?, "language"?, "context"?}` → the first action's intent and slots,
    and all actions.
    """
    try:
        return _understand(row)
    except Exception as problem:  # noqa: BLE001 - one broken row must not end a batch
        return {"id": _id(row), "error": _sentence(problem)}


def when_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """`{"id", "text", "now", "timezone"?}` → `{"id", "kind", "value", "rrule"}`; kind `none` where no time is meant."""
    try:
        return {"id": _id(row), **_when(row)}
    except Exception as problem:  # noqa: BLE001 - one broken row must not end a batch
        return {"id": _id(row), "error": _sentence(problem)}


def _understand(row: Mapping[str, Any]) -> dict[str, Any]:
    text = _text(row)
    syntax = cast("Syntax", row.get("syntax") if row.get("syntax") in _SYNTAXES else "voice")
    context = _context(row)
    known = cast("Mapping[str, list[str]]", row.get("known") or {})
    if known.get("lists") and not context.lists:
        context = msgspec.structs.replace(context, lists=tuple(Named(name, name) for name in known["lists"]))
    said = interpret(text, _now(row), row.get("timezone") or _DEFAULT_ZONE, context, syntax=syntax)
    first = said.actions[0]
    return {
        "id": _id(row),
        "intent": first.intent,
        "slots": _slots(said, syntax, context),
        "confidence": said.confidence,
        "reply": said.reply,
        "actions": [msgspec.to_builtins(action) for action in said.actions],
        "clarification": msgspec.to_builtins(said.clarification) if said.clarification else None,
    }


def _slots(said: Interpretation, syntax: Syntax, context: Context) -> dict[str, Any]:
    """The first action's fields by the names of the scorers; fields of typed short-hands are always present."""
    slots = said.actions[0].slots
    plain: dict[str, Any] = msgspec.to_builtins(slots)
    plain["title"] = slots.errand or _whole_title(said, context)
    if slots.due is not None:
        plain["due"] = slots.due.date if slots.due.time is None else f"{slots.due.date}T{slots.due.time}"
    plain["recurrence"] = slots.recurrence.rrule if slots.recurrence else None
    plain["labels"] = list(slots.labels)
    if syntax != "voice":
        marks = find_marks(said.text, syntax, quoted_spans(said.text), context.lists)
        minutes = {mark.kind: minutes_of(mark.value) for mark in marks if mark.kind in {"estimate", "spent"}}
        plain["estimate_min"], plain["spent_min"] = minutes.get("estimate"), minutes.get("spent")
        plain["assignees"] = list(dict.fromkeys(mark.value for mark in marks if mark.kind == "person"))
        plain["list"] = slots.list_match.name if slots.list_match and syntax == "superproductivity" else slots.list
    return {name: value for name, value in plain.items() if value is not None}


def _whole_title(said: Interpretation, context: Context) -> str | None:
    """The title as it was said: "milk and eggs" also where it became two tasks."""
    first = said.actions[0]
    language = language_for(context.language)
    spans = first.spans.get("title")
    if first.intent != "task.create" or not spans:
        return first.slots.title
    end = spans[-1][1]
    for action in said.actions[1:]:
        more = action.spans.get("title")
        if not more or action.intent != "task.create" or not _is_joint(language, said.text[end : more[0][0]]):
            break
        end = more[-1][1]
    return said.text[spans[0][0] : end] if end != spans[-1][1] else first.slots.title


def _is_joint(language: Language, between: str) -> bool:
    words = between.lower().replace(",", " ").replace("&", " ").split()
    return all(word in language.joints.and_ for word in words)


def _when(row: Mapping[str, Any]) -> dict[str, Any]:
    mention = resolve_time(_text(row), _now(row), _settings(row))
    if mention is None:
        return {"kind": "none", "value": None, "rrule": None}
    answer: dict[str, Any] = {"kind": mention.kind, "value": mention.value, "rrule": mention.rrule}
    if mention.from_completion:
        answer["from_completion"] = True
    if mention.alternatives:
        answer["alternatives"] = [msgspec.to_builtins(other) for other in mention.alternatives]
    return answer


def _settings(row: Mapping[str, Any]) -> TimeSettings:
    try:
        settings: dict[str, Any] = row.get("settings") or {}
        if "language" in row:
            language = _language(row)
            settings = {"language": language, "day_first": is_day_first(language), **settings}
        return msgspec.convert(settings, TimeSettings, strict=False)
    except msgspec.ValidationError as error:
        raise BadRow(f"“settings” are not as they must be: {error}.") from error


def _text(row: Mapping[str, Any]) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise BadRow("A row needs “text”: what was said, as a string.")
    return text


def _context(row: Mapping[str, Any]) -> Context:
    try:
        context: dict[str, Any] = row.get("context") or {}
        if "language" in row:
            context = {"language": _language(row), **context}
        return msgspec.convert(context, Context, strict=False)
    except msgspec.ValidationError as error:
        raise BadRow(f"“context” is not as it must be: {error}.") from error


def _language(row: Mapping[str, Any]) -> str:
    language = row["language"]
    if not isinstance(language, str):
        raise BadRow("“language” must be a language such as “en” or “de-AT”.")
    return language


def _now(row: Mapping[str, Any]) -> datetime:
    said = row.get("now")
    try:
        return datetime.fromisoformat(said) if said else datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - local by contract
    except (TypeError, ValueError) as error:
        raise BadRow("“now” must be a moment such as 2026-01-05T09:00:00.") from error


def _sentence(problem: Exception) -> str:
    return str(problem) if isinstance(problem, BadRow) else f"This row could not be understood: {problem!r}."


def _id(row: Any) -> Any:
    return cast("Mapping[str, Any]", row).get("id") if isinstance(row, Mapping) else None
