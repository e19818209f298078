"""What is done one after the other for each person: every lock of this module that is not one of rows."""

from enum import IntEnum, unique
from uuid import UUID

from voicetodo.kit.db import Transaction


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


async def hold(tx: Transaction, lock: Lock, user_id: UUID) -> None:
    """Until the transaction ends nobody else holds this lock of this person."""
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1::text, $2))", str(user_id), lock)
