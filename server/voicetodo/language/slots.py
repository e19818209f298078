"""From words to fields: due dates, priority, labels and people read out of what is to be done."""

from collections.abc import Sequence
from typing import Any

import msgspec

from voicetodo.language.interpretation import Action, Intent, Moment, Recurrence, Slots, Target
from voicetodo.language.objects import slot, trim
from voicetodo.language.scene import Scene
from voicetodo.language.time import TimeMention
from voicetodo.language.tokens import Token, spans_of, text_of


class Draft:
    """An action while it is being put together: its fields by name, and the words each came from."""

    def __init__(self, scene: Scene, intent: Intent, confidence: float = 1.0) -> None:
        self.scene = scene
        self.intent: Intent = intent
        self.confidence = confidence
        self.fields: dict[str, Any] = {}
        self.spans: dict[str, list[tuple[int, int]]] = {}
        #: The words called it a task, a reminder or a list.
        self.is_ours = False
        #: "I need to" stood before it: what follows is still to be done.
        self.is_duty = False
        #: Words said before the request that tell when ("tomorrow at four, remind me …").
        self.lead: tuple[Token, ...] = ()
        self.mentions: list[TimeMention] = []
        #: Every priority that a set of tasks was said to have.
        self.levels: list[int] = []
        #: The same is to be done to these too ("the first two").
        self.more: tuple[tuple[Target, Sequence[Token]], ...] = ()

    def put(self, name: str, value: Any, tokens: Sequence[Token] = ()) -> None:
        """Sets a field; `tokens` are the words it came from."""
        self.fields[name] = value
        if tokens:
            self.spans[name] = spans_of(self.scene.text, tokens)

    def put_text(self, name: str, tokens: Sequence[Token]) -> str:
        """Sets a field to the words of `tokens`, as they were written."""
        said = text_of(self.scene.text, tokens).strip()
        if said:
            self.put(name, said, tokens)
        return said

    def put_list(self, tokens: Sequence[Token]) -> None:
        """Names a list: as it was said, and the caller's own list it most likely is."""
        language = self.scene.language
        tokens = trim(language, tokens, leads=language.titles.list_leads)
        said = text_of(self.scene.text, unlinked(self.scene.text, tokens))
        if said:
            self.put("list", said, tokens)
            names = self.scene.names
            match = names.find_list(said)
            meant = " ".join(token.norm for token in tokens)
            if match is None and meant != said.lower():
                match = names.find_list(meant)
            if match is not None:
                self.put("list_match", match)

    def actions(self) -> list[Action]:
        """One action for each of the targets."""
        first = self.action()
        return [first, *(self._aimed(first, target, tokens) for target, tokens in self.more)]

    def _aimed(self, first: Action, target: Target, tokens: Sequence[Token]) -> Action:
        """The same done to `target`, named by `tokens`."""
        slots = msgspec.structs.replace(first.slots, target=target, title=target.text and shown(target.text))
        said = spans_of(self.scene.text, tokens)
        named = {"title": said, "target": said} if target.text else {"target": said}
        kept = {name: spans for name, spans in first.spans.items() if name not in {"title", "target"}}
        return msgspec.structs.replace(first, slots=slots, spans={**kept, **named})

    def action(self) -> Action:
        return Action(
            intent=self.intent, slots=Slots(**self.fields), spans=self.spans, confidence=round(self.confidence, 3)
        )


def put_moments(draft: Draft, tokens: Sequence[Token], *, prefix: str = "") -> None:
    """Reads all moments among `tokens` into due, deadline, reminders, recurrence and the words they were said in."""
    scene = draft.scene
    if not prefix:
        tokens = (*draft.lead, *tokens)
    mentions = scene.moments_in(tokens)
    if not mentions:
        return
    once = [mention for mention in mentions if mention.kind != "recurrence"]
    again = [mention for mention in mentions if mention.kind == "recurrence"]
    for name, group in ((prefix + "datetime_text", once), (prefix + "recurrence_text", again)):
        if group:
            draft.put_text(name, _covered(scene, tokens, group))
    if prefix:
        return
    draft.mentions = mentions
    if again:
        draft.put(
            "recurrence", Recurrence(again[0].rrule or "", again[0].from_completion), _covered(scene, tokens, again)
        )
    _put_due(draft, tokens, mentions)


def _put_due(draft: Draft, tokens: Sequence[Token], mentions: Sequence[TimeMention]) -> None:
    scene = draft.scene
    fixed = [mention for mention in mentions if mention.kind != "duration"]
    due = [mention for mention in fixed if mention.role == "due"]
    deadlines = [mention for mention in fixed if mention.role == "deadline"]
    reminders = [mention for mention in fixed if mention.role == "reminder" and mention.date]
    if due and deadlines:
        moment = _moment(deadlines)
        if moment is not None:
            draft.put("deadline", moment, _covered(scene, tokens, deadlines))
    else:
        due = due or deadlines
    moment = _moment(due)
    if moment is not None:
        draft.put("due", moment, _covered(scene, tokens, due))
        if draft.intent == "task.update" and all(mention.kind == "time" for mention in due):
            draft.put("due_time_only", True)
    if reminders:
        draft.put(
            "reminders",
            tuple(Moment(mention.date, mention.time) for mention in reminders if mention.date),
            _covered(scene, tokens, reminders),
        )
    if draft.intent == "task.update" and _put_shift(draft, tokens, mentions):
        return
    lengths = [mention for mention in mentions if mention.kind == "duration" and mention.value]
    leads = [mention for mention in lengths if mention.role == "reminder"]
    if leads:
        before = tuple(_minutes(mention.value or "") for mention in leads)
        draft.put("reminders_before", before, _covered(scene, tokens, leads))
    durations = [mention for mention in lengths if mention not in leads]
    if durations:
        minutes = _minutes(durations[0].value or "")
        if minutes:
            draft.put("duration_minutes", minutes, _covered(scene, tokens, durations[:1]))


def _put_shift(draft: Draft, tokens: Sequence[Token], mentions: Sequence[TimeMention]) -> bool:
    """How far the due is to be moved, where that was said."""
    shift = draft.scene.shift
    if shift is None or shift.mention not in mentions:
        return False
    said = _covered(draft.scene, tokens, [shift.mention])
    for unit in ("months", "days", "minutes"):
        distance = getattr(shift, unit)
        if distance:
            draft.put(f"due_shift_{unit}", distance, said)
    return True


def _moment(mentions: Sequence[TimeMention]) -> Moment | None:
    """One date and one time out of several mentions ("tomorrow … at seven"):
    a date said outweighs one that was filled in.
    """
    dated = next((mention for mention in mentions if mention.kind != "time" and mention.date), None)
    timed = next((mention for mention in mentions if mention.time), None)
    chosen = dated or timed
    if chosen is None or chosen.date is None:
        return None
    return Moment(chosen.date, timed.time if timed is not None else None)


def _minutes(value: str) -> int:
    hours, minutes, number, is_time = 0.0, 0.0, "", False
    for letter in value:
        if letter.isdigit() or letter == ".":
            number += letter
            continue
        if letter == "T":
            is_time = True
        elif number:
            amount = float(number)
            if letter == "H":
                hours += amount
            elif letter == "D":
                hours += 24 * amount
            elif letter == "W":
                hours += 168 * amount
            elif letter == "M" and is_time:
                minutes += amount
        number = ""
    return round(hours * 60 + minutes)


def _covered(scene: Scene, tokens: Sequence[Token], mentions: Sequence[TimeMention]) -> list[Token]:
    """The tokens of `mentions`, without the 's of "tomorrow's"."""
    found: list[Token] = []
    for token in tokens:
        mention = scene.moments.get(token.start)
        is_said = token.is_word or bool(found)
        if mention is not None and mention in mentions and is_said:
            found.append(token._replace(end=min(token.end, mention.end)))
    return found


def take_priority(draft: Draft, tokens: Sequence[Token]) -> list[Token]:
    """Takes "with high priority" or "urgent" at either end out of `tokens`."""
    language = draft.scene.language
    clause = draft.scene.clause(tokens)
    for start in range(len(tokens)):
        for frame, found in draft.scene.grammar.priorities.matches(clause, start, whole=False):
            said = tokens[start : found.end]
            draft.put("priority", int(frame.facts["priority"]), said)
            draft.put_text("priority_text", said)
            before, after = list(tokens[:start]), tokens[found.end :]
            while before and not after and before[-1].norm in language.joints.trailing:
                before.pop()
            return [*before, *after]
    kept = list(trim(language, tokens, keeps=TYPED_MARKS if not draft.scene.is_spoken else frozenset()) or tokens)
    if len(kept) > 1:
        for index in (0, -1):
            level = language.scales.edge_priorities.get(kept[index].norm)
            apart = index == -1 or not kept[1].is_word
            if level is not None and apart:
                draft.put("priority", level, [kept[index]])
                draft.put_text("priority_text", [kept[index]])
                del kept[index]
                return kept
    return list(tokens)


def take_tail(draft: Draft, tokens: Sequence[Token]) -> list[Token]:
    """Takes labels, assignee and notes from the end of `tokens`:
    "… tagged errands", "… and assign it to Bob", "… note: …".
    """
    language = draft.scene.language
    clause = draft.scene.clause(tokens)
    for start in range(1, len(tokens)):
        for _, found in draft.scene.grammar.tails.matches(clause, start):
            label, person = slot(tokens, found.slots, "label"), slot(tokens, found.slots, "person")
            notes = slot(tokens, found.slots, "notes")
            if label:
                said = text_of(draft.scene.text, trim(language, label))
                match = draft.scene.names.find_label(said)
                draft.put("labels", (match.name if match else said,), trim(language, label))
            elif person:
                put_person(draft, "assignee", person)
            elif notes:
                draft.put_text("notes", trim(language, notes))
            return list(tokens[:start])
    return list(tokens)


def take_person(draft: Draft, tokens: Sequence[Token]) -> Sequence[Token]:
    """Takes "for Bob" from the end of what goes on a list, where Bob is one of the caller's people."""
    scene = draft.scene
    if "list" not in draft.fields or not scene.is_spoken:
        return tokens
    for start in range(2, len(tokens)):
        is_for = tokens[start - 1].norm in scene.language.words.for_someone
        if is_for and scene.names.is_person(text_of(scene.text, tokens[start:])):
            put_person(draft, "assignee", tokens[start:])
            return tokens[: start - 1]
    return tokens


def put_person(draft: Draft, name: str, tokens: Sequence[Token]) -> None:
    """Names a person: one of the caller's people where the name is near, else as it was said."""
    tokens = trim(draft.scene.language, tokens)
    said = text_of(draft.scene.text, tokens)
    if said:
        for ending in draft.scene.language.spelling.possessives:
            said = said.removesuffix(ending)
        match = draft.scene.names.find_person(said)
        draft.put(name, match.name if match else said, tokens)


def unlinked(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Words as they are without the noun they were joined with ("Einkaufs" of "Einkaufsliste")."""
    kept: list[Token] = []
    for token in tokens:
        end = token.start + len(token.norm)
        is_longer = end < token.end and text[token.start : end].lower() == token.norm
        kept.append(token._replace(end=end) if is_longer else token)
    return kept


def with_noun(scene: Scene, tokens: Sequence[Token], name: Sequence[Token]) -> list[Token]:
    """The name of a new list with the noun it is one word with, but for a word that is a name without it ("Packliste"
    stays, "Einkaufsliste" is the list "Einkauf").
    """
    behind = next((token for token in tokens if name and token.start == name[-1].end), None)
    is_one = (
        behind is not None and behind.norm in scene.list_nouns and name[-1].end - name[-1].start == len(name[-1].norm)
    )
    return [*name, behind] if behind and is_one else list(name)


#: Marks that stay at the end of a typed title ("super cool!").
TYPED_MARKS = frozenset("!?…")


def shown(title: str) -> str:
    """A title as it is shown: the words as said, beginning with a capital."""
    return title[:1].upper() + title[1:] if title[:1].islower() and not title[1:2].isupper() else title
