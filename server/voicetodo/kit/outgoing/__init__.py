"""Requests to addresses that somebody else chose: never into the machine, or the network, that we run in."""

from voicetodo.kit.outgoing.addresses import AddressRefused, is_public, read_address
from voicetodo.kit.outgoing.outgoing import NoAnswer, Outgoing, Reply, Resolve

__all__ = ["AddressRefused", "NoAnswer", "Outgoing", "Reply", "Resolve", "is_public", "read_address"]
