"""Sync tokens (RFC 6578, 3.2): how far a client has come, as an address that it shows again. They grant nothing."""

import re
from typing import Final
from uuid import UUID

from voicetodo.modules.todo.dav.errors import TokenInvalid
from voicetodo.modules.todo.store.calendar_changes import Moment
from voicetodo.modules.todo.sync_token import scope_of

_PREFIX: Final = "urn:voicetodo:sync:"
#: After the point: what is there already of what is not all there yet. It only lets tokens differ.
_TOKEN: Final = re.compile(rf"{_PREFIX}([0-9a-f]{{24}}):([0-9]{{1,18}})(?:\.[0-9]{{1,18}}-[0-9]{{1,5}})?")


def token_of(user_id: UUID, moment: Moment) -> str:
    """The same as long as nothing happens, and another as soon as anything is to be seen that was not."""
    beyond = "" if moment.beyond is None else f".{moment.beyond[0]}-{moment.beyond[1]}"
    return f"{_PREFIX}{scope_of(user_id, moment.place)}:{moment.since}{beyond}"


def since(token: str, user_id: UUID, moment: Moment) -> int:
    """From which transaction on. Raises TokenInvalid for one that we did not give, or not for this life of the data."""
    found = _TOKEN.fullmatch(token)
    if found is None or found[1] != scope_of(user_id, moment.place) or int(found[2]) > moment.xmin:
        raise TokenInvalid
    return int(found[2])
