"""Draws what was understood in a terminal: the words in the colours of their fields."""

from typing import Any

from rich.text import Text

_COLOURS = {
    "due": "cyan",
    "deadline": "red",
    "recurrence": "magenta",
    "reminders": "cyan",
    "list": "green",
    "labels": "yellow",
    "priority": "red",
    "assignee": "blue",
    "person": "blue",
    "target": "bold",
}


def colour_of(field: str) -> str:
    """The colour of a field, the same in every drawing; empty for one that has none."""
    return _COLOURS.get(field, "")


def underlined(text: str, interpretation: dict[str, Any]) -> Text:
    """The sentence, with each recognised part underlined in the colour of its field."""
    drawn = Text(text)
    for action in interpretation.get("actions", []):
        for slot, ranges in action.get("spans", {}).items():
            style = f"underline {colour_of(slot)}".strip()
            if slot not in {"title", "notes", "new_title"}:
                for start, end in ranges:
                    drawn.stylize(style, start, end)
    return drawn


def fields_of(action: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields of one action, as a person reads them."""
    shown: list[tuple[str, str]] = []
    for name, value in action.get("slots", {}).items():
        if not name.endswith(("_text", "_match")):
            shown.append((name.replace("_", " "), _told(value)))
    return shown


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_told(part) for part in value.values() if part not in (None, False))
    if isinstance(value, list | tuple):
        return ", ".join(_told(part) for part in value)
    return str(value)
