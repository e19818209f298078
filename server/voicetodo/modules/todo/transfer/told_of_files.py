"""What is told of an import as a whole: why its file cannot be used, or what of it does not come."""

from typing import Final

#: By codes, as those of rows.
SENTENCES: Final = {
    "import-archive-broken": "The archive is broken. Download it again, and bring it as it comes.",
    "import-archive-encrypted": "The archive is encrypted. Unpack it, and bring the files in it.",
    "import-archive-entries": "The archive has more than {most} entries, so it was not opened.",
    "import-archive-large": "The archive unpacks to more than {megabytes} MB, so it was not opened.",
    "import-archive-less": "The archive unpacks to less than it says. Download it again, and bring it as it comes.",
    "import-archive-more": "The archive unpacks to more than it says, so it was not opened.",
    "import-archive-odd": "The archive is packed in a way that few can read. Pack it as a plain ZIP, and bring that.",
    "import-archive-swollen": "The archive unpacks to far more than it should, so it was not opened.",
    "import-attachments-many": (
        "There are more than {most} attached files in this archive. Split it, and bring its parts."
    ),
    "import-calendar-broken": "This calendar is broken ({why}). Export it once more.",
    "import-calendar-events": "{count} events were left out: only tasks are brought in.",
    "import-calendar-events-only": "This calendar holds events, and no tasks (VTODO).",
    "import-comments-lost": "{count} comments on the list itself, or on a section of it, were left out.",
    "import-comments-many": "There are more than {most} comments in this file. Split it, and bring its parts.",
    "import-files-left": "{left} of {total} files will be left out: your files take up as much room as they may.",
    "import-foreign-google": "This is not Google's Tasks.json: it has no lists.",
    "import-foreign-microsoft": "This is not an answer of Microsoft Graph: there are no lists with “tasks” in it.",
    "import-foreign-own": "This is not a file of ours: it does not say “format”: “voicetodo”.",
    "import-foreign-prototype": "This is not what the prototype keeps: it has no “todos”.",
    "import-foreign-taskwarrior": "This is not what “task export” writes: there are no JSON objects in it.",
    "import-foreign-trello": "This is not a board of Trello: it has no lists and cards.",
    "import-foreign-vikunja": "This is not an export of Vikunja: there is no readable data.json in the archive.",
    "import-format-cut": "The file begins like JSON and is not: it is cut off, or was changed. Export it once more.",
    "import-format-elsewhere": "Nothing in this archive is of that format.",
    "import-format-odd": (
        "This file is not built as we expect it. Export it once more, or tell whoever runs this server."
    ),
    "import-format-unknown": (
        "We do not recognise this file. Say which format it is, or bring it as CSV and say which column is the title."
    ),
    "import-given-up-reading": (
        "Something went wrong on our side while it was read. Bring the file again, or tell who runs this server."
    ),
    "import-given-up-running": (
        "Something went wrong on our side, and nothing of it was kept. Try again, or tell who runs this server."
    ),
    "import-given-up-undoing": (
        "Something went wrong on our side, and all of it is still here. Undo it again, or tell who runs this server."
    ),
    "import-google-once": "Google exports no recurrences: what repeats there comes once.",
    "import-kept-changed": "{count} were changed since, and were left as they are.",
    "import-own-changed": "The file was changed, and cannot be read any more: {why}.",
    "import-own-later": "This file was written by a later version of Voice Todo. Update this one first.",
    "import-room-filters": (
        "This would make {wanted} filters{why}, and there may be {most}. Are they what they should be in the file?"
    ),
    "import-room-labels": (
        "This would make {wanted} labels{why}, and there may be {most}. Are they what they should be in the file?"
    ),
    "import-room-lists": (
        "This would make {wanted} lists{why}, and there may be {most}. Are they what they should be in the file?"
    ),
    "import-rows-many": "This file holds more than {most} rows. Split it, and import one part at a time.",
    "import-source-empty": "The file is empty.",
    "import-source-full": (
        "There is far more in this file than a list of tasks can hold. Split it, and bring its parts."
    ),
    "import-table-broken": "Line {line} is no CSV ({why}). Is a quotation mark left open there?",
    "import-table-column-missing": "The file has no column “{name}”. It has: {why}.",
    "import-table-columns": "The file has no line with the columns {names}.",
    "import-table-title-missing": "No column of this CSV is called title, task or name. Say which one holds the title.",
    "import-tasks-none": "There is not a single task in this file. Was it exported whole?",
    "import-text-binary": "This is no text.",
    "import-text-encoding": "The file says it is in {encoding} and is not. Save it as UTF-8 and bring it again.",
    "import-text-guessed": (
        "The file is not in UTF-8 (see line {line}), so it was read as Windows-1252 (Latin-1). Look whether"
        " accents are right; if not, save the file as UTF-8 and bring it again."
    ),
    "import-text-none": "This is not a text file. Choose the file that the other product exported, as it was.",
}
