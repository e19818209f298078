"""Which failures of the database mean: it is away, try again."""

import asyncpg

from voicetodo.kit.errors import Unavailable

_AWAY = (
    OSError,  # a TimeoutError is one of these
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server died in the middle of an answer
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.LockNotAvailableError,
)

#: PostgreSQL gave up one of several that waited for each other; nothing of it was written.
_COLLIDED = asyncpg.TransactionRollbackError


def translated(error: BaseException) -> BaseException:
    """Unavailable where the connection was lost, refused, or gave up waiting, or where two stood in each other's way;
    every other error as it is.
    """
    if isinstance(error, _AWAY):
        return Unavailable("The database does not answer just now. Try again in a moment.")
    if isinstance(error, _COLLIDED):
        return Unavailable("This was being changed from elsewhere at the same moment. Try again.")
    return error
