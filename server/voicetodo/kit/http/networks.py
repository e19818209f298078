"""What one subscriber has of the internet, under which they are counted."""

import ipaddress


def network_of(address: str) -> str:
    """An address of IPv4 as it is, or the first half of one of IPv6: of the other half everybody has all there is."""
    if ":" not in address:
        return address
    try:
        found = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
