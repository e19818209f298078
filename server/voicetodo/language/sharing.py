"""Several things of one kind, each with a moment of its own: "call mom tomorrow, dad on Friday and Bob next week"."""

from collections.abc import Sequence

from voicetodo.language.objects import trim
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token

_LONGEST = 6


def parts_with_moments(scene: Scene, tokens: Sequence[Token], title: Sequence[Token]) -> list[list[Token]]:
    """`title` parted so that each has its own moment, the verb of the first before each; empty where they do not.

    Each part holds the words of its moment too. `tokens` are all words of the request that `title` is of.
    """
    if len(scene.moments_in(title)) < 2:
        return []
    parts = _parts(scene, title)
    if len(parts) < 2 or len({id(scene.moments_in(part)[0]) for part in parts if scene.moments_in(part)}) < len(parts):
        return []
    verbs, restarts = scene.language.verbs.todo_verbs, scene.language.joints.restarts
    named = [trim(scene.language, scene.without_moments(part)) for part in parts]
    if any(not name or len(name) > _LONGEST or name[0].norm in restarts for name in named):
        return []
    before = [token.norm for token in tokens if token.start < title[0].start][-1:]
    is_thing = not scene.language.speech.articles.isdisjoint(before)
    is_act = named[0][0].norm in verbs and len(named[0]) > 1 and not is_thing
    if any(name[0].norm in verbs for name in named[1:]) or any(scene.moments_in(part)[1:] for part in parts):
        return []
    verb = [named[0][0]] if is_act else []
    return [parts[0], *([*verb, *part] for part in parts[1:])]


def _parts(scene: Scene, title: Sequence[Token]) -> list[list[Token]]:
    """`title` parted at "and" and commas outside its moments."""
    parts: list[list[Token]] = [[]]
    for token in title:
        is_between = token.norm == "," or token.norm in scene.language.joints.and_
        if is_between and token.start not in scene.moments:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if any(token.is_word for token in part)]
