"""Words that sound like others, where only the other can be meant: "add by milk", "priority to height"."""

from collections.abc import Sequence

from voicetodo.language.clauses import is_item, past_openers
from voicetodo.language.english import mishearings
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token


def without_mishearings(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` as they were meant."""
    heard = list(tokens)
    words = [token.norm for token in tokens]
    start = -1
    for index, token in enumerate(tokens):
        if token.norm in mishearings.BUY:
            if start < 0:
                start = past_openers(scene, scene.clause(tokens), 0)
            if _means_buy(scene, tokens, index, is_first=index == start):
                heard[index] = token._replace(norm="buy", meant="Buy" if index == start else "buy")
        elif token.norm in mishearings.LEVELS and _is_level(words, index):
            level = mishearings.LEVELS[token.norm]
            heard[index] = token._replace(norm=level, meant=level)
        elif token.norm == "too" and index + 1 < len(tokens) and _is_aim(scene, tokens[index + 1]):
            heard[index] = token._replace(norm="to", meant="to")
    return heard


def _means_buy(scene: Scene, tokens: Sequence[Token], index: int, *, is_first: bool) -> bool:
    after = tokens[index + 1 :]
    if not after or not after[0].is_word or after[0].start in scene.moments or tokens[index].start in scene.moments:
        return False
    before = tokens[index - 1].norm if index else ""
    is_certain = tokens[index].norm == "by" and (is_first or before in mishearings.BEFORE_BUY)
    if is_certain and after[0].norm not in mishearings.NOT_BOUGHT:
        return " ".join(token.norm for token in after[:2]) not in mishearings.NOT_BOUGHT
    return (is_first or before in mishearings.BEFORE_BUY_ITEMS) and any(is_item(after[:width]) for width in (1, 2))


def _is_level(words: Sequence[str], index: int) -> bool:
    """Only a level of priority can stand here."""
    if words[index + 1 : index + 2] == ["priority"]:
        return True
    return "priority" in words[:index] and words[index - 1] in mishearings.BEFORE_LEVELS


def _is_aim(scene: Scene, after: Token) -> bool:
    """A day or a list follows, so that "too" was "to"."""
    return after.start in scene.moments or after.norm in mishearings.OWNING
