"""Where one request names several things."""

from collections.abc import Collection, Sequence

from voicetodo.language.infinitive import is_act
from voicetodo.language.languages.tables import Language, Pantry
from voicetodo.language.objects import trim
from voicetodo.language.tokens import Token

_MARKS_BETWEEN_THINGS = frozenset({",", "&", ";"})


def split_things(
    language: Language, tokens: Sequence[Token], list_words: Collection[str], *, has_moment: bool = False
) -> list[list[Token]]:
    """The single things in "milk, eggs and bread".
    One part where the words belong together or nothing says that they do not.
    """
    verbs, pantry = language.verbs, language.pantry
    parts = _parts(language, tokens)
    if len(parts) == 1:
        return (None if has_moment and not list_words else _run_of_items(pantry, tokens)) or parts
    if any(len(part) > 5 for part in parts):
        return [list(tokens)]
    acts = [is_act(verbs, [token.norm for token in part]) for part in parts]
    alone = [part[0].norm in verbs.todo_verbs and len(part) == 1 and part[0].norm not in pantry.items for part in parts]
    if any(alone):
        return [list(tokens)]
    is_row = len(parts) > 2 or any(token.norm == "," for token in tokens)
    if all(acts) and (is_row or not has_moment):
        return parts
    if has_moment and not list_words:
        return [list(tokens)]
    if any(acts):
        return [list(tokens)]
    is_shopping = not pantry.shopping_lists.isdisjoint(list_words)
    if is_shopping or sum(is_item(pantry, part) for part in parts) * 2 > len(parts):
        return [item for part in parts for item in _run_of_items(pantry, part) or [part]]
    return [list(tokens)]


def _parts(language: Language, tokens: Sequence[Token]) -> list[list[Token]]:
    joints = language.joints
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        is_between = token.norm in _MARKS_BETWEEN_THINGS or token.norm in joints.between_things
        if is_between and not _is_pair(language, tokens, index):
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(token)
    trimmed = [list(trim(language, part, leads=joints.part_leads)) for part in parts]
    return [part for part in trimmed if part] or [list(tokens)]


def _is_pair(language: Language, tokens: Sequence[Token], index: int) -> bool:
    joint = tokens[index].norm
    if (joint != "&" and joint not in language.joints.and_) or not 0 < index < len(tokens) - 1:
        return False
    return (tokens[index - 1].norm, tokens[index + 1].norm) in language.pantry.pairs


def is_item(pantry: Pantry, part: Sequence[Token]) -> bool:
    """Whether the part names something people buy: as a whole, or by its last words ("red onions")."""
    words = [token.norm for token in part]
    return " ".join(words) in pantry.items or words[-1] in pantry.items or " ".join(words[-2:]) in pantry.items


def _is_made_of(pantry: Pantry, words: Sequence[str]) -> bool:
    """ "chicken soup": the first of two things says what the second is made of."""
    return len(words) == 2 and words[0] in pantry.ingredients and words[1] in pantry.made


def _run_of_items(pantry: Pantry, tokens: Sequence[Token]) -> list[list[Token]] | None:
    """ "milk eggs bread" without anything between: things known by name, one after the other, and at least two."""
    items: list[list[Token]] = []
    index = 0
    while index < len(tokens):
        for width in (2, 1):
            piece = tokens[index : index + width]
            words = [token.norm for token in piece]
            if len(piece) == width and (" ".join(words) in pantry.items or _is_made_of(pantry, words)):
                items.append(list(piece))
                index += width
                break
        else:
            return None
    return items if len(items) > 1 else None
