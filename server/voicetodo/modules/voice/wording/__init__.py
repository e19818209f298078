"""What is said back where it depends on what was found or done, in the language that was spoken."""

from collections.abc import Sequence
from datetime import datetime

from voicetodo.language.interpretation import Action, Moment, Slots
from voicetodo.language.languages import language_for
from voicetodo.language.reply import reply_to, say_moment
from voicetodo.modules.todo.api import Due, Todo
from voicetodo.modules.voice.wording.english import ENGLISH
from voicetodo.modules.voice.wording.german import GERMAN
from voicetodo.modules.voice.wording.sentences import Sentences

#: By `Language.code`.
_SENTENCES = {"en": ENGLISH, "de": GERMAN}
#: Of what was said, so many characters are repeated.
_MOST_REPEATED = 60


def sentences_of(language: str) -> Sentences:
    """Those of `en`, `de-AT` …; English where it is not known."""
    return _SENTENCES[language_for(language).code]


def is_wholly_undone(reply: str) -> bool:
    """Whether that was said of an undo that left nothing."""
    return any(reply == sentences.undone for sentences in _SENTENCES.values())


class Wording:
    """Says things in one language, as seen from `now` (local)."""

    def __init__(self, language: str, now: datetime) -> None:
        self.say = sentences_of(language)
        self._language = language
        self._now = now

    def reply(self, actions: Sequence[Action]) -> str:
        return reply_to(actions, self._now, self._language)

    def moment(self, moment: Moment) -> str:
        return say_moment(moment, self._now, self._language)

    def due(self, due: Due) -> str:
        return self.moment(Moment(due.date.isoformat(), due.time))

    def not_found(self, slots: Slots) -> str:
        target = slots.target
        if target is not None and target.text:
            return self.say.nothing_like.format(name=target.text)
        if target is not None and target.position is not None:
            return self.say.nothing_at_that_place
        if target is not None and (target.priorities or target.labels):
            return self.say.nothing_such
        return self.say.nothing_to_do_that_with

    def refused(self, code: str | None, sentence: str | None) -> str:
        """Why something was not done. The problem's own sentence is for those who speak English."""
        told = self.say.refusals.get(code or "")
        if told is None and self.say is ENGLISH:
            told = sentence
        return told or self.say.not_possible

    def confirm(self, action: Action, count: int) -> str:
        """The question before many tasks change at once."""
        if (
            action.intent not in {"task.complete", "task.skip", "task.delete", "task.reopen"}
            and action.slots.due is not None
        ):
            return self.say.may_move.format(count=count, when=self.moment(action.slots.due))
        return self.say.may_all.get(action.intent, self.say.may_all["task.update"]).format(count=count)

    def nothing_marked(self, slots: Slots) -> str:
        """That no task has the labels and the priority that were asked for."""
        is_all = slots.query is None or slots.query.scope == "all"
        if slots.list or not is_all or (slots.labels and slots.priority):
            return self.say.nothing_such
        if slots.labels:
            names = [self.say.quoted.format(name=name) for name in slots.labels]
            return self.say.nothing_labelled.format(names=self.enumerated(names))
        level = language_for(self._language).replies.priorities[slots.priority or 1]
        return self.say.nothing_pressing.format(priority=level)

    def tasks(self, count: int) -> str:
        return self.say.one_task if count == 1 else self.say.tasks.format(count=count)

    def your_lists(self, names: Sequence[str]) -> str:
        return self.say.your_lists.format(names=self.enumerated(names)) if names else self.say.no_lists

    def done(self, action: Action, changed: Sequence[Todo]) -> str:
        """What was done, told of what it was done to."""
        if len(changed) > 1 and action.intent != "task.create":
            told = self.say.all_done
            return told.get(action.intent, told["task.update"]).format(count=len(changed))
        first = changed[0] if len(changed) == 1 else None
        if action.intent == "task.complete" and first and not first.is_done and first.due is not None:
            return self.say.and_next.format(title=first.title, when=self.due(first.due))
        if action.intent == "task.skip" and first and first.due is not None:
            return self.say.skipped.format(title=first.title, when=self.due(first.due))
        return self.reply([action])

    def undone(self, words: str) -> str:
        """So that who says "undo" hears what it was."""
        if not words:
            return self.say.undone
        repeated = words if len(words) <= _MOST_REPEATED else f"{words[:_MOST_REPEATED]}…"
        return self.say.undone_words.format(words=repeated)

    def enumerated(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self.say.several.format(names=", ".join(names[:-1]), last=names[-1])
