"""What was said and what is to be done about it, as values. No I/O, no clock."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.language.interpretation import Action, Intent, Interpretation
from voicetodo.modules.todo.api import Category, Change, Todo, TodoQuery

Status = Literal["done", "needs_answer", "not_found", "refused", "unsupported", "failed"]
Kind = Literal["audio", "text"]
#: What the changes of a command have as their source: `voice` is only what was heard, `text` was typed.
Source = Literal["voice", "text"]
#: What a question asks of the todos it names.
Asks = Literal["which", "when", "whether", "when_done", "whether_done"]
NoticeCode = Literal["recording-not-kept"]

#: Within this many seconds "the second one" means what the last command showed.
SHOWN_FOR_SECONDS = 600
#: Within this many seconds "yes" answers what the last command asked.
ASKED_FOR_SECONDS = 120


class Answer(msgspec.Struct, frozen=True):
    """One answer to a question: what choosing it does. No action means: leave everything as it is."""

    id: str
    label: str
    actions: tuple[Action, ...] = ()
    #: "Yes" means this one.
    is_yes: bool = False


class Do(msgspec.Struct, frozen=True, tag="do"):
    """Changes to be made."""

    action: Action
    changes: tuple[Change, ...]


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    """A question to be answered before the action is done.

    With `takes_words`, an answer in the speaker's own words says what `action` lacked. `settles`: once it is answered,
    nothing more needs to be confirmed.
    """

    action: Action
    question: str
    answers: tuple[Answer, ...]
    takes_words: bool = False
    settles: bool = True
    status: Literal["needs_answer", "unsupported"] = "needs_answer"


class Tell(msgspec.Struct, frozen=True, tag="tell"):
    """Nothing to do but to say something."""

    action: Action
    status: Status
    message: str


class Look(msgspec.Struct, frozen=True, kw_only=True, tag="look"):
    """A question about todos: which there are, when one is due or was done, whether it is there or done.

    `likely` are todos of a similar name, for where no title holds the words. `nothing` is said where nothing is found.
    """

    action: Action
    query: TodoQuery
    asks: Asks = "which"
    likely: tuple[UUID, ...] = ()
    nothing: str


class Revert(msgspec.Struct, frozen=True, tag="revert"):
    """Take back what an earlier command did."""

    action: Action
    command_id: UUID


class Reply(msgspec.Struct, frozen=True, tag="reply"):
    """The words were the answer to what an earlier command asked."""

    action: Action
    command_id: UUID
    text: str


Step = Do | Ask | Tell | Look | Revert | Reply


class Plan(msgspec.Struct, frozen=True):
    """All that is to be done about one command, written down before any of it is done."""

    interpretation: Interpretation
    steps: tuple[Step, ...]
    #: In which it was said, and is answered.
    language: str = "en"


class ActionResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one action. `message` is a sentence for the person."""

    action: Intent
    status: Status
    message: str
    todo: Todo | None = None
    todos: tuple[Todo, ...] = ()
    category: Category | None = None
    #: Names of the labels of `todo`.
    labels: tuple[str, ...] = ()


class Option(msgspec.Struct, frozen=True):
    """One answer to choose."""

    id: str
    label: str


class Clarification(msgspec.Struct, frozen=True):
    """What is asked. `takes_words`: the answer may also be given in one's own words."""

    question: str
    options: tuple[Option, ...]
    takes_words: bool = False


class Timings(msgspec.Struct, frozen=True):
    """Milliseconds of wall time."""

    speech_ms: float = 0.0
    language_ms: float = 0.0
    total_ms: float = 0.0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a command, as it stands now."""

    id: UUID
    transcript: str
    interpretation: Interpretation
    results: tuple[ActionResult, ...]
    reply: str
    clarification: Clarification | None
    is_undoable: bool
    timings: Timings
    created_at: datetime
    undone_at: datetime | None = None
    #: What the user should know beside the reply, such as that no further recording is kept.
    notice: str | None = None
    #: By this, which is stable, a client says it in words of its own.
    notice_code: NoticeCode | None = None


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something one person said at one moment."""

    id: UUID
    user_id: UUID
    kind: Kind
    transcript: str
    timezone: str
    captured_at: datetime
    created_at: datetime
    plan: Plan
    processed_at: datetime | None = None
    undone_at: datetime | None = None
    outcome: Outcome | None = None
    #: Questions not yet answered, the next one first, and how many were answered.
    questions: tuple[Ask, ...] = ()
    answered: int = 0
    #: Ids under which todos were changed, in order.
    change_sets: tuple[UUID, ...] = ()
    #: Todos that were shown, in order.
    shown: tuple[UUID, ...] = ()

    @property
    def source(self) -> Source:
        return "voice" if self.kind == "audio" else "text"


def nothing_heard() -> Interpretation:
    """The interpretation of silence."""
    return Interpretation(
        text="",
        actions=(Action(intent="other", confidence=0.0),),
        confidence=0.0,
        reply="I heard nothing. Hold the button while you speak, or type it instead.",
    )


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, as it sounded. `size` is in bytes."""

    command_id: UUID
    media_type: str
    size: int
    created_at: datetime
