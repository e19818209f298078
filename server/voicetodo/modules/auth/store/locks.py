"""What is done one after the other by whoever does it: every lock of this module that is not one of rows."""

from enum import IntEnum, unique

from voicetodo.kit.db import Transaction


@unique
class Lock(IntEnum):
    """Each has a number of its own, which no other may ever have: processes of two versions run side by side."""

    #: Registering, until there is somebody.
    FIRST_USER = 7_301
    SIGNING_KEYS = 7_302
    OAUTH_CLIENTS = 7_303
    #: Taking the role, or the account, of an admin.
    ADMINS = 7_304


async def hold(tx: Transaction, lock: Lock) -> None:
    """Until the transaction ends nobody else holds it."""
    await tx.execute("SELECT pg_advisory_xact_lock($1)", lock)
