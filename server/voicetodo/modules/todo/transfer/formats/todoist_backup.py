"""Todoist's backup: a ZIP archive with one CSV file for each list, named for it."""

from voicetodo.modules.todo.transfer.draft import Draft, Reading, Setting
from voicetodo.modules.todo.transfer.formats import todoist_csv
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import each_once


def recognises(source: Source) -> bool:
    return any(_is_list(each) for each in source.files.values())


def read(source: Source, setting: Setting) -> Reading:
    readings = [todoist_csv.read(each, setting) for _, each in sorted(source.files.items()) if _is_list(each)]
    drafts: list[Draft] = [draft for reading in readings for draft in reading.drafts]
    return Reading(drafts=drafts, notices=each_once(notice for reading in readings for notice in reading.notices))


def _is_list(source: Source) -> bool:
    return (source.name or "").lower().endswith(".csv") and todoist_csv.recognises(source)
