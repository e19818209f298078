"""Which of several days was meant. Pure."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from voicetodo.language import interpret
from voicetodo.language.interpretation import Context
from voicetodo.modules.voice.model import Answer


class Said(msgspec.Struct, frozen=True):
    """Words, and what they are understood by."""

    text: str
    at: datetime
    timezone: str
    known: Context


def the_day(choices: Sequence[Answer], said: Said) -> Answer | None:
    """The answer whose day was named, as "the 4th" where the 4th and the 11th are to choose from; else None."""
    by_day = {due.date: choice for choice in choices for action in choice.actions if (due := action.slots.due)}
    if len(by_day) < 2 or said.text.strip(" .!?").lower().endswith(" one"):  # the second one is no day
        return None
    actions = interpret(f"x {said.text}", said.at, said.timezone, said.known).actions
    due = actions[0].slots.due
    return by_day.get(due.date) if due is not None and len(actions) == 1 else None
