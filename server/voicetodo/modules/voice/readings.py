"""What was heard, read as it makes most sense: the recogniser's other readings count where the first leads nowhere."""

from typing import Final

import msgspec

from voicetodo.language import interpret
from voicetodo.language.interpretation import Action, Context, Interpretation
from voicetodo.modules.voice.hearing import Heard, Utterance
from voicetodo.modules.voice.model import nothing_heard

#: A name found less surely than this may have been misheard.
_SURE: Final = 0.9
#: How much better another reading must fit: the recogniser had its reasons for the first.
_MARGIN: Final = 0.15


def understood(heard: Heard, known: Context, said: Utterance) -> tuple[Heard, Interpretation]:
    """The words as they are best taken, and what they mean.

    Another reading replaces the first only where it names something of the speaker's own, is surely a task, or means
    something at all, and the first does not.
    """
    if not heard.text.strip():
        return heard, nothing_heard()
    best, interpretation = heard, _read(heard, known, said)
    if not heard.alternatives or _fit(interpretation) >= _SURE:
        return best, interpretation
    for text in heard.alternatives:
        other = msgspec.structs.replace(heard, text=text, alternatives=())
        reading = _read(other, known, said)
        if _fit(reading) > _fit(interpretation) + _MARGIN:
            best, interpretation = other, reading
    return best, interpretation


def _read(heard: Heard, known: Context, said: Utterance) -> Interpretation:
    return interpret(
        heard.text,
        heard.said_at,
        heard.timezone,
        known,
        literal_spans=said.literal_spans,
        quick_add=said.quick_add,
    )


def _fit(interpretation: Interpretation) -> float:
    """0 where nothing is understood, 1 where everything named is the speaker's; the weakest action counts."""
    return min(_fit_of(action) for action in interpretation.actions)


def _fit_of(action: Action) -> float:
    if action.intent == "other":
        return 0.0
    # a task that is said at once is known by its verb: "emailed the invoice" is likelier "email the invoice" misheard
    slots, fits = action.slots, [action.confidence if action.intent == "task.create" else 1.0]
    if slots.target is not None and slots.target.text is not None:
        fits.append(slots.target.matches[0].score if slots.target.matches else 0.3)
    if slots.list is not None and action.intent != "list.create":
        fits.append(slots.list_match.score if slots.list_match else 0.5)
    return min(fits)
