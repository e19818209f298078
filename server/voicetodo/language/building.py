"""The actions of each intent, out of the words of a request and the phrase that fits them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import cast

import msgspec

from voicetodo.language import slots as fields
from voicetodo.language.creating import fill_create
from voicetodo.language.grammar import Frame
from voicetodo.language.interpretation import Action, Query, Target
from voicetodo.language.languages.tables import Language
from voicetodo.language.names import LEAST_OWNED
from voicetodo.language.objects import Pointed, Scope, named_list, slot, trim
from voicetodo.language.phrases import Found
from voicetodo.language.pointing import point, point_also
from voicetodo.language.qualities import take_label, take_qualities, take_quality
from voicetodo.language.questions import days_of, query_of
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.things import is_item, split_things
from voicetodo.language.tokens import Token, text_of
from voicetodo.language.updates import fill_update


def _create(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    """One task, or several where the title names several things."""
    scene = draft.scene
    language = scene.language
    title = (
        *slot(tokens, found.slots, "title", "goods"),
        *slot(tokens, found.slots, "more"),
        *slot(tokens, found.slots, "when"),
    )
    if "whole" in frame.facts:
        if not scene.list_nouns.isdisjoint(token.norm for token in tokens):
            return None
        title = tuple(tokens)
        draft.confidence = 0.75
    if frame.facts.get("only") == "items" and not _are_items(language, title):
        return None
    if frame.mode == "calm" and title and title[0].norm in language.words.list_prepositions:
        return None
    if "<person>" in frame.phrase.source:
        person = trim(language, slot(tokens, found.slots, "person"))
        if frame.facts.get("person") == "someone" and not _is_someone(language, person):
            return None
        fields.put_person(draft, "person", person)
    place = _without_day(scene, named_list(scene, tokens, found.slots))
    draft.put_list(place)
    if "{a_level}" in frame.phrase.source:
        fields.take_priority(draft, tokens[: found.slots["title"][0]])
    at = next((index for index, token in enumerate(tokens) if token in place), 0)
    has_lead = at > 0 and tokens[at - 1].norm in language.words.list_prepositions
    said = [*tokens[: at - has_lead], *(token for token in tokens[at:] if token not in place)]
    if "person" not in draft.fields or not title:
        return fill_create(draft, said, title)
    return [_told(draft, said, title, found)]


def _without_day(scene: Scene, place: Sequence[Token]) -> Sequence[Token]:
    """A list without the day it is for ("tomorrow's to do list"), unless the caller's list is called so."""
    possessives = scene.language.spelling.possessives
    named = [token for token in place if token.start not in scene.moments or not token.norm.endswith(possessives)]
    return place if scene.names.find_list(text_of(scene.text, place)) else named


def _are_items(language: Language, tokens: Sequence[Token]) -> bool:
    """Whether all that is named is from shopping lists."""
    pantry = language.pantry
    return all(is_item(pantry, part) for part in split_things(language, tokens, pantry.shopping_lists))


def _told(draft: Draft, tokens: Sequence[Token], errand: Sequence[Token], found: Found) -> Action:
    """A todo that somebody is to be told of: its title keeps who ("Remind Sarah to send the slides")."""
    whole = Draft(draft.scene, draft.intent, draft.confidence)
    whole.lead = draft.lead
    whole.fields.update(draft.fields)
    whole.spans.update(draft.spans)
    verbs = draft.scene.language.verbs
    is_passed_on = tokens[0].norm.startswith(verbs.remind_stems) or tokens[0].norm in verbs.send
    first = 0 if is_passed_on else found.slots["person"][0]
    action = fill_create(whole, tokens, tokens[first:])[0]
    told = fill_create(draft, tokens, errand)[0]
    slots = msgspec.structs.replace(action.slots, errand=told.slots.title)
    return msgspec.structs.replace(action, slots=slots)


def _is_someone(language: Language, tokens: Sequence[Token]) -> bool:
    """Whether "for …" names a person: one capitalised or short name rather than a thing."""
    if not 0 < len(tokens) <= 2:
        return False
    first = tokens[0].norm
    return first.isalpha() and first not in language.titles.not_a_person and first not in language.verbs.todo_verbs


def _target(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    """Completing, reopening, deleting."""
    said = slot(tokens, found.slots, "object", "title")
    verb = None
    if said and "object" in found.slots:
        before = tokens[found.slots["object"][0] - 1].norm if found.slots["object"][0] else ""
        is_past = "{did}" in frame.phrase.source or "{past}" in frame.phrase.source
        past = draft.scene.language.verbs.past
        behind = tokens[found.slots["object"][1]].norm if found.slots["object"][1] < len(tokens) else ""
        verb = past.get(before, past.get(behind)) if is_past else None
    if "object" in found.slots and not any(token.is_word for token in said):
        return None
    pointed = point(draft, said, verb, done=draft.intent == "task.reopen")
    point_also(draft, slot(tokens, found.slots, "also"), verb, done=draft.intent == "task.reopen")
    draft.put_list(named_list(draft.scene, tokens, found.slots))
    draft.is_ours = draft.is_ours or "list" in draft.fields
    fields.put_moments(draft, tokens)
    scope = frame.facts.get("scope") or _scope_of_day(draft, pointed)
    if scope is not None and "title" not in draft.fields:
        first, last = days_of(draft) if scope == "all" else (None, None)
        target = cast("Target", draft.fields.get("target") or Target())
        whole = msgspec.structs.replace(target, scope=cast("Scope", scope), position=None)
        draft.put("target", msgspec.structs.replace(whole, date_from=first, date_to=last))
    if "empties" in frame.facts and ("title" in draft.fields or "list" not in draft.fields):
        return None
    if pointed.is_list and draft.intent == "task.delete" and not frame.facts.get("empties"):
        draft.intent = "list.delete"
        draft.fields.pop("target", None)
    return draft.actions()


def _skip(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    """Passing over the next date of what repeats; of what is not known only "this time" or beside what is ours, as
    people skip songs, too.
    """
    said = slot(tokens, found.slots, "object")
    if not any(token.is_word for token in said):
        return None
    point(draft, said)
    fields.put_moments(draft, tokens)
    if any(mention.kind not in _DAYS or mention.role != "due" for mention in draft.mentions):
        return None
    target = cast("Target", draft.fields["target"])
    is_known = target.text is None or (bool(target.matches) and target.matches[0].score >= LEAST_OWNED)
    hard = draft.scene.language.elsewhere.hard
    is_ours = "once" in frame.facts or draft.scene.is_among_commands
    if not is_known and (not is_ours or not hard.isdisjoint(token.norm for token in tokens)):
        return None
    if draft.mentions:
        first, last = days_of(draft)
        draft.fields["target"] = msgspec.structs.replace(target, date_from=first, date_to=last)
        draft.more = tuple(
            (msgspec.structs.replace(each, date_from=first, date_to=last), named) for each, named in draft.more
        )
    return draft.actions()


#: Of a moment that says which date of a task is meant.
_DAYS = frozenset({"date", "range"})


def _scope_of_day(draft: Draft, pointed: Pointed) -> str | None:
    """ "All tasks for today": the set is that day's."""
    if pointed.title or pointed.position is not None or not draft.mentions:
        return None
    first, last = days_of(draft)
    today = draft.scene.now.date()
    named = {today.isoformat(): "today", (today + timedelta(days=1)).isoformat(): "tomorrow"}
    return named.get(first or "", "all") if first == last else "all"


def _query(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    said = slot(tokens, found.slots, "object", "title")
    if frame.facts.get("only") == "items" and not _are_items(draft.scene.language, said):
        return None
    place = named_list(draft.scene, tokens, found.slots)
    marked = take_qualities(draft, [token for token in tokens if token not in place])
    said = tuple(token for token in said if token not in marked)
    if frame.facts.get("only") == "label":
        named = trim(draft.scene.language, draft.scene.without_moments(said))
        if not (take_quality(draft, named) if named else marked):
            return None
        said = ()
    pointed = _asked_about(draft, said)
    draft.put_list(place)
    draft.is_ours = draft.is_ours or "list" in draft.fields or bool(marked) or (frame.mode == "certain")
    if frame.facts.get("only") == "whole" and not _asks_for_all(draft, pointed):
        return None
    if "priority" in frame.facts:
        draft.put("priority", int(frame.facts["priority"]), tokens)
    fields.put_moments(draft, tokens)
    words = [token.norm for token in tokens]
    draft.put("query", query_of(draft, words, frame.facts.get("scope")))
    if pointed.is_list and not draft.scene.language.words.lists.isdisjoint(words):
        draft.intent = "list.query"
    target = cast("Target | None", draft.fields.get("target"))
    if target is not None and target.text is None:
        del draft.fields["target"]
    return [draft.action()]


def _asked_about(draft: Draft, said: Sequence[Token]) -> Pointed:
    """What is asked about besides labels and priorities; "phone tasks" are those of a label that is called so."""
    pointed = point(draft, said, is_asked=True) if any(token.is_word for token in said) else Pointed()
    if not pointed.is_ours or not take_label(draft, pointed.title):
        return pointed
    for name in ("title", "target"):
        del draft.fields[name], draft.spans[name]
    return pointed._replace(title=())


def _asks_for_all(draft: Draft, pointed: Pointed) -> bool:
    """Whether nothing but a whole set of tasks was named."""
    return draft.is_ours and not pointed.title and pointed.position is None


def _new_list(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    del frame
    name = slot(tokens, found.slots, "list_of", "list")
    language = draft.scene.language
    if any(token.norm in language.elsewhere.not_lists for token in name):
        return None
    fields.put_moments(draft, tokens)
    name = fields.with_noun(draft.scene, tokens, trim(language, draft.scene.without_moments(name)))
    if name:
        said = text_of(draft.scene.text, fields.unlinked(draft.scene.text, name))
        draft.put("list", fields.shown(said) if draft.scene.is_spoken else said, name)
    return [draft.action()]


def _lists(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    del frame
    draft.put_list(slot(tokens, found.slots, "list_of", "list", "known_list", "todo_list"))
    fields.put_moments(draft, tokens)
    if draft.intent == "list.query":
        draft.put("query", Query())
    return [draft.action()]


def _update(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found) -> list[Action] | None:
    said = slot(tokens, found.slots, "object", "subject", "it")
    if said and not any(token.is_word for token in said):
        return None
    pointed = point(draft, said)
    if not fill_update(draft, tokens, frame, found, pointed):
        return None
    return draft.actions()


#: The draft to fill, all words of the request, the frame and what it found → the actions; None where it fits nothing.
Builder = Callable[[Draft, Sequence[Token], Frame, Found], "list[Action] | None"]
BUILDERS: dict[str, Builder] = {
    "task.create": _create,
    "task.complete": _target,
    "task.skip": _skip,
    "task.reopen": _target,
    "task.delete": _target,
    "task.update": _update,
    "task.query": _query,
    "list.create": _new_list,
    "list.delete": _lists,
    "list.query": _lists,
}
