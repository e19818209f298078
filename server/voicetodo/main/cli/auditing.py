"""The work behind `audit`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Coroutine, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from voicetodo.kit.audit import Actor
from voicetodo.main.cli import operating
from voicetodo.main.cli.terminal import Failure
from voicetodo.modules.admin.model.chain import NOTHING, Head, Link
from voicetodo.modules.admin.model.lines import read
from voicetodo.modules.admin.model.part import Witness, check_beyond
from voicetodo.modules.admin.model.reading import Broken, Erasures, Reading
from voicetodo.modules.admin.service.audit_check import AuditCheck, Whole
from voicetodo.modules.admin.service.audit_export import AuditExport, ExportKind
from voicetodo.modules.admin.store.audit_search import ActFilter


def verify(expected: Sequence[str]) -> Whole:
    """Of the database. Raises Failure with the first place that is not as it was written."""
    found: list[Whole] = []

    async def work() -> None:
        async with operating.installed("auth", "admin") as process:
            found.append(await process.service(AuditCheck).verify(noted=[_head(text) for text in expected]))

    _run(work())
    return found[0]


def verify_file(file: Path, expected: Sequence[str], later: Sequence[str]) -> Whole:
    """Of lines that were exported. What begins later than the log needs the head before its first line, and what
    leans on entries beyond its end needs their heads in `later`: as found in the log, which the file cannot prove.

    Raises Failure.
    """
    noted = [_head(text) for text in expected]
    proven = {_head(text) for text in later}
    first = next(_links(file), None)
    before = 0 if first is None else first.entry.seq - 1
    start = next((head for head in noted if head.seq == before), NOTHING)
    witnesses = [each for each in _entries(file) if isinstance(each, Witness)]
    beyond = Erasures.told_by(witness.link for witness in witnesses)
    reading = Reading(Erasures.told_by(_links(file)), noted, start=start, beyond=beyond)
    try:
        reading.read_all(_links(file))
        reading.end()
        check_beyond(reading.head, witnesses)
    except Broken as problem:
        raise Failure(str(problem)) from problem
    if open_yet := [witness.head for witness in witnesses if witness.head not in proven]:
        raise Failure(_leaning(reading, open_yet))
    return Whole(reading.head, reading.erased, None)


def _leaning(reading: Reading, heads: Sequence[Head]) -> str:
    """What such a part holds by itself, what it does not, and how that is proven."""
    in_log = " ".join(f"--expect {head}" for head in (reading.head, *heads))
    here = " ".join(f"--later {head}" for head in heads)
    return (
        f"Up to entry {reading.head.seq} nothing was changed, left out or put elsewhere. But that the origins of"
        f" {reading.erased_beyond} entries were erased is told beyond the end alone, and only the log can prove it:"
        f" where `voicetodo audit verify {in_log}` finds that whole, verify this file with `{here}`."
    )


def export(kind: ExportKind, to: BinaryIO, since: datetime | None, until: datetime | None) -> None:
    async def work() -> None:
        wanted = ActFilter(since=_utc(since), until=_utc(until))
        async with operating.installed("auth", "admin") as process:
            async for piece in await process.service(AuditExport).begin(wanted, kind, by=Actor()):
                to.write(piece)

    _run(work())


def _run(work: Coroutine[Any, Any, None]) -> None:
    try:
        operating.run(work)
    except Broken as problem:
        raise Failure(str(problem)) from problem


def _links(file: Path) -> Iterator[Link]:
    """Up to the end. Raises Failure."""
    is_beyond = False
    for each in _entries(file):
        if isinstance(each, Witness):
            is_beyond = True
        elif is_beyond:
            raise Failure(f"Entry {each.entry.seq} stands after what is beyond the end.")
        else:
            yield each


def _entries(file: Path) -> Iterator[Link | Witness]:
    """Raises Failure."""
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield read(line)
                except ValueError as error:
                    raise Failure(f"Line {number} of {file} is no entry of an audit log: {error}.") from error
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.") from error


def _head(text: str) -> Head:
    try:
        return Head.read(text)
    except ValueError as error:
        raise Failure(f"A head reads like 123:0f5e…, a number and 64 hexadecimal digits; {text!r} does not.") from error


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)
