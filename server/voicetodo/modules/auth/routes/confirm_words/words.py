"""What the pages behind the links of letters say, whatever the language."""

from collections.abc import Mapping

import msgspec

from voicetodo.kit.errors import DomainError


class Told(msgspec.Struct, frozen=True):
    """A page that asks nothing."""

    title: str
    sentence: str


class Asking(msgspec.Struct, frozen=True):
    """A page with a form: what it is about, and what its button does."""

    title: str
    sentence: str
    button: str


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in one language. `problems` are by the last part of their type or the code of a field."""

    language: str
    registration: Asking
    password_reset: Asking
    email_change: Asking
    email_change_undo: Asking
    password: str
    new_password: str
    end_other_access: str
    password_set: Told
    email_changed: Told
    email_change_undone: Told
    link_refused: Told
    way_on: str
    problems: Mapping[str, str]
    #: Of a problem that has no words here; None says it in those of the problem itself.
    refused: str | None

    def of(self, error: DomainError) -> str:
        """What went wrong."""
        if error.errors:
            return " ".join(self._of(each.code or "", each.message) for each in error.errors)
        return self._of(error.slug(), error.sentence)

    def _of(self, code: str, sentence: str) -> str:
        return self.problems.get(code) or self.refused or sentence
