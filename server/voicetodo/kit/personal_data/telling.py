"""Answers the questions of `PersonalDataFace` from a module's own tables and files."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from voicetodo.kit.db import Database
from voicetodo.kit.errors import NotFound
from voicetodo.kit.personal_data import store
from voicetodo.kit.personal_data.face import FileChunk, PersonalDataFace, PersonalPage, PersonalPart
from voicetodo.kit.personal_data.store import Telling


class UnknownPart(NotFound):
    """There is no such part of what is kept of people."""


class PersonalFiles(Protocol):
    """Reads the files of one part."""

    async def read(self, user_id: UUID, key: str, after: str | None) -> FileChunk:
        """Scoped by the user. Raises NotFound."""
        ...


class PersonalData:
    """`tellings` are a module's records, `documents` its files as they are, `files` those that records have."""

    def __init__(
        self,
        database: Database,
        tellings: Sequence[Telling],
        *,
        documents: Mapping[PersonalPart, PersonalFiles] = {},
        files: Mapping[str, PersonalFiles] = {},
    ) -> None:
        self._database = database
        self._tellings = {each.part.name: each for each in tellings}
        self._files = {**{part.name: reader for part, reader in documents.items()}, **files}
        self.parts = [*documents, *(each.part for each in tellings)]

    async def list_page(self, user_id: UUID, part: str, after: str | None) -> PersonalPage:
        """Raises UnknownPart."""
        telling = self._tellings.get(part)
        if telling is None:
            raise UnknownPart
        async with self._database.connection() as connection:
            return await store.list_page(connection, telling, user_id, after=after)

    async def read_file(self, user_id: UUID, part: str, key: str, after: str | None) -> FileChunk:
        """Raises UnknownPart, and what the reader raises."""
        reader = self._files.get(part)
        if reader is None:
            raise UnknownPart
        return await reader.read(user_id, key, after)


class PersonalDataAnswer(PersonalDataFace):
    """What stands in a module's `local.py`: its part of the answer to its face."""

    def __init__(self, personal_data: PersonalData) -> None:
        self._personal_data = personal_data

    async def personal_parts(self) -> list[PersonalPart]:
        return self._personal_data.parts

    async def list_personal_data(self, *, user_id: UUID, part: str, after: str | None) -> PersonalPage:
        return await self._personal_data.list_page(user_id, part, after)

    async def read_personal_file(self, *, user_id: UUID, part: str, key: str, after: str | None) -> FileChunk:
        return await self._personal_data.read_file(user_id, part, key, after)
