"""What there are letters for, whatever the language."""

from datetime import datetime
from typing import Protocol

import msgspec

from voicetodo.modules.auth.api import SuspensionReason, User
from voicetodo.modules.auth.model.other_access import OtherAccess
from voicetodo.modules.auth.model.security_events import SecurityEvent


class Letter(msgspec.Struct, frozen=True):
    """What is said, before anybody is written to."""

    subject: str
    text: str


class Letters(Protocol):
    """All of them, in one language: a module of this package."""

    def notice(
        self,
        event: SecurityEvent,
        user: User,
        others: OtherAccess,
        *,
        address: str,
        suspended_for: SuspensionReason | None = None,
    ) -> Letter:
        """Of what happened to `user`. `others` opens the account beside the password; `address` is ours."""
        ...

    def reset(self, user: User, *, link: str, at: datetime, until: datetime) -> Letter:
        """With the link that sets a new password."""
        ...

    def registration(self, *, email: str, timezone: str, link: str, until: datetime) -> Letter:
        """With the link that makes the account."""
        ...

    def already_registered(self, *, address: str) -> Letter:
        """Somebody signed up with the address of an account."""
        ...

    def email_change(self, user: User, *, link: str, until: datetime) -> Letter:
        """To the new address, with the link that proves it."""
        ...

    def email_wanted(self, *, address: str) -> Letter:
        """To somebody whose address another account wanted."""
        ...

    def email_undo(self, user: User, *, link: str, until: datetime) -> Letter:
        """To the old address, with the link that brings it back."""
        ...

    def deletion(self, user: User, *, due_at: datetime, address: str) -> Letter:
        """That the account is going to be deleted, and how it can be kept."""
        ...

    def deleted(self, *, address: str) -> Letter:
        """The last one."""
        ...

    def data_export(self, user: User, *, until: datetime, address: str) -> Letter:
        """The file with everything that is known of them is there."""
        ...


def letter(subject: str, *paragraphs: str) -> Letter:
    """With our name below."""
    return Letter(subject, "\n\n".join(paragraphs) + "\n\n-- \nVoice Todo\n")
