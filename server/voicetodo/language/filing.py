"""Where on a list: "add milk to the dairy section of groceries", "put it under Dairy in Groceries".

Sections are known by the caller's own alone, word for word. What names one is taken out of the words before a request
is read in them, so that the rest reads as it does without; a name that turns out to be of another list was none.
"""

from collections.abc import Sequence

import msgspec

from voicetodo.language.interpretation import Action, KnownSection, Match, Target
from voicetodo.language.languages.tables import WordClasses
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token, spans_of, text_of

_FILED = frozenset({"task.create", "task.update"})


class Filing(msgspec.Struct, frozen=True):
    """The words that name a section, those in which the request is read, and which sections they may mean."""

    named: list[Token]
    rest: list[Token]
    sections: list[KnownSection]


def find_filing(scene: Scene, tokens: Sequence[Token]) -> Filing | None:
    """The first section that is named; None where none is."""
    words = [token.norm for token in tokens]
    for start in range(1, len(tokens)):
        end, sections = scene.names.sections_at(words, start)
        rest = _rest(scene.language.words, tokens, start, end) if sections else None
        if rest is not None:
            return Filing(list(tokens[start:end]), rest, sections)
    return None


def filed(scene: Scene, actions: Sequence[Action], filing: Filing) -> list[Action] | None:
    """`actions`, read in the rest of the words, with the section; None where it is none of the list they name."""
    by_list = {section.list_id: section for section in filing.sections}
    found: list[Action] = []
    for action in actions:
        match = action.slots.list_match
        is_listed = action.intent in _FILED and match is not None and match.id in by_list
        found.append(_with(scene, action, filing, by_list[match.id]) if match and is_listed else action)
    if found != list(actions):
        return found
    # no list is named, so that the section has to tell it
    open_ = [nth for nth, action in enumerate(found) if action.intent in _FILED and _may_be_there(action, filing)]
    if not open_ or len(by_list) > 1:
        return None
    found[open_[-1]] = _with(scene, found[open_[-1]], filing, filing.sections[0])
    return found


def _rest(classes: WordClasses, tokens: Sequence[Token], start: int, end: int) -> list[Token] | None:
    """The words without a section that is named from `start` to `end`; None where it is no section.

    "To [the dairy section of] groceries", "milk [under dairy] in groceries"; where no list follows, the section stands
    for one: "to the dairy list".
    """
    words = [token.norm for token in tokens]
    first = start
    has_noun_after = end < len(words) and words[end] in classes.section_nouns
    has_noun = has_noun_after or words[first - 1] in classes.section_nouns
    if has_noun and not has_noun_after:
        first -= 1
    after = end + has_noun_after
    while first > 1 and words[first - 1] in classes.own:
        first -= 1
    lead = words[first - 1]
    if has_noun and lead in classes.list_prepositions:
        if after + 1 < len(words) and words[after] in classes.section_links:
            return [*tokens[:first], *tokens[after + 1 :]]
        if has_noun_after:
            as_list = tokens[end]._replace(norm=min(classes.list_endings))
            return [*tokens[:end], as_list, *tokens[end + 1 :]]
        return [*tokens[: first - 1], *tokens[after:]]
    return [*tokens[: first - 1], *tokens[after:]] if lead in classes.section_leads else None


def _may_be_there(action: Action, filing: Filing) -> bool:
    """Whether it names no list, or the section as if that were one."""
    spans = action.spans.get("list", [])
    start, end = filing.named[0].start, filing.named[-1].end
    return action.slots.list is None or any(first < end and start < last for first, last in spans)


def _with(scene: Scene, action: Action, filing: Filing, section: KnownSection) -> Action:
    slots, spans = action.slots, {**action.spans, "section": spans_of(scene.text, filing.named)}
    if slots.list_match is None or slots.list_match.id != section.list_id:
        slots = msgspec.structs.replace(slots, list=None, list_match=_list_of(scene, section))
        spans.pop("list", None)
    named = text_of(scene.text, filing.named)
    slots = msgspec.structs.replace(slots, section=named, section_match=Match(section.id, section.name, 1.0))
    if action.intent == "task.create" and slots.title is None and _points(scene, filing):
        slots = msgspec.structs.replace(slots, target=Target(scope="last"))
        return msgspec.structs.replace(action, intent="task.update", slots=slots, spans=spans)
    return msgspec.structs.replace(action, slots=slots, spans=spans)


def _points(scene: Scene, filing: Filing) -> bool:
    """Whether what is to be filed was spoken of before ("put it under Dairy")."""
    pointers = scene.language.words.place_pointers | scene.language.titles.pointers
    return any(token.norm in pointers for token in filing.rest)


def _list_of(scene: Scene, section: KnownSection) -> Match | None:
    named = next((each.name for each in scene.context.lists if each.id == section.list_id), None)
    return None if named is None else Match(section.list_id, named, 1.0)
