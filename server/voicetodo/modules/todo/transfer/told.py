"""What is told of a row: why it cannot be used or is left out, and what of it could not be kept as it was."""

from collections.abc import Iterable
from typing import Final

from voicetodo.kit.errors import DomainError, Fault
from voicetodo.modules.todo.api import Told
from voicetodo.modules.todo.transfer.plain import excerpt
from voicetodo.modules.todo.transfer.told_of_files import SENTENCES as _OF_FILES

#: By codes, which are stable; the web app has words for each. `why` is told in English alone.
_OF_ROWS: Final = {
    # what cannot be read
    "import-card-unreadable": "the card it belongs to cannot be read",
    "import-date-broken": "“{text}” is no date",
    "import-date-unknown": "“{text}” is no date that we understand",
    "import-line-unreadable": "it is no line of todo.txt",
    "import-minutes-broken": "“{text}” is no number of minutes",
    "import-priority-foreign": "“{text}” is no priority of the prototype",
    "import-priority-unknown": "“{text}” is no priority: use 1 (highest) to 4, or high, medium, low",
    "import-properties-broken": "one of its properties is broken ({why})",
    "import-repetition-short": "a repetition of {seconds} seconds is too short to be kept",
    "import-repetition-unknown": "“{text}” is no repetition that we understand",
    "import-row-unreadable": "{why}",
    # what is refused or left out
    "import-deleted-here": "You deleted it here.",
    "import-here-already": "It is here already.",
    "import-labels-many": "May have at most {most} labels.",
    "import-name-refused": "One of its names will not do. {why}",
    "import-parent-archived": (
        "The list of its parent is in the archive. Take it out of there, and bring the file again."
    ),
    "import-row-twice": "The same task stands in row {row} already.",
    "import-rules-many": "There are too many rules in this file that never come true, so this one was not looked at.",
    # what is not kept as it was
    "import-alarm-lost": "An alarm of it could not be read, and was left out.",
    "import-card-archived": "It was archived: it comes as done.",
    "import-date-lost": "It comes without a date: {why}. The words stand in the notes.",
    "import-days-kept": "It repeats on the weekends or holidays, too, that TickTick left out.",
    "import-done-today": "It does not say when it was done: today, then.",
    "import-given-up": "It was given up (“won't do”): it comes as done.",
    "import-lines-lost": "Lines of it could not be read, and were left out.",
    "import-parent-circle": "It is a subtask of its own subtask, so it stands by itself.",
    "import-parent-missing": "Its parent is not in the file, so it stands by itself.",
    "import-property-lost": "Its {name} could not be read, and was left out.",
    "import-repetition-lost": "It does not repeat any more: {why}.",
    "import-rule-lost": "It does not repeat any more: “{rule}” cannot be followed. {why}",
    "import-too-deep": "It would stand more than {levels} levels deep, so it was moved up.",
    # files that do not come
    "import-file-archive-gone": "“{name}” is left out: the archive is not kept any more.",
    "import-file-changed": "“{name}” is left out: it is not what it was when it was exported.",
    "import-file-doubled": "“{name}” is left out: its bytes are those of another file of this archive.",
    "import-file-encrypted": "“{name}” is left out: it is encrypted.",
    "import-file-large": "“{name}” is left out: it has more than {megabytes} MB.",
    "import-file-missing": "“{name}” is left out: it is not in the archive.",
    "import-file-not-exported": "Its file “{name}” is not in the export.",
    "import-file-odd": "“{name}” is left out: it is packed in a way that few can read.",
    "import-file-swollen": "“{name}” is left out: it unpacks to far more than it should.",
    "import-file-unpackable": "“{name}” is left out: it cannot be unpacked.",
    "import-files-full": "“{name}” is left out: your files take up as much room as they may.",
}
SENTENCES: Final = {**_OF_ROWS, **_OF_FILES}


def tell(code: str, *, why: object = "", **values: object) -> Told:
    """With its sentence, and with the values that stand in it as they can be shown."""
    shown = {name: excerpt(str(value), most=100) for name, value in values.items()}
    numbers = {name: f"{value:,}" for name, value in values.items() if isinstance(value, int)}
    return Told(SENTENCES[code].format(why=why, **(shown | numbers)), code, shown)


def each_once(some: Iterable[Told]) -> tuple[Told, ...]:
    """In order."""
    return tuple({each.message: each for each in some}.values())


def told_of(error: DomainError | Fault) -> Told:
    """A refusal of ours: of the first field that will not do, where it names one."""
    if isinstance(error, Fault):
        return Told(str(error), error.code)
    return Told(error.errors[0].message if error.errors else error.sentence, error.code)
