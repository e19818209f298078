"""Where documents lie: in an owner's space and, a narrower place, in a category of it."""

from uuid import UUID


def space(owner_id: UUID) -> str:
    """All that is this owner's."""
    return str(owner_id)


def place(owner_id: UUID, category_id: UUID) -> str:
    """Ids are their owners' own: two owners may have a category of the same id."""
    return f"{owner_id}/{category_id}"


def owner_in(scope: str) -> str:
    """Whose space it is, or is in. What documents are routed by."""
    return scope.partition("/")[0]
