"""What people are asked to agree to, or are told, and what they answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

Purpose = Literal["terms", "privacy_notice", "recordings", "analytics"]
#: `agreement`: there is no account without it. `notice`: to be read. `consent`: nobody's account depends on it.
Kind = Literal["agreement", "notice", "consent"]

PURPOSES: Final[dict[Purpose, Kind]] = {
    "terms": "agreement",
    "privacy_notice": "notice",
    "recordings": "consent",
    "analytics": "consent",
}


class ConsentText(msgspec.Struct, frozen=True):
    """What is asked, in one wording: another wording is another version. `body` is Markdown."""

    purpose: Purpose
    version: str
    title: str
    body: str

    @property
    def kind(self) -> Kind:
        return PURPOSES[self.purpose]


class Wordings(msgspec.Struct, frozen=True):
    """What is asked now for one purpose: as the installation words it, and translated.

    A translation is a version of its own, so that it is known what somebody read. To agree to one is to agree to all.
    """

    original: ConsentText
    #: By language, such as `de`.
    translations: Mapping[str, ConsentText] = {}

    def read_in(self, language: str | None) -> ConsentText:
        """The original, where there is no such translation."""
        return self.original if language is None else self.translations.get(language, self.original)

    def find(self, version: str | None) -> ConsentText | None:
        return next((each for each in (self.original, *self.translations.values()) if each.version == version), None)


class Answer(msgspec.Struct, frozen=True):
    """That somebody agreed to a version, or agrees no more. `address` and `user_agent` are what it came from."""

    id: UUID
    purpose: Purpose
    version: str
    is_given: bool
    at: datetime
    address: str
    user_agent: str


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands with one purpose. `is_outdated`: what was agreed to has another wording now; agree again."""

    purpose: Purpose
    kind: Kind
    title: str
    #: The wording that is asked now.
    current_version: str
    is_given: bool = False
    is_outdated: bool = False
    #: The wording that was answered last, and when.
    version: str | None = None
    at: datetime | None = None


def standing(wordings: Wordings, last: Answer | None, *, language: str | None = None) -> Consent:
    """What follows from the last answer, where there was one."""
    text = wordings.read_in(language)
    is_given = last is not None and last.is_given
    return Consent(
        purpose=text.purpose,
        kind=text.kind,
        title=text.title,
        current_version=text.version,
        is_given=is_given,
        is_outdated=is_given and last is not None and wordings.find(last.version) is None,
        version=None if last is None else last.version,
        at=None if last is None else last.at,
    )


def parse_text(purpose: Purpose, written: str) -> ConsentText:
    """From a file that begins with `Version: …` and a heading. Raises ValueError with a sentence."""
    head, _, body = written.strip().partition("\n")
    key, _, version = head.partition(":")
    heading, _, _ = body.strip().partition("\n")
    if key.strip().lower() != "version" or not 1 <= len(version.strip()) <= 40:
        raise ValueError("must begin with a line such as “Version: 2026-09-01”")
    if not heading.startswith("# "):
        raise ValueError("must have a heading such as “# Terms of use” below its version")
    return ConsentText(purpose, version.strip(), heading.removeprefix("# ").strip(), body.strip() + "\n")
