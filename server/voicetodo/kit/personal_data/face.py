"""The questions that every module answers which keeps something of people."""

from abc import abstractmethod
from uuid import UUID

import msgspec

from voicetodo.kit.rpc import Face, idempotent


class PersonalPart(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of what a module keeps of somebody. `title` and `about` are what they read.

    `is_document`: no records but a file, as it is, under this name. `has_files`: records may each have a file.
    """

    name: str
    title: str
    about: str = ""
    is_document: bool = False
    has_files: bool = False


class PersonalRecord(msgspec.Struct, frozen=True):
    """`value` is a JSON object; `file_name` what its file was called by whoever brought it, where there is one."""

    key: str
    value: msgspec.Raw
    file_name: str | None = None


class PersonalPage(msgspec.Struct, frozen=True):
    """Some records, and after which one to go on; None where that was all."""

    records: list[PersonalRecord]
    next: str | None = None


class FileChunk(msgspec.Struct, frozen=True):
    """Some bytes of a file, and where to go on; None where that was all."""

    content: bytes
    next: str | None = None


class PersonalDataFace(Face):
    """What a module keeps of somebody, all of it, a little at a time. Others' words are not theirs to be told."""

    @abstractmethod
    @idempotent
    async def personal_parts(self) -> list[PersonalPart]:
        """All kinds there are."""

    @abstractmethod
    @idempotent
    async def list_personal_data(self, *, user_id: UUID, part: str, after: str | None) -> PersonalPage:
        """The records of one kind. Raises UnknownPart (404)."""

    @abstractmethod
    @idempotent
    async def read_personal_file(self, *, user_id: UUID, part: str, key: str, after: str | None) -> FileChunk:
        """Of a document, or the file of the record with this key. Raises UnknownPart, BlobMissing (404)."""
