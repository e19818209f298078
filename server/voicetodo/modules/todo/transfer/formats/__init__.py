"""What can be read. The first format that recognises a file reads it; a new one is one file and one line here."""

from typing import Final, Protocol

from voicetodo.modules.todo.transfer.draft import Reading, Setting, Unreadable
from voicetodo.modules.todo.transfer.formats import (
    csv_mapping,
    google_tasks,
    icalendar,
    microsoft_todo,
    own,
    prototype,
    taskwarrior,
    ticktick,
    todo_txt,
    todoist_backup,
    todoist_csv,
    trello,
    vikunja,
)
from voicetodo.modules.todo.transfer.source import Source


class Format(Protocol):
    """A module of this package. `recognises` may be asked about anything; `read` raises Unreadable."""

    def recognises(self, source: Source) -> bool: ...

    def read(self, source: Source, setting: Setting) -> Reading: ...


#: In the order in which they are asked: what can be told surely first, what nearly any text could be last.
FORMATS: Final[dict[str, Format]] = {
    "voicetodo": own,
    "prototype": prototype,
    "vikunja": vikunja,
    "todoist_backup": todoist_backup,
    "todoist_csv": todoist_csv,
    "ticktick": ticktick,
    "google_tasks": google_tasks,
    "microsoft_todo": microsoft_todo,
    "trello": trello,
    "taskwarrior": taskwarrior,
    "icalendar": icalendar,
    "csv": csv_mapping,
    "todo_txt": todo_txt,
}


def read(source: Source, setting: Setting, *, format: str | None = None) -> tuple[str, Reading]:  # noqa: A002 - its name
    """The format's name and what the file holds; `format` spares the guessing. Raises Unreadable.

    A file without a single row is never a success.
    """
    if format is None:
        format, source = _recognised(source)  # noqa: A001 - as above
    elif source.files and not FORMATS[format].recognises(source):
        source = _only(source, format)
    reading = FORMATS[format].read(source, setting)
    if not reading.drafts:
        raise Unreadable("There is not a single task in this file. Was it exported whole?")
    return format, reading


def _recognised(source: Source) -> tuple[str, Source]:
    for name, candidate in FORMATS.items():
        if candidate.recognises(source):
            return name, source
    inside = [(name, each) for each in source.files.values() for name, one in FORMATS.items() if one.recognises(each)]
    if inside:
        return min(inside, key=lambda found: list(FORMATS).index(found[0]))
    if source.json is None and source.text.lstrip().startswith(("{", "[")):
        raise Unreadable("The file begins like JSON and is not: it is cut off, or was changed. Export it once more.")
    raise Unreadable(
        "We do not recognise this file. Say which format it is, or bring it as CSV and say which column is the title."
    )


def _only(source: Source, format: str) -> Source:  # noqa: A002 - its name
    for each in source.files.values():
        if FORMATS[format].recognises(each):
            return each
    raise Unreadable("Nothing in this archive is of that format.")
