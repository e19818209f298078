"""What is to change about a task: when, its name, how urgent, whose, where, and what is to be noted."""

from collections.abc import Sequence
from typing import cast

import msgspec

from voicetodo.language import slots as fields
from voicetodo.language.grammar import Frame
from voicetodo.language.interpretation import Moment, Target
from voicetodo.language.names import LEAST_OWNED
from voicetodo.language.objects import Pointed, Scope, named_list, slot, take_place, trim
from voicetodo.language.phrases import Found
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.time import resolve_time
from voicetodo.language.tokens import Token, text_of


def fill_update(draft: Draft, tokens: Sequence[Token], frame: Frame, found: Found, pointed: Pointed) -> bool:
    """Fills the changes in; False where the phrase turns out to change nothing it could."""
    source, facts, slots = frame.phrase.source, frame.facts, found.slots
    for hour in ("hour", "old_hour"):
        _place_hour(draft.scene, slot(tokens, slots, hour))
    _put_moments(draft, tokens, slot(tokens, slots, "when", "hour"), slot(tokens, slots, "since", "old_hour"))
    if "{a_priority}" in source or "{a_level}" in source or "priority" in facts:
        _put_priority(draft, tokens, slots, facts)
    if not _put_new_title(draft, slot(tokens, slots, "new_title"), pointed) and "<new_title>" in source:
        return False
    if not _is_needed(draft, facts, slot(tokens, slots, "person")):
        return False
    if "person" in slots and "clears" not in facts:
        fields.put_person(draft, facts.get("whom", "assignee"), slot(tokens, slots, "person"))
    if "notes" in slots:
        draft.put_text("notes", trim(draft.scene.language, slot(tokens, slots, "notes")))
    if "label" in slots:
        _put_label(draft, trim(draft.scene.language, slot(tokens, slots, "label")))
    if "{dest_list}" in source:
        draft.put_list(named_list(draft.scene, tokens, slots))
    if "clears" in facts:
        draft.put(f"clears_{facts['clears']}", True)
    _put_scope(draft, pointed)
    _keep_day(draft)
    return "shift" not in facts or any(name.startswith("due_shift") for name in draft.fields)


def _put_new_title(draft: Draft, said: Sequence[Token], pointed: Pointed) -> bool:
    """Renames what is pointed at; False where there is no new name, or nothing to give it to."""
    new_title = draft.scene.without_moments(said)
    if "list" not in draft.fields and "title" in draft.fields:
        new_title, place, _ = take_place(draft.scene, new_title)
        draft.put_list(place)
    new_title = trim(draft.scene.language, new_title)
    is_pointed = pointed.position is not None or pointed.scope is not None or pointed.is_ours
    if not new_title or ("title" not in draft.fields and not is_pointed):
        return False
    title = text_of(draft.scene.text, new_title)
    draft.put("new_title", fields.shown(title) if draft.scene.is_spoken else title, new_title)
    return True


def _is_needed(draft: Draft, facts: dict[str, str], person: Sequence[Token]) -> bool:
    """Whether what the phrase needs was said: a task of the caller's, how often, a person's name."""
    target = cast("Target | None", draft.fields.get("target"))
    if facts.get("needs") == "match":
        return bool(target and target.matches) and "list" not in draft.fields
    if facts.get("needs") == "reminder":
        is_owned = target is not None and bool(target.matches) and target.matches[0].score >= LEAST_OWNED
        return is_owned and "reminders_before" in draft.fields and "list" not in draft.fields
    if facts.get("needs") == "recurrence":
        return "recurrence" in draft.fields
    return facts.get("person") != "named" or _is_named(draft, person)


def _is_named(draft: Draft, person: Sequence[Token]) -> bool:
    """Whether these words are somebody's name: one of the caller's people, or one or two words with capitals."""
    said = text_of(draft.scene.text, person)
    if draft.scene.names.find_person(said) is not None:
        return True
    return 0 < len(person) <= _LONGEST_NAME and all(draft.scene.text[token.start].isupper() for token in person)


_LONGEST_NAME = 2


def _place_hour(scene: Scene, tokens: Sequence[Token]) -> None:
    """A number that can only be an hour becomes a moment ("make that reminder 4")."""
    said = text_of(scene.text, tokens)
    mention = resolve_time(said, scene.now, scene.settings) if said else None
    if mention is not None and mention.time:
        scene.place_moments(tokens, [msgspec.structs.replace(mention, start=tokens[0].start, end=tokens[-1].end)])


def _put_moments(draft: Draft, tokens: Sequence[Token], when: Sequence[Token], since: Sequence[Token]) -> None:
    new = {token.start for token in when}
    if when:
        fields.put_moments(draft, when)
    old = [token for token in tokens if token.start not in new]
    if since or draft.scene.moments_in(old):
        fields.put_moments(draft, old, prefix="old_")


def _put_priority(
    draft: Draft, tokens: Sequence[Token], slots: dict[str, tuple[int, int]], facts: dict[str, str]
) -> None:
    if "priority" in facts:
        draft.put("priority", int(facts["priority"]))
        return
    first, last = slots.get("object", (0, 0))
    for token in (*tokens[last:], *tokens[:first]):
        level = draft.scene.language.scales.priority_words.get(token.norm)
        if level is not None:
            draft.put("priority", level, [token])
            draft.put_text("priority_text", [token])
            return


def _put_label(draft: Draft, label: Sequence[Token]) -> None:
    said = text_of(draft.scene.text, label)
    if said:
        match = draft.scene.names.find_label(said)
        draft.put("labels", (match.name if match else said,), label)


def _keep_day(draft: Draft) -> None:
    """Where only the hour was said, a task that has a day to come keeps it ("move the dentist to three")."""
    target, due = cast("Target | None", draft.fields.get("target")), draft.fields.get("due")
    if "due_time_only" not in draft.fields or target is None or len(target.matches) != 1 or due is None:
        return
    scene = draft.scene
    day = next((task.due_date for task in scene.context.tasks if task.id == target.matches[0].id), None)
    if day is not None and day >= scene.now.date().isoformat():
        draft.fields["due"] = Moment(day, due.time)


def _put_scope(draft: Draft, pointed: Pointed) -> None:
    """ "Move all of today's tasks to tomorrow": the set is that day's."""
    if "title" in draft.fields or pointed.position is not None or pointed.scope not in {None, "all"}:
        return
    old = str(draft.fields.get("old_datetime_text", "")).lower()
    target = cast("Target", draft.fields.get("target") or Target())
    for words, scope in draft.scene.language.scales.day_scopes.items():
        if words in old:
            draft.put("target", msgspec.structs.replace(target, scope=cast("Scope", scope)))
            return
