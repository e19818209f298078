"""When the words themselves leave two readings open, a short question with both as answers."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from voicetodo.language.interpretation import Action, Clarification, Moment, Option
from voicetodo.language.reply import say_moment
from voicetodo.language.scene import Scene
from voicetodo.language.time import TimeMention

#: From this share on, another reading is worth a question; what most people mean is simply done.
_CLOSE = 0.45


def clarify(scene: Scene, actions: Sequence[Action]) -> Clarification | None:
    """A question where two days were offered ("on the 4th or the 11th") or as many people mean another one as not.

    None where the words are clear enough.
    """
    mentions = scene.mentions
    for first, second in pairwise(mentions):
        between = scene.text[first.end : second.start].strip().lower()
        if between in scene.language.replies.or_words and first.date and second.date and len(actions) == 1:
            moments = (Moment(first.date, first.time or second.time), Moment(second.date, second.time or first.time))
            return _between(scene, actions[0], moments)
    if scene.is_spoken and len(mentions) == 1 and len(actions) == 1:
        return _either(scene, actions[0], mentions[0])
    return None


def _either(scene: Scene, action: Action, mention: TimeMention) -> Clarification | None:
    """The month or the day first, where nothing tells how somebody writes dates ("on 3/4")."""
    other = mention.alternatives[0] if mention.alternatives else None
    due = action.slots.due
    if other is None or other.score < _CLOSE or due is None or due.date != mention.date:
        return None
    day, _, clock = other.value.partition("T")
    return _between(scene, action, (due, Moment(day, clock or due.time)))


def _between(scene: Scene, action: Action, moments: tuple[Moment, Moment]) -> Clarification | None:
    if action.slots.due is None:
        return None
    labels = [say_moment(moment, scene.now, scene.language.code) for moment in moments]
    options = tuple(
        Option(label, (msgspec.structs.replace(action, slots=msgspec.structs.replace(action.slots, due=moment)),))
        for label, moment in zip(labels, moments, strict=True)
    )
    return Clarification(scene.language.replies.which_day.format(first=labels[0], second=labels[1]), options)
