"""What a client does not have yet: page after page, each one statement, and so one moment of the database.

Places and times are given out before a commit, and become visible in another order. A transaction either had ended at
a moment or had not, and PostgreSQL can tell which: what is missing is what was written by those that had not.
"""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.api import Attachment, Category, Comment, Filter, Label, Section
from voicetodo.modules.todo.store.sync_touched import MAX_TOUCHED, TOUCHED
from voicetodo.modules.todo.store.sync_values import all_of, value_of
from voicetodo.modules.todo.sync_token import KINDS, Kind, Snapshot

#: A server's number, the timeline it is on (another one after each recovery to a point in time, or promotion), and the
#: database.
_PLACE: Final = """
    (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
        || '/' || (select oid from pg_database where datname = current_database())
"""
_MOMENT: Final = f"select pg_current_snapshot()::text, {_PLACE}"

_TOUCHED: Final = f"""
    with {TOUCHED}, page as materialized (
        select nth, kind, id
        from (select distinct array_position($3::text[], kind) as nth, kind, id from touched) as found
        where nth is not null
            and ($4::text is null or (nth, id) > (array_position($3::text[], $4::text), $5::uuid))
        order by nth, id limit $6
    )
    select null as kind, null as id, json_build_array({_MOMENT.replace("select ", "", 1)},
        (select greatest((select count(*) from written), (select count(*) from touched))))::text as document
    union all
    select kind, id, case kind {" ".join(f"when '{kind}' then {value_of(kind)}" for kind in KINDS)} end
    from page
"""

_TYPES: Final = {
    "attachment": Attachment,
    "category": Category,
    "comment": Comment,
    "filter": Filter,
    "label": Label,
    "section": Section,
}
_encoder: Final = msgspec.json.Encoder()
_told: Final = msgspec.json.Decoder(tuple[str, str, int])


class Moment(msgspec.Struct, frozen=True):
    """Which transactions had ended, in which life of which database."""

    snapshot: Snapshot
    place: str


class Row(msgspec.Struct, frozen=True):
    """Something as it is now, as JSON; None where it is gone."""

    kind: Kind
    id: UUID
    document: str | None


class Touched(msgspec.Struct, frozen=True):
    """What changed, in the order of the kinds, then of ids. `is_too_much`: some of it may be missing."""

    moment: Moment
    rows: list[Row]
    is_too_much: bool


async def moment_of(connection: Connection) -> Moment:
    """To be asked before what is to be told: later is only more."""
    [row] = await connection.fetch(_MOMENT)
    return Moment(Snapshot.read(row[0]), row[1])


async def list_touched(
    connection: Connection,
    user_id: UUID,
    kinds: Sequence[Kind],
    *,
    since: Snapshot,
    after: tuple[Kind, UUID] | None,
    limit: int,
) -> Touched:
    """What was written by transactions that had not ended at `since`, as it is now."""
    kind, last_id = after or (None, None)
    head, *rows = await connection.fetch(_TOUCHED, user_id, str(since), kinds, kind, last_id, limit)
    snapshot, place, touched = _told.decode(head[2])
    return Touched(Moment(Snapshot.read(snapshot), place), [_row(row) for row in rows], touched > MAX_TOUCHED)


async def list_all(
    connection: Connection, user_id: UUID, kinds: Sequence[Kind], *, after: tuple[Kind, UUID] | None, limit: int
) -> list[Row]:
    """Everything there is, in the order of the kinds, then of ids."""
    values: list[object] = [user_id, limit, *(() if after is None else after[1:])]
    arms: list[str] = []
    for kind in kinds:
        if after is None or KINDS.index(kind) >= KINDS.index(after[0]):
            beyond = "and id > $3" if after is not None and kind == after[0] else ""
            arms.append(f"(select '{kind}', * from ({all_of(kind, beyond)}) as found)")
    if not arms:
        return []
    if after is not None and after[0] not in kinds:
        values.pop()
    found: dict[tuple[int, UUID], Row] = {}
    for row in await connection.fetch(" union all ".join(arms), *values):
        found.setdefault((KINDS.index(row[0]), row[1]), _row(row))
    return [found[key] for key in sorted(found)][:limit]


def _row(row: Record) -> Row:
    kind, document = row[0], row[2]
    if document is not None and kind in _TYPES:
        document = _encoder.encode(msgspec.json.decode(document, type=_TYPES[kind])).decode()
    return Row(kind, row[1], document)
