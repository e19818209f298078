"""When the words themselves leave two readings open, a short question with both as answers."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from voicetodo.language.interpretation import Action, Clarification, Moment, Option
from voicetodo.language.reply import say_moment
from voicetodo.language.scene import Scene


def clarify(scene: Scene, actions: Sequence[Action]) -> Clarification | None:
    """A question where two days were offered ("on the 4th or the 11th"); None where the words are clear."""
    mentions = list({id(mention): mention for mention in scene.moments.values()}.values())
    for first, second in pairwise(mentions):
        between = scene.text[first.end : second.start].strip().lower()
        if between in scene.language.replies.or_words and first.date and second.date and len(actions) == 1:
            moments = (Moment(first.date, first.time or second.time), Moment(second.date, second.time or first.time))
            return _between(scene, actions[0], moments)
    return None


def _between(scene: Scene, action: Action, moments: tuple[Moment, Moment]) -> Clarification | None:
    if action.slots.due is None:
        return None
    labels = [say_moment(moment, scene.now, scene.language.code) for moment in moments]
    options = tuple(
        Option(label, (msgspec.structs.replace(action, slots=msgspec.structs.replace(action.slots, due=moment)),))
        for label, moment in zip(labels, moments, strict=True)
    )
    return Clarification(scene.language.replies.which_day.format(first=labels[0], second=labels[1]), options)
