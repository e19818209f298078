"""Addresses of web servers, and which of them are of the open internet."""

import ipaddress
from typing import Final, TypeAlias
from urllib.parse import SplitResult, urlsplit

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS: Final = {"https": 443, "http": 80}
#: All that was ever given to anybody of IPv6 (RFC 4291, 2.4): what Python takes for global reaches further.
_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
#: Ways in which an address of IPv4 hides in one of IPv6: NAT64 (RFC 6052, RFC 8215), 6to4, Teredo, IPv4-compatible.
_TRANSLATED: Final = tuple(
    ipaddress.IPv6Network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)


class AddressRefused(Exception):
    """We do not connect there: the sentence says why."""


def read_address(url: str) -> tuple[SplitResult, str]:
    """Its parts, and its host in lower case. Raises AddressRefused for what is no address of a web server."""
    try:
        parts = urlsplit(url)
        is_shaped = parts.scheme in PORTS and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError as error:
        raise AddressRefused("This is no address of a web server.") from error
    if not is_shaped:
        raise AddressRefused("This is no address of a web server.")
    return parts, (parts.hostname or "").lower()


def is_public(address: Address) -> bool:
    """Whether it may be anybody's: not this machine, no network of somebody's own, nothing that leads into one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address not in _UNICAST or any(address in network for network in _TRANSLATED):
            return False
    return address.is_global and not address.is_multicast
