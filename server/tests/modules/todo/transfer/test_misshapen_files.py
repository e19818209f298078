"""JSON in which something is not what it should be, wherever that is: a row's fault, or the file's, and never ours."""

import copy
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from tests.modules.todo.transfer import test_lists_in_json as lists
from tests.modules.todo.transfer import test_prototype as prototype
from tests.modules.todo.transfer import test_vikunja as vikunja
from tests.modules.todo.transfer.reading import BERLIN, NOW, as_json, zipped
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.formats import read
from voicetodo.modules.todo.transfer.planning import Row, plan
from voicetodo.modules.todo.transfer.source import Source

LIST_ID, LABEL_ID, TODO_ID = (str(new_id()) for _ in range(3))
OWN: dict[str, Any] = {
    "format": "voicetodo",
    "version": 1,
    "categories": [{"id": LIST_ID, "name": "House", "description": "All of it", "position": "aV"}],
    "sections": [{"id": str(new_id()), "category_id": LIST_ID, "name": "Roof", "position": "aV"}],
    "labels": [{"id": LABEL_ID, "name": "wet", "color": "#aabbcc"}],
    "filters": [
        {
            "id": str(new_id()), "name": "Now", "query": "today", "position": "aV",
            "created_at": "2026-01-01T08:00:00Z", "updated_at": "2026-01-01T08:00:00Z",
        }
    ],
    "todos": [
        {
            "id": TODO_ID, "title": "Tiles", "category_id": LIST_ID, "label_ids": [LABEL_ID], "position": "aV",
            "due": {"date": "2026-02-01", "time": "08:00", "timezone": "UTC"}, "recurrence": {"rrule": "FREQ=DAILY"},
            "reminders": [{"minutes_before": 10}], "created_at": "2026-01-01T08:00:00Z",
            "comments": [{"id": LIST_ID, "author": "Mia", "body": "Slate?", "created_at": "2026-01-02T08:00:00Z"}],
        }
    ],
}  # fmt: skip
SAMPLES: dict[str, Any] = {
    "voicetodo": OWN,
    "prototype": prototype.KEPT,
    "google_tasks": msgspec.json.decode(lists.TestGoogleTasks.TAKEOUT),
    "microsoft_todo": msgspec.json.decode(lists.TestMicrosoftTodo.GRAPH),
    "trello": msgspec.json.decode(lists.TestTrello.BOARD),
    "taskwarrior": list(lists.TestTaskwarrior.ROWS),
    "vikunja": Source(vikunja.EXPORT).files["data.json"].json,
}
WRONG: tuple[Any, ...] = (None, True, -1, 10**30, "", "x\x00y", "0001-01-01T00:00:00+14:00", [], [1], {}, {"id": []})


def misshapen(sample: Any) -> Iterator[Any]:
    """The sample with one of its values replaced, each in turn by each of the wrong ones."""
    for path in _paths(sample):
        for wrong in WRONG:
            broken = copy.deepcopy(sample)
            inside = broken
            for step in path[:-1]:
                inside = inside[step]
            inside[path[-1]] = wrong
            yield broken


def _paths(value: Any, *above: Any) -> Iterator[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inside in steps:
        yield (*above, step)
        yield from _paths(inside, *above, step)


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_wrong_is_told_and_all_else_can_be_kept(name: str) -> None:
    for broken in misshapen(SAMPLES[name]):
        data = zipped({"data.json": as_json(broken)}) if name == "vikunja" else as_json(broken)
        try:
            _, reading = read(Source(data), BERLIN, format=name)
        except Unreadable as problem:
            said = [str(problem)]
        else:
            planned = plan([Row(draft, new_id()) for draft in reading.drafts], {}, now=NOW)
            said = [one.reason.message for one in planned if one.reason]
            msgspec.json.encode((reading.names, planned))
        assert all(sentence.endswith((".", "?")) and "\x00" not in sentence for sentence in said), said
