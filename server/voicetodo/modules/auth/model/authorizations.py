"""What somebody agreed to: that a client may do some of what they may, until they take it back."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

#: From an agreement to the client that redeems it, on a slow telephone.
CODE_LASTS: Final = timedelta(minutes=2)


class Authorization(msgspec.Struct, frozen=True, kw_only=True):
    """Begins as a code that its client redeems once; from then on it is the family of the refresh tokens that follow.

    Locked until the transaction ends.
    """

    id: UUID
    user_id: UUID
    client_id: str
    scopes: list[str]
    redirect_uri: str
    code_challenge: str
    created_at: datetime
    code_expires_at: datetime
    expires_at: datetime
    redeemed_at: datetime | None = None
    revoked_at: datetime | None = None
    place: int = 0
    digest: bytes | None = None
    previous_digest: bytes | None = None
    rotated_at: datetime | None = None


class Application(msgspec.Struct, frozen=True):
    """A client as somebody sees it who lets it act for them. Its name is its own word."""

    client_id: str
    name: str
    uri: str | None
    destinations: list[str]
    scopes: list[str]
    connected_at: datetime
    last_used_at: datetime


class WishedScope(msgspec.Struct, frozen=True):
    """A scope, and what it lets a program do."""

    name: str
    description: str


class Asked(msgspec.Struct, frozen=True):
    """What a client asks somebody to agree to. `destination` is where the browser goes afterwards."""

    client_id: str
    name: str
    uri: str | None
    destination: str
    scopes: list[WishedScope]
