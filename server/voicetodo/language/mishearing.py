"""Words that sound like others, where only the other can be meant: "add by milk", "priority to height"."""

from collections.abc import Sequence

from voicetodo.language.clauses import past_openers
from voicetodo.language.languages.hearing import Mishearings
from voicetodo.language.scene import Scene
from voicetodo.language.things import is_item
from voicetodo.language.tokens import Token


def without_mishearings(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` as they were meant."""
    mishearings = scene.language.mishearings
    heard = list(tokens)
    words = [token.norm for token in tokens]
    start = -1
    for index, token in enumerate(tokens):
        if token.norm in mishearings.buy:
            if start < 0:
                start = past_openers(scene, scene.clause(tokens), 0)
            if _means_buy(scene, tokens, index, is_first=index == start):
                said = mishearings.buy_meant
                heard[index] = token._replace(norm=said, meant=said.capitalize() if index == start else said)
        elif token.norm in mishearings.two and _is_count(scene, tokens, index):
            heard[index] = token._replace(norm=mishearings.two_meant, meant=mishearings.two_meant)
        elif token.norm in mishearings.things and _is_bought(scene, words, index):
            meant = mishearings.things[token.norm]
            heard[index] = token._replace(norm=meant, meant=meant)
        elif token.norm in mishearings.levels and _is_level(mishearings, words, index):
            level = mishearings.levels[token.norm]
            heard[index] = token._replace(norm=level, meant=level)
        elif token.norm in mishearings.towards and index + 1 < len(tokens) and _is_towards(scene, tokens, index):
            heard[index] = token._replace(norm=mishearings.towards_meant, meant=mishearings.towards_meant)
    return heard


def _means_buy(scene: Scene, tokens: Sequence[Token], index: int, *, is_first: bool) -> bool:
    after = tokens[index + 1 :]
    if not after or not after[0].is_word or after[0].start in scene.moments or tokens[index].start in scene.moments:
        return False
    mishearings = scene.language.mishearings
    before = tokens[index - 1].norm if index else ""
    is_certain = tokens[index].norm in mishearings.surely_buy and (is_first or before in mishearings.before_buy)
    if is_certain and after[0].norm not in mishearings.not_bought:
        return " ".join(token.norm for token in after[:2]) not in mishearings.not_bought
    return (is_first or before in mishearings.before_buy_items) and any(
        is_item(scene.language.pantry, after[:width]) for width in (1, 2)
    )


def _is_count(scene: Scene, tokens: Sequence[Token], index: int) -> bool:
    """Only a number can stand here ("buy to apples", "add too lemons to the list")."""
    mishearings = scene.language.mishearings
    is_asked = index > 0 and tokens[index - 1].norm in mishearings.before_two
    after = tokens[index + 1 : index + 2]
    if not is_asked or not after or not after[0].norm.endswith(mishearings.plural_endings):
        return False
    is_named = after[0].norm in scene.language.words.likely_lists or scene.names.find_list(after[0].norm) is not None
    return not is_named and is_item(scene.language.pantry, after)


def _is_bought(scene: Scene, words: Sequence[str], index: int) -> bool:
    """Whether the word is one of several things for a shopping list, so that it is what it sounds like ("flower")."""
    mishearings = scene.language.mishearings
    before = words[index - 1] if index else ""
    after = words[index + 1] if index + 1 < len(words) else ""
    stands_alone = before in mishearings.before_things and after in mishearings.after_things
    return stands_alone and not scene.language.pantry.shopping_lists.isdisjoint(words)


def _is_level(mishearings: Mishearings, words: Sequence[str], index: int) -> bool:
    """Only a level of priority can stand here."""
    if index + 1 < len(words) and words[index + 1] in mishearings.levelled:
        return True
    return not mishearings.levelled.isdisjoint(words[:index]) and words[index - 1] in mishearings.before_levels


def _is_towards(scene: Scene, tokens: Sequence[Token], index: int) -> bool:
    """Whether "too" was "to": before a day or a list, or before what is to be done ("remind me 2 call mom")."""
    after = tokens[index + 1]
    if tokens[index].start in scene.moments:
        return False
    if index and tokens[index - 1].norm in scene.language.mishearings.before_acts:
        return after.norm in scene.language.verbs.todo_verbs
    if tokens[index].norm[0].isdigit():
        return after.norm in scene.language.mishearings.owning
    return _is_aim(scene, after)


def _is_aim(scene: Scene, after: Token) -> bool:
    """A day or a list follows, so that "too" was "to"."""
    return after.start in scene.moments or after.norm in scene.language.mishearings.owning
