"""Identifiers: UUIDv7 (RFC 9562), so that ids made one after another sort in that order."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh identifier. Clients may make their own the same way."""
    return uuid7()
