"""Where something was typed: the list or the day that new tasks take from there."""

from datetime import date
from uuid import UUID

import msgspec

from voicetodo.language.interpretation import Action, Context, Match, Moment, Slots


class Room(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a new task takes from the room it was typed in, where the words say nothing of it."""

    category_id: UUID | None = None
    #: As it is called where the words were typed.
    day: date | None = None


def in_room(action: Action, room: Room, known: Context) -> Action:
    """As it is meant there. A list that is not among the speaker's, as it went meanwhile, is the same as none."""
    if action.intent != "task.create":
        return action
    slots = action.slots
    if room.day is not None and slots.due is None:
        slots = msgspec.structs.replace(slots, due=Moment(room.day.isoformat()))
    if room.category_id is not None and slots.list is None:
        slots = _on_list(slots, room.category_id, known)
    return msgspec.structs.replace(action, slots=slots)


def _on_list(slots: Slots, category_id: UUID, known: Context) -> Slots:
    found = next((each for each in known.lists if each.id == str(category_id)), None)
    if found is None:
        return slots
    return msgspec.structs.replace(slots, list=found.name, list_match=Match(id=found.id, name=found.name, score=1.0))
