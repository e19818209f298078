"""What is done one after the other: every lock of this module that is not one of rows."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from enum import IntEnum, unique
from uuid import UUID

from voicetodo.kit.db import Database, Transaction


@unique
class Lock(IntEnum):
    """Each has a number of its own, which no other may ever have: processes of two versions run side by side."""

    #: Several todos of a space, so that nobody makes a cycle of them and nobody waits in a ring.
    TREE = 7
    PREFERENCES = 11
    #: How many invitations somebody made.
    INVITATIONS = 12
    #: How much room somebody's files take up.
    ROOM = 13
    #: Making an index of words anew; of the installation, not of a person.
    INDEX = 14
    #: Who may see any category of a space, and what they may do there.
    MEMBERS = 15
    #: How many files somebody has on their way to be imported.
    IMPORTS = 16
    #: How many teams somebody is in.
    TEAMS = 17


async def hold(tx: Transaction, lock: Lock, user_id: UUID) -> None:
    """Until the transaction ends nobody else holds this lock of this person."""
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1::text, $2))", str(user_id), lock)


@asynccontextmanager
async def alone(database: Database, lock: Lock, name: str) -> AsyncGenerator[bool]:
    """Whether nobody else holds this lock of this name; then nobody does until the block ends, however long that is."""
    async with database.connection() as connection:
        is_alone: bool = await connection.fetchval("select pg_try_advisory_lock(hashtextextended($1, $2))", name, lock)
        try:
            yield is_alone
        finally:
            if is_alone:
                await connection.fetchval("select pg_advisory_unlock(hashtextextended($1, $2))", name, lock)
