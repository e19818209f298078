"""Where something came from, as far as its address tells by itself: nobody is asked where on earth an address is."""

import ipaddress
from typing import Literal

Place = Literal["this_machine", "home_network", "internet_ipv4", "internet_ipv6", "unknown"]


def place_of(address: str) -> Place:
    """The class of the address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return "this_machine"
    if found.is_global:
        return "internet_ipv4" if found.version == 4 else "internet_ipv6"
    return "home_network" if found.is_private else "unknown"
