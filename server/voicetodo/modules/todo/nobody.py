"""What is said of somebody who has no account any more, in what others keep."""

from typing import Any, Final
from uuid import UUID

#: In the place of whoever is not here any more: an id that nobody has.
NOBODY: Final = UUID(int=0)
_PERSONS: Final = ("assignee", "assignee_id")


def without(value: Any, person_id: UUID) -> Any:
    """A JSON value without this person: their id is NOBODY's, and what they are to do is nobody's to do.

    In changes (`{"field": [before, after]}`) who was to do it is left out, so that nothing brings them back.
    """
    return _without(value, str(person_id))


def _without(value: Any, person: str) -> Any:
    if value == person:
        return str(NOBODY)
    if isinstance(value, list):
        return [_without(each, person) for each in value]
    if isinstance(value, dict):
        return {key: _without(each, person) for key, each in _released(value, person).items()}
    return value


def _released(value: dict[str, Any], person: str) -> dict[str, Any]:
    assigned = value.get("assignee_id")
    if assigned == person:
        return {**value, "assignee": None, "assignee_id": None}
    if isinstance(assigned, list) and person in assigned:
        return {key: each for key, each in value.items() if key not in _PERSONS}
    return value
