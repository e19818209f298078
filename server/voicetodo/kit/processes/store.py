"""Which processes there are: schema `kit`, table `processes`. All times are those of the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction

#: Alone on its data, or one of several.
Shape = Literal["embedded", "distributed"]
#: Silent for longer, it has died: three times it was not heard.
SILENT_SECONDS: Final = 35.0


class Process(msgspec.Struct, frozen=True, kw_only=True):
    """One that runs. `name` is that of its machine and its number there."""

    id: UUID
    name: str
    version: str
    shape: Shape
    modules: list[str]
    started_at: datetime
    seen_at: datetime


async def put(
    tx: Transaction, process_id: UUID, *, name: str, version: str, shape: Shape, modules: Sequence[str]
) -> None:
    """It is there; seen before, it is there still."""
    await tx.execute(
        "insert into processes (id, name, version, shape, modules) values ($1, $2, $3, $4, $5)"
        " on conflict (id) do update set seen_at = default",
        process_id,
        name,
        version,
        shape,
        modules,
    )


async def forget_silent(tx: Transaction) -> None:
    await tx.execute("delete from processes where seen_at < now() - make_interval(secs => $1)", SILENT_SECONDS)


async def delete(tx: Transaction, process_id: UUID) -> None:
    await tx.execute("delete from processes where id = $1", process_id)


async def list_alive(connection: Connection) -> list[Process]:
    """The oldest first."""
    rows = await connection.fetch(
        "select id, name, version, shape, modules, started_at, seen_at from processes"
        " where seen_at >= now() - make_interval(secs => $1) order by started_at, id",
        SILENT_SECONDS,
    )
    return [msgspec.convert(dict(row), Process) for row in rows]
