"""What was said and what came of it, as values. No I/O, no clock."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.language.interpretation import Action, Interpretation

Status = Literal["done", "needs_answer", "not_found", "refused", "unsupported", "failed"]
Kind = Literal["audio", "text"]

#: Within this many seconds "the second one" means what the last command showed.
SHOWN_FOR_SECONDS = 600


class Answer(msgspec.Struct, frozen=True):
    """One answer to a question: what choosing it does. No action means: leave everything as it is."""

    id: str
    label: str
    actions: tuple[Action, ...] = ()


class Question(msgspec.Struct, frozen=True):
    """Something to be asked before an action is done. `place` is the action's place in the command.

    Where `takes_words` is set, an answer in the speaker's own words fills this slot of `pending`.
    """

    place: int
    question: str
    answers: tuple[Answer, ...]
    takes_words: Literal["title"] | None = None
    pending: Action | None = None


class Timings(msgspec.Struct, frozen=True):
    """Milliseconds of wall time."""

    speech_ms: float = 0.0
    language_ms: float = 0.0
    total_ms: float = 0.0


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something one person said at one moment."""

    id: UUID
    user_id: UUID
    kind: Kind
    transcript: str
    timezone: str
    captured_at: datetime
    created_at: datetime
    processed_at: datetime | None = None
    undone_at: datetime | None = None
    outcome: msgspec.Raw | None = None
    questions: tuple[Question, ...] = ()
    change_sets: tuple[UUID, ...] = ()
    shown: tuple[UUID, ...] = ()

    @property
    def is_undoable(self) -> bool:
        return bool(self.change_sets) and self.undone_at is None


def nothing_heard(text: str) -> Interpretation:
    """The interpretation of silence."""
    return Interpretation(
        text=text,
        actions=(Action(intent="other", confidence=0.0),),
        confidence=0.0,
        reply="I heard nothing. Hold the button while you speak, or type it instead.",
    )
