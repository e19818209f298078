"""What can be read. The first format that recognises a file reads it; a new one is one file and one line here."""

from importlib import import_module
from typing import Final, Protocol, cast

from msgspec.structs import replace

from voicetodo.modules.todo.recurrence import RuleError
from voicetodo.modules.todo.transfer.draft import Draft, Reading, Setting, Unreadable
from voicetodo.modules.todo.transfer.enclosed import settled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import told_of

#: In the order in which they are asked: what can be told surely first, what nearly any text could be last.
FORMATS: Final = (
    "voicetodo",
    "prototype",
    "vikunja",
    "todoist_backup",
    "todoist_csv",
    "ticktick",
    "google_tasks",
    "microsoft_todo",
    "trello",
    "taskwarrior",
    "icalendar",
    "csv",
    "todo_txt",
)
#: No more than this from one file.
MAX_COMMENTS: Final = 100_000
#: Those whose file is not named for them.
_FILES: Final = {"voicetodo": "own", "csv": "csv_mapping"}


class Format(Protocol):
    """A module of this package. `recognises` may be asked about anything; `read` raises Unreadable."""

    def recognises(self, source: Source) -> bool: ...

    def read(self, source: Source, setting: Setting) -> Reading: ...


def read(source: Source, setting: Setting, *, format: str | None = None) -> tuple[str, Reading]:  # noqa: A002 - its name
    """The format's name and what the file holds; `format` spares the guessing. Raises Unreadable.

    A file without a single row is never a success.
    """
    try:
        name, source = _recognised(source) if format is None else (format, _inside(source, format))
        reading = format_named(name).read(source, setting)
    except Unreadable:
        raise
    except Exception as error:  # the same file would do the same again
        raise Unreadable("import-format-odd") from error
    if not reading.drafts:
        raise Unreadable("import-tasks-none")
    if sum(len(draft.comments) for draft in reading.drafts) > MAX_COMMENTS:
        raise Unreadable("import-comments-many", most=MAX_COMMENTS)
    drafts = [_with_sound_rule(draft, setting) for draft in settled(reading.drafts, source.archive)]
    return name, replace(reading, drafts=drafts)


def _with_sound_rule(draft: Draft, setting: Setting) -> Draft:
    """Or with a problem, so that nobody looks at that rule again."""
    if draft.recurrence is None or draft.problem is not None:
        return draft
    try:
        setting.rules.checked(draft.recurrence.rrule)
    except RuleError as error:
        return replace(draft, problem=told_of(error))
    return draft


def format_named(name: str) -> Format:
    """Loaded when first asked for: a process that imports nothing need not know how."""
    return cast("Format", import_module(f"{__name__}.{_FILES.get(name, name)}"))


def _recognised(source: Source) -> tuple[str, Source]:
    for each in (source, *source.files.values()):
        for name in FORMATS:
            if format_named(name).recognises(each):
                return name, each
    if source.json is None and source.text.lstrip().startswith(("{", "[")):
        raise Unreadable("import-format-cut")
    raise Unreadable("import-format-unknown")


def _inside(source: Source, name: str) -> Source:
    """Of an archive that is not of that format itself, the file in it that is."""
    if not source.files or format_named(name).recognises(source):
        return source
    for each in source.files.values():
        if format_named(name).recognises(each):
            return each
    raise Unreadable("import-format-elsewhere")
