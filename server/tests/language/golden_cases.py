"""The world the golden sentences are said in, and how their meaning is written down."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from voicetodo.language.interpretation import Context, Interpretation, KnownTask, Named, Slots, Target

#: A Monday morning.
NOW = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - local by contract
CONTEXT = Context(
    lists=(
        Named("l1", "Groceries"),
        Named("l2", "Shopping"),
        Named("l3", "Work"),
        Named("l4", "Home"),
        Named("l5", "Chores"),
        Named("l6", "Errands"),
    ),
    labels=(Named("b1", "phone"), Named("b2", "finance"), Named("b3", "errands")),
    people=(Named("p1", "Sarah"), Named("p2", "Bob")),
    tasks=(
        KnownTask("t1", "Pay rent", "l4", "2026-01-06"),
        KnownTask("t2", "Call the plumber"),
        KnownTask("t3", "Milk", "l2"),
        KnownTask("t4", "Tax return", "l3", "2025-12-30"),
        KnownTask("t5", "Budget review", "l3"),
        KnownTask("t6", "Dentist", None, "2026-01-08"),
        KnownTask("t7", "Do the dishes", "l4"),
        KnownTask("t8", "Water the plants", "l4"),
        KnownTask("t9", "Send invoices", "l3", None, is_done=True),
    ),
    last_shown=("t1", "t2", "t3"),
)
_GOLDEN = Path(__file__).parent / "golden"


def golden_cases() -> list[tuple[str, dict[str, Any]]]:
    """Every golden sentence: the name of its file and the case."""
    return [
        (path.stem, case) for path in sorted(_GOLDEN.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
    ]


def shown(said: Interpretation) -> dict[str, Any]:
    """An interpretation the way golden files write it: only what a reader cares for."""
    written: dict[str, Any] = {"actions": [{action.intent: _slots(action.slots)} for action in said.actions]}
    if said.clarification is not None:
        written["ask"] = said.clarification.question
    return {**written, "reply": said.reply}


def _slots(slots: Slots) -> dict[str, Any]:
    written: dict[str, Any] = {
        name: getattr(slots, name)
        for name in ("title", "new_title", "notes", "priority", "assignee", "person", "duration_minutes")
        if getattr(slots, name) is not None
    }
    if slots.list:
        written["list"] = slots.list_match.name if slots.list_match else slots.list
    if slots.labels:
        written["labels"] = list(slots.labels)
    for name in ("due", "deadline"):
        moment = getattr(slots, name)
        if moment is not None:
            written[name] = moment.date + (f" {moment.time}" if moment.time else "")
    if slots.recurrence:
        written["repeats"] = slots.recurrence.rrule
    for name in ("clears_due", "clears_recurrence", "clears_priority", "clears_assignee", "due_time_only"):
        if getattr(slots, name):
            written[name] = True
    for name in ("due_shift_months", "due_shift_days", "due_shift_minutes"):
        if getattr(slots, name) is not None:
            written[name] = getattr(slots, name)
    if slots.target:
        written["target"] = _target(slots.target)
    if slots.query:
        written["asks"] = slots.query.scope + (" (count)" if slots.query.count_only else "")
    return written


def _target(target: Target) -> Any:
    if target.matches:
        names = [match.name for match in target.matches]
        return names[0] if len(names) == 1 else names
    if target.position is not None:
        return target.position
    if target.date_from is not None:
        return f"all from {target.date_from} to {target.date_to}"
    if target.labels or target.priorities:
        marks = [*(f"p{level}" for level in target.priorities), *target.labels]
        return f"{target.scope} of: {', '.join(marks)}"
    return f"all of: {target.scope}" if target.scope else "unknown"
