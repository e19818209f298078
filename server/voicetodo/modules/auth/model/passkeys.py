"""What is known of a passkey, and where one is good."""

import ipaddress
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

MOST_PER_USER: Final = 20


class Passkey(msgspec.Struct, frozen=True):
    """`is_synced`: its maker keeps it on all of a person's devices."""

    id: UUID
    name: str
    is_synced: bool
    created_at: datetime
    last_used_at: datetime | None = None


class Site(msgspec.Struct, frozen=True):
    """Where passkeys are made and used: WebAuthn's relying party, and the origins its pages may have."""

    rp_id: str
    origins: list[str]


def site_of(*, public_url: str | None, host: str) -> Site | None:
    """The address that people were told, or else the one they asked at (`host`, with its port).

    None for an address without a name: browsers make no passkey for one.
    """
    origins = [public_url.rstrip("/")] if public_url else [f"https://{host}", f"http://{host}"]
    name = origins[0].partition("://")[2].partition("/")[0]
    if name.startswith("["):
        return None
    name = name.partition(":")[0].lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return Site(name, ["/".join(each.split("/")[:3]) for each in origins]) if name else None
    return None
