"""Where one request ends and the next begins, and where one request names several things."""

from collections.abc import Sequence

from voicetodo.language.english import pantry, verbs
from voicetodo.language.objects import trim
from voicetodo.language.phrases import Clause
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token

_STOPS = frozenset(".!?;")
_JOINTS = frozenset({"and", "then", "also", "plus", "but", ",", "-", "–", "—", ":"})
_BETWEEN_THINGS = frozenset({"and", ",", "&", "plus", ";"})


def split_requests(scene: Scene, tokens: Sequence[Token]) -> list[list[Token]]:
    """`tokens` cut before every word that clearly begins a new request."""
    clause = scene.clause(tokens)
    cuts = [0]
    for index in range(1, len(tokens)):
        before = clause.words[index - 1]
        if before not in _STOPS and before not in _JOINTS:
            continue
        start = past_openers(scene, clause, index)
        lead = past_openers(scene, clause, cuts[-1])
        if index <= lead and before not in _STOPS:
            continue
        if clause.moments.get(lead, 0) >= index - 1:
            continue
        if start < len(tokens) and _begins_request(scene, clause, cuts[-1], start, is_stop=before in _STOPS):
            cuts.append(index)
    return [
        list(piece)
        for first, last in zip(cuts, [*cuts[1:], len(tokens)], strict=True)
        if (piece := _without_joints(tokens[first:last]))
    ]


def past_openers(scene: Scene, clause: Clause, start: int) -> int:
    """Where the request proper begins after "um", "hey", "can you please" …"""
    while start < len(clause.words):
        ends = [found.end for _, found in scene.grammar.openers.matches(clause, start, whole=False)]
        if not ends and clause.words[start] in {",", ".", "!", "…", "-", "–", "—", ":", ";"}:
            ends = [start + 1]
        if not ends:
            return start
        start = max(ends)
    return start


def _begins_request(scene: Scene, clause: Clause, first: int, start: int, *, is_stop: bool) -> bool:
    """Whether the words from `start` ask for something of their own; `first` is where the request before them began."""
    words = clause.words
    for frame, _ in scene.grammar.starts.matches(clause, start, whole=False):
        if "list" not in frame.facts or is_stop:
            return True
        begins = any(scene.grammar.starts.matches(clause, past_openers(scene, clause, first), whole=False))
        places = first if begins and "remind" not in words[first:start] else start
        if not scene.list_nouns.isdisjoint(words[places:]) or any(place >= places for place in clause.owned):
            return True
    if words[start - 1] == "and" and words[start] in _DEEDS and _tells_deeds(words, past_openers(scene, clause, first)):
        return True
    at = clause.moments.get(start, start)
    if at > start and at < len(words) and words[at] in {",", "to"}:
        at += 1
    if at + 1 >= len(words) or words[at] not in verbs.TODO_VERBS:
        return False
    if (
        is_stop
        or at > start
        or (words[start - 1] == "then" and words[past_openers(scene, clause, first)] in verbs.TODO_VERBS)
    ):
        return True
    before = any(first <= place < start for place in clause.moments)
    end = _end_of_part(words, at)
    return before and any(at < place < end for place in clause.moments)


#: Past forms that are nothing else ("read" and "put" may be what is still to be done).
_DEEDS = frozenset(past for past, verb in verbs.PAST.items() if past != verb)


def _tells_deeds(words: Sequence[str], start: int) -> bool:
    """Whether the request from `start` tells what was done ("I paid the rent")."""
    return words[start] in {"i", "we"} and not _DEEDS.isdisjoint(words[start + 1 : start + 4])


def _end_of_part(words: Sequence[str], start: int) -> int:
    for index in range(start, len(words)):
        if words[index] in _STOPS or words[index] in {"and", "then"}:
            return index
    return len(words)


def _without_joints(tokens: Sequence[Token]) -> Sequence[Token]:
    last = len(tokens)
    while last and (
        (not tokens[last - 1].is_word and tokens[last - 1].norm in _JOINTS | _STOPS - {"?"})
        or tokens[last - 1].norm in _TRAILING
    ):
        last -= 1
    return tokens[:last]


_TRAILING = frozenset({"and", "then", "also", "plus", "oh", "but", "so"})


def split_things(tokens: Sequence[Token], list_words: Sequence[str], *, has_moment: bool = False) -> list[list[Token]]:
    """The single things in "milk, eggs and bread".
    One part where the words belong together or nothing says that they do not.
    """
    parts = _parts(tokens)
    if len(parts) == 1:
        return (None if has_moment and not list_words else _run_of_items(tokens)) or parts
    if any(len(part) > 5 for part in parts):
        return [list(tokens)]
    acts = [part[0].norm in verbs.TODO_VERBS and len(part) > 1 for part in parts]
    alone = [part[0].norm in verbs.TODO_VERBS and len(part) == 1 and part[0].norm not in pantry.ITEMS for part in parts]
    if any(alone):
        return [list(tokens)]
    if all(acts) and (len(parts) > 2 or not has_moment):
        return parts
    if has_moment and not list_words:
        return [list(tokens)]
    if any(acts):
        return [list(tokens)]
    is_shopping = not pantry.SHOPPING_LISTS.isdisjoint(list_words)
    if is_shopping or sum(is_item(part) for part in parts) * 2 > len(parts):
        return [item for part in parts for item in _run_of_items(part) or [part]]
    return [list(tokens)]


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if token.norm in _BETWEEN_THINGS and not _is_pair(tokens, index):
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(token)
    trimmed = [list(trim(part, leads=_PART_LEADS)) for part in parts]
    return [part for part in trimmed if part] or [list(tokens)]


_PART_LEADS = frozenset({"and", "also", "some", "a", "an", "the", "then", "to"})


def _is_pair(tokens: Sequence[Token], index: int) -> bool:
    if tokens[index].norm not in {"and", "&"} or not 0 < index < len(tokens) - 1:
        return False
    return (tokens[index - 1].norm, tokens[index + 1].norm) in pantry.PAIRS


def is_item(part: Sequence[Token]) -> bool:
    """Whether the part names something people buy: as a whole, or by its last words ("red onions")."""
    words = [token.norm for token in part]
    return " ".join(words) in pantry.ITEMS or words[-1] in pantry.ITEMS or " ".join(words[-2:]) in pantry.ITEMS


def _is_made_of(words: Sequence[str]) -> bool:
    """ "chicken soup": the first of two things says what the second is made of."""
    return len(words) == 2 and words[0] in pantry.INGREDIENTS and words[1] in pantry.MADE


def _run_of_items(tokens: Sequence[Token]) -> list[list[Token]] | None:
    """ "milk eggs bread" without anything between: things known by name, one after the other, and at least two."""
    items: list[list[Token]] = []
    index = 0
    while index < len(tokens):
        for width in (2, 1):
            piece = tokens[index : index + width]
            words = [token.norm for token in piece]
            if len(piece) == width and (" ".join(words) in pantry.ITEMS or _is_made_of(words)):
                items.append(list(piece))
                index += width
                break
        else:
            return None
    return items if len(items) > 1 else None
