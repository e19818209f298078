"""`understand --explain`: the sentence with labels below its words, and for each field the words it came from."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from voicetodo.main.cli.drawing import colour_of, fields_of

#: Said again by another field, or for scorers only.
_SILENT = ("_text", "_match")
_WIDEST = 100


class Label(NamedTuple):
    """A range of the text and what it became."""

    start: int
    end: int
    words: str
    field: str


def explain(console: Console, text: str, interpretation: dict[str, Any]) -> None:
    """Print all of it."""
    labels = labels_of(interpretation)
    for start, end in _lines(text, min(console.width, _WIDEST)):
        for line in drawn(text, labels, start, end):
            console.print(line, soft_wrap=True)
    for number, action in enumerate(interpretation["actions"], start=1):
        console.print(
            Text(f"{number}. {action['intent']}", "bold"), Text(f"{action.get('confidence', 1.0):.2f}", "dim")
        )
        console.print(_table(text, action))
    _print_readings(console, interpretation)


def labels_of(interpretation: dict[str, Any]) -> list[Label]:
    """What stands under the text, from left to right: one label for each range, with all that the range became."""
    found: dict[tuple[int, int], dict[str, None]] = {}
    for action in interpretation["actions"]:
        for field, ranges in action.get("spans", {}).items():
            for start, end in ranges:
                if not field.endswith(_SILENT):
                    found.setdefault((start, end), {})[field] = None
    return [
        Label(start, end, ", ".join(name.replace("_", " ") for name in fields), next(iter(fields)))
        for (start, end), fields in sorted(found.items())
    ]


def drawn(text: str, labels: list[Label], start: int, end: int) -> Iterator[Text]:
    """The part of `text` from `start` to `end`, lines below what was understood, and labels that never overlap."""
    yield Text(text[start:end].rstrip("\n"))
    here = [label for label in labels if start <= label.start < end]
    if not here:
        return
    rule = Text(" " * (end - start))
    for label in here:
        line = "‾" * (min(label.end, end) - label.start)
        rule = (
            rule[: label.start - start] + Text(line, colour_of(label.field)) + rule[label.start - start + len(line) :]
        )
    yield rule
    rows: list[Text] = []
    for label in here:
        row = next((row for row in rows if len(row) < label.start - start), None)
        if row is None:
            row = Text()
            rows.append(row)
        row.append(" " * (label.start - start - len(row)))
        row.append(label.words, colour_of(label.field))
    yield from rows


def _table(text: str, action: dict[str, Any]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    spans = action.get("spans", {})
    for name, value in fields_of(action):
        words = " … ".join(text[start:end] for start, end in spans.get(name.replace(" ", "_"), ()))
        table.add_row(Text(f"   {name}"), Text(value), Text(f"← {words}" if words else "", "dim"))
    return table


def _print_readings(console: Console, interpretation: dict[str, Any]) -> None:
    """What else it could have meant, best first."""
    for action in interpretation["actions"]:
        slots = action.get("slots", {})
        for said, matches in (
            (slots.get("target", {}).get("text"), slots.get("target", {}).get("matches", ())),
            (slots.get("list"), [slots["list_match"]] if "list_match" in slots else []),
        ):
            for match in matches:
                console.print(Text(f"   “{said}” is like “{match['name']}”: {match['score']:.2f}", "dim"))
    question = interpretation.get("clarification")
    if question:
        console.print(Text(f"? {question['question']}", "bold"))
        for option in question["options"]:
            console.print(Text(f"   · {option['label']}"))
    if interpretation.get("adviser"):
        console.print(Text(f"Read with the help of {interpretation['adviser']}.", "dim"))


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Ranges of `text` that fit the terminal, broken between words where there are any."""
    start = 0
    while start < len(text):
        end = min(start + width, len(text))
        gap = text.rfind(" ", start, end)
        if end < len(text) and gap > start:
            end = gap + 1
        yield start, end
        start = end
