"""What whoever looks after an installation has to say to the people on it."""

import unicodedata
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.errors import FieldError

Severity = Literal["info", "warning", "critical"]
LONGEST_TEXT: Final = 2000


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is Markdown. Shown from `starts_at` until `ends_at`, to whoever has one of `roles` and one of `plans`."""

    id: UUID
    version: int
    text: str
    severity: Severity
    starts_at: datetime
    ends_at: datetime | None = None
    roles: list[str] | None = None
    plans: list[str] | None = None


class ShownAnnouncement(Announcement, frozen=True, kw_only=True):
    """As whoever looks after an installation sees it. `dismissals`: how many people have read it, in these words."""

    dismissals: int


def faults_of(announcement: Announcement, *, roles: Collection[str], plans: Collection[str]) -> Iterator[FieldError]:
    """All that is wrong with it. `roles` and `plans` are those that there are."""
    text = announcement.text
    odd = any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text)
    if not text.strip() or len(text) > LONGEST_TEXT or odd:
        yield FieldError("text", f"Say something, in at most {LONGEST_TEXT} characters.", "announcement-text")
    if announcement.ends_at is not None and announcement.ends_at <= announcement.starts_at:
        yield FieldError("ends_at", "Must be later than it starts.", "ends-before-start")
    for field, given, known in (("roles", announcement.roles, roles), ("plans", announcement.plans, plans)):
        if given is not None and (not given or not set(given) <= set(known)):
            sentence = f"There are: {', '.join(sorted(known))}. Leave it out for everybody."
            yield FieldError(field, sentence, "audience-unknown")
