"""What a request points at: a task by name, by position or as one of a set, or a whole list."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from voicetodo.language.languages.tables import Language
from voicetodo.language.phrases import Found
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token

Scope = Literal["all", "overdue", "today", "tomorrow", "week", "completed", "last"]


class Pointed(NamedTuple):
    """`is_ours` says that it was called a task, a reminder or a list; `is_list` that a list as a whole is meant."""

    title: tuple[Token, ...] = ()
    list_name: tuple[Token, ...] = ()
    is_ours: bool = False
    is_list: bool = False
    scope: Scope | None = None
    position: int | None = None
    #: Where several are meant ("the first two"), those after `position`.
    more: tuple[int, ...] = ()
    #: Whose tasks they are ("my son's reminders").
    person: tuple[Token, ...] = ()


def read_object(scene: Scene, tokens: Sequence[Token], *, is_asked: bool = False) -> Pointed:
    """Reads `tokens` (moments already taken out).
    What is not understood stays in the title, but for the words of a question.
    """
    language = scene.language
    titles = language.titles
    asked = titles.title_leads | titles.question_noise if is_asked else titles.title_leads
    said = trim(language, tokens, leads=asked)
    if not said:
        said = [token for token in tokens if token.norm in titles.pointers]
    whole = _read_whole_list(scene, said)
    if whole is not None:
        return whole
    said, list_name, has_list = take_place(scene, said)
    pointed = _read_task(scene, trim(language, said) or said)
    if is_asked:
        pointed = pointed._replace(title=tuple(trim(language, pointed.title, leads=asked)))
    return pointed._replace(list_name=list_name, is_ours=pointed.is_ours or has_list)


def take_place(scene: Scene, tokens: Sequence[Token]) -> tuple[Sequence[Token], tuple[Token, ...], bool]:
    """Takes "on my shopping list" out of `tokens`:
    what remains, the list's name (may be empty), and whether there was one.
    """
    clause = scene.clause(tokens)
    words = scene.language.words
    is_pointed = bool(clause.words) and clause.words[-1] in words.place_pointers
    if not clause.owned and scene.list_nouns.isdisjoint(clause.words) and not is_pointed:
        return tokens, (), False
    for start in range(len(tokens)):
        if clause.words[start] not in words.list_prepositions:
            continue
        for _, found in scene.grammar.places.matches(clause, start, whole=False):
            end = found.end
            if "known_list" in found.slots and end < len(tokens) and tokens[end].is_word:
                continue
            while end < len(tokens) and not tokens[end].is_word:
                end += 1
            rest = [*tokens[:start], *tokens[end:]]
            return rest, named_list(scene, tokens, found.slots), True
    return tokens, (), False


def slot(tokens: Sequence[Token], slots: dict[str, tuple[int, int]], *names: str) -> tuple[Token, ...]:
    """The tokens of the first of `names` that the phrase filled."""
    for name in names:
        if name in slots:
            first, last = slots[name]
            return tuple(tokens[first:last])
    return ()


def named_list(scene: Scene, tokens: Sequence[Token], slots: dict[str, tuple[int, int]]) -> tuple[Token, ...]:
    """The name of the list that a phrase found, with what its things are for ("books to read")."""
    first, last = slots.get("list", (0, 0))
    end = last
    if first < last < len(tokens) and tokens[last].norm in scene.language.joints.infinitive:
        end = next((index for index in range(last, len(tokens)) if tokens[index].norm in scene.list_nouns), last)
    if end > last:
        return tuple(tokens[first:end])
    return slot(tokens, slots, "list", "list_of", "known_list", "todo_list")


def trim(
    language: Language,
    tokens: Sequence[Token],
    leads: frozenset[str] | None = None,
    keeps: frozenset[str] = frozenset(),
) -> Sequence[Token]:
    """`tokens` without marks, linking words (or `leads`) and courtesies at either end; marks in `keeps` stay at the
    end.
    """
    leads = language.titles.title_leads if leads is None else leads
    tails = language.titles.title_tails
    first, last = 0, len(tokens)
    while last > first and (not _belongs(tokens[last - 1], keeps) or tokens[last - 1].norm in tails):
        last -= 1
    while first < last and (
        (not tokens[first].is_word and tokens[first].norm not in _OPENING) or tokens[first].norm in leads
    ):
        first += 1
    return tokens[first:last]


_OPENING = frozenset("$€£#@\"“'([*")
_CLOSING = frozenset("%\"”')]+*°€$£")


def _belongs(token: Token, keeps: frozenset[str]) -> bool:
    return token.norm in keeps or token.is_word or token.norm in _CLOSING or ord(token.norm[0]) > 0x2190


def _read_whole_list(scene: Scene, tokens: Sequence[Token]) -> Pointed | None:
    for _, found in scene.grammar.whole_lists.matches(scene.clause(tokens)):
        return Pointed(
            list_name=named_list(scene, tokens, found.slots),
            is_ours=True,
            is_list=True,
        )
    return None


def _read_task(scene: Scene, tokens: Sequence[Token]) -> Pointed:
    """A task by its name, or a position, or a set."""
    language = scene.language
    for frame, found in scene.grammar.tasks.matches(scene.clause(tokens)):
        facts = frame.facts
        title = trim(language, slot(tokens, found.slots, "title"))
        if "<title>" in frame.phrase.source and "{rems}" in frame.phrase.source:
            title = trim(language, title, leads=language.titles.title_leads | language.titles.plain_adjectives)
        more = slot(tokens, found.slots, "more")
        positions = _positions(language, tokens, is_few="few" in facts) if "position" in facts else [None]
        return Pointed(
            title=(*title, *more) if more else tuple(title),
            is_ours="scope" in facts or "position" in facts or is_called_ours(language, tokens),
            scope=cast("Scope | None", facts.get("scope")),
            position=positions[0],
            person=_owner(tokens, found) if "whose" in facts else (),
            more=tuple(position for position in positions[1:] if position is not None),
        )
    return Pointed(title=tuple(tokens))


def _owner(tokens: Sequence[Token], found: Found) -> tuple[Token, ...]:
    """Whose: the kin with the word before that says whose kin it is."""
    first, last = found.slots["kin"]
    return tuple(tokens[max(0, first - 1) : last])


def is_called_ours(language: Language, tokens: Sequence[Token]) -> bool:
    """Whether `tokens` speak of a task, a reminder or a list."""
    words = [token.norm for token in tokens]
    if not language.words.markers.isdisjoint(words):
        return True
    return not language.words.weak_markers.isdisjoint(words) and language.elsewhere.hard.isdisjoint(words)


def _positions(language: Language, tokens: Sequence[Token], *, is_few: bool) -> list[int | None]:
    """The places counted: "the second", "numbers one and three", "the last two" (-2, -1). Never empty."""
    scales = language.scales
    words = [token.norm for token in tokens]
    ordinals = [scales.positions[word] for word in words if word in scales.positions]
    if is_few:
        count = next((scales.few[word] for word in words if word in scales.few), 1)
        is_from_end = bool(ordinals) and ordinals[0] < 0
        return list(range(-count, 0)) if is_from_end else list(range(1, count + 1))
    if ordinals:
        return list(ordinals)
    numbers = [scales.numbers[word] for word in words if word in scales.numbers]
    return list(numbers if not language.joints.and_.isdisjoint(words) else numbers[-1:]) or [None]
