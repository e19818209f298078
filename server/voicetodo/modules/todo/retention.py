"""What is kept of people's todos, and for how long."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy
from voicetodo.modules.todo.jobs import IMPORTS_KEPT_FOR
from voicetodo.modules.todo.service.attachments import UPLOADS_KEPT_FOR
from voicetodo.modules.todo.service.retention import RetentionSettings

INVITATIONS: Final = RetentionPolicy(
    code="invitations",
    data="Invitations: the address they are for",
    kept_for=timedelta(),
    counted_from="the end that was set, 90 days at most",
    counted_from_code="end-set",
)
INVITATIONS_MADE: Final = RetentionPolicy(
    code="invitations-made",
    data="How many invitations somebody made",
    kept_for=timedelta(days=1),
    counted_from="the making",
    counted_from_code="making",
)
IMPORTS: Final = RetentionPolicy(
    code="imports",
    data="Imports: the names of files, their rows, and archives until these are done",
    kept_for=IMPORTS_KEPT_FOR,
    counted_from="the last change",
    counted_from_code="last-change",
)
LEFT_FILES: Final = RetentionPolicy(
    code="removed-files",
    data="Files of tasks and comments that were removed for good",
    kept_for=timedelta(),
    counted_from="the removal",
    counted_from_code="removal",
)
UPLOADS: Final = RetentionPolicy(
    code="unfinished-files",
    data="Files that were never wholly uploaded",
    kept_for=UPLOADS_KEPT_FOR,
    counted_from="the beginning",
    counted_from_code="beginning",
)
KEPT: Final = (
    RetentionPolicy(data="Tasks, lists, sections, labels, filters, comments, files, preferences, calendar names"),
    RetentionPolicy(data="Who shares a list or is in a team, what role they have, and how they are called"),
)


def trash(settings: RetentionSettings) -> Sequence[RetentionPolicy]:
    return [
        RetentionPolicy(
            code="trash",
            data="Deleted tasks, in the trash",
            kept_for=timedelta(days=settings.trash_days),
            counted_from="the deletion",
            counted_from_code="deletion",
            setting="VOICETODO_TRASH_DAYS",
        )
    ]


def activity(settings: RetentionSettings) -> Sequence[RetentionPolicy]:
    return [
        RetentionPolicy(
            code=code,
            data=data,
            kept_for=timedelta(days=settings.activity_days),
            counted_from="the change",
            counted_from_code="change",
            setting="VOICETODO_ACTIVITY_DAYS",
        )
        for code, data in (
            ("activity", "Activity: what was changed, by whom, from what to what"),
            ("change-sets", "Change sets: what voice commands changed, to be taken back"),
            ("mutations", "Mutations: what clients sent that had been offline, and what was answered"),
        )
    ]
