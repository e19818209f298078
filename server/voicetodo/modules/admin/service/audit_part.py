"""A time of the audit log as lines, with all that is needed to verify them elsewhere."""

from collections.abc import AsyncGenerator, Iterable
from datetime import datetime
from typing import Final

from voicetodo.kit.db import Database
from voicetodo.modules.admin.model.chain import Link
from voicetodo.modules.admin.model.lines import written, written_beyond
from voicetodo.modules.admin.model.part import Part, Witness
from voicetodo.modules.admin.model.reading import TELL_OF_ERASURES
from voicetodo.modules.admin.store import audit as store

_PAGE: Final = 500


async def pieces(db: Database, *, since: datetime | None, until: datetime | None) -> AsyncGenerator[bytes]:
    """From the first entry of this time up to the first after it, then those that tell of erasures beyond.

    Entries are numbered as they are heard of, and lines with gaps could not be verified: what was heard of late stands
    among the later ones. So times that follow one another are files that do. No transaction is held open.
    """
    part = Part()
    async for links in _links(db, since, until):
        part.add(links)
        yield _lines(written(link) for link in links)
    # Last of all: an origin that is missing above went in a transaction that has told of it.
    if witnesses := await _witnesses(db, part):
        yield _lines(written_beyond(witness) for witness in witnesses)


async def _links(db: Database, since: datetime | None, until: datetime | None) -> AsyncGenerator[list[Link]]:
    async with db.connection() as connection:
        after = 0 if since is None else await store.find_last_before(connection, since)
    while True:
        async with db.connection() as connection:
            last = await store.find_last_before(connection, until)
        if last <= after:
            return
        while after < last:
            async with db.connection() as connection:
                found = await store.list_after(connection, after, limit=min(_PAGE, last - after))
            if not found:
                return
            yield found
            after = found[-1].entry.seq


async def _witnesses(db: Database, part: Part) -> list[Witness]:
    async with db.connection() as connection:
        needed = part.witnesses(await store.list_of_actions(connection, TELL_OF_ERASURES))
        before = [await store.find_hash(connection, link.entry.seq - 1) for link in needed]
    return [Witness(link, each) for link, each in zip(needed, before, strict=True) if each is not None]


def _lines(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
