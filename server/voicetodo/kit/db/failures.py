"""What failures of the database mean: it is away, try again; or nothing of the kind can be asked of it."""

import asyncpg

from voicetodo.kit.errors import Malformed, Unavailable

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
    Malformed where a text holds what PostgreSQL takes for none; every other error as it is.
    """
    if isinstance(error, _AWAY):
        return Unavailable("The database does not answer just now. Try again in a moment.")
    if isinstance(error, _COLLIDED):
        return Unavailable("This was being changed from elsewhere at the same moment. Try again.")
    if isinstance(error, asyncpg.CharacterNotInRepertoireError):
        return Malformed("There is a character in the request that no text has, such as NUL.")
    return error
