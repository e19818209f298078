"""The file itself: a ZIP archive of what each module tells of somebody, for machines and for people."""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.archives import Entry, zipped
from voicetodo.kit.errors import NotFound
from voicetodo.kit.personal_data import PersonalDataFace, PersonalPart, PersonalRecord, pages
from voicetodo.kit.personal_data.file_names import safe_name
from voicetodo.kit.telemetry.logs import logger

#: How far it is, between 0 and 1, and what is just being written.
OnProgress = Callable[[float, str], Awaitable[None]]

#: What each module keeps, as people read it.
TITLES: Final = {
    "auth": "Your account",
    "todo": "Your tasks and lists",
    "voice": "What you said",
    "analytics": "What you got done",
    "admin": "The audit log",
}
_WHAT: Final = (
    "Everything that this installation of Voice Todo knows of you. Each part is there twice: as a page to be read, and"
    " beside it as a file for machines with one JSON object on each line (.jsonl). All moments are in UTC."
)
_NOT: Final = (
    "Not in here: passwords and keys, which nobody can read, and what belongs to others: the tasks of lists that they"
    " share with you stay theirs."
)
_log: Final = logger("auth")


class _Line(msgspec.Struct, frozen=True):
    """A line of the first page."""

    part: PersonalPart
    count: str
    address: str

    def shown(self) -> tuple[str, str, str, str]:
        return self.part.title, self.part.about, self.count, self.address


class Archive:
    """One archive of one person's. `faces` are those of all modules, by their names."""

    def __init__(
        self, faces: Mapping[str, PersonalDataFace], user_id: UUID, *, at: datetime, on_progress: OnProgress
    ) -> None:
        self._faces = faces
        self._user_id = user_id
        self._at = at
        self._on_progress = on_progress
        self._missing = 0

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Its bytes. Raises what the modules raise that are asked."""
        async with aclosing(zipped(self._entries())) as chunks:
            async for chunk in chunks:
                yield chunk

    async def _entries(self) -> AsyncGenerator[Entry]:
        outline = [(name, await face.personal_parts()) for name, face in self._faces.items()]
        total = sum(len(parts) for _, parts in outline)
        done, contents = 0, list[tuple[str, list[_Line]]]()
        for name, parts in outline:
            lines: list[_Line] = []
            for part in parts:
                await self._on_progress(done / total, part.title)
                source = _Source(self._faces[name], self._user_id, part, folder=name)
                async for entry in self._part(source, lines):
                    yield entry
                done += 1
            contents.append((TITLES.get(name, name.capitalize()), lines))
        yield self._entry("index.html", _once(self._index(contents)))

    async def _part(self, source: "_Source", lines: list[_Line]) -> AsyncGenerator[Entry]:
        """The files of one part, whose line is added to `lines`."""
        part, path = source.part, source.path
        if part.is_document:
            lines.append(_Line(part, "a file", path))
            yield self._entry(path, source.file(part.name))
            return
        yield self._entry(f"{path}.jsonl", source.lines())
        if not source.count:
            lines.append(_Line(part, "none", f"{path}.jsonl"))
            return
        lines.append(_Line(part, str(source.count), f"{path}.html"))
        yield self._entry(f"{path}.html", source.page())
        if part.has_files:
            async for record in source.records():
                if record.file_name is not None and (found := await self._file(source, record)) is not None:
                    yield found

    async def _file(self, source: "_Source", record: PersonalRecord) -> Entry | None:
        """None, where the file is gone."""
        chunks = source.file(record.key)
        try:
            first = await anext(chunks, b"")
        except NotFound as error:
            self._missing += 1
            _log.warning("personal_file_missing", part=source.path, key=record.key, error=error.slug())
            return None
        return self._entry(f"{source.folder}/{file_of(source.part, record)}", _chained(first, chunks))

    def _entry(self, name: str, chunks: AsyncIterable[bytes]) -> Entry:
        return Entry(name, chunks, written_at=self._at, may_be_large=True)

    def _index(self, contents: list[tuple[str, list[_Line]]]) -> bytes:
        missing = f"{self._missing} files could not be found any more." if self._missing else ""
        made = f"Made on {self._at.day} {self._at:%B %Y, %H:%M} (UTC), for the account {self._user_id}."
        listed = ((title, (each.shown() for each in entries)) for title, entries in contents)
        head = pages.head("Your data", made)
        return head + pages.paragraphs(_WHAT, _NOT, missing) + pages.contents(listed) + pages.tail()


def file_of(part: PersonalPart, record: PersonalRecord) -> str:
    """Where the file of a record lies, seen from the folder of its module."""
    return f"{part.name}/{record.key}-{safe_name(record.file_name or '')}"


class _Source:
    """One part of one module, asked for a little at a time, as often as it is wanted."""

    def __init__(self, face: PersonalDataFace, user_id: UUID, part: PersonalPart, *, folder: str) -> None:
        self.part = part
        self.folder = folder
        self.path = f"{folder}/{part.name}"
        self.count = 0
        self._face = face
        self._user_id = user_id

    async def records(self) -> AsyncGenerator[PersonalRecord]:
        async for some in self._pages():
            for record in some:
                yield record

    async def lines(self) -> AsyncGenerator[bytes]:
        """For machines."""
        async for some in self._pages():
            self.count += len(some)
            yield b"".join(bytes(each.value) + b"\n" for each in some)

    async def page(self) -> AsyncGenerator[bytes]:
        """For people."""
        yield pages.head(self.part.title, self.part.about, way_back="../index.html")
        async for some in self._pages():
            yield b"".join(self._article(each) for each in some)
        yield pages.tail()

    async def file(self, key: str) -> AsyncGenerator[bytes]:
        after: str | None = None
        while True:
            chunk = await self._face.read_personal_file(
                user_id=self._user_id, part=self.part.name, key=key, after=after
            )
            yield chunk.content
            if (after := chunk.next) is None:
                return

    def _article(self, record: PersonalRecord) -> bytes:
        has_file = self.part.has_files and record.file_name is not None
        return pages.record(record.value, file=file_of(self.part, record) if has_file else None)

    async def _pages(self) -> AsyncGenerator[list[PersonalRecord]]:
        after: str | None = None
        while True:
            page = await self._face.list_personal_data(user_id=self._user_id, part=self.part.name, after=after)
            yield page.records
            if (after := page.next) is None:
                return


async def _once(content: bytes) -> AsyncGenerator[bytes]:
    yield content


async def _chained(first: bytes, others: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    yield first
    async for each in others:
        yield each
