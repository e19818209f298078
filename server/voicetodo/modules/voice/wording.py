"""What is said back where it depends on what was found or done."""

from collections.abc import Sequence
from datetime import datetime

from voicetodo.language.interpretation import Action, Moment, Slots
from voicetodo.language.reply import reply_to, say_moment
from voicetodo.modules.todo.api import Due, Todo

YES = "Yes"
NO = "No"
NEVER_MIND = "Never mind"
LEFT_AS_IT_WAS = "All right, I left everything as it was."
ADD_AS_TASK = "Add as task"
WHAT_TO_ADD = "What should I add?"
WHICH_ONE = "Which one do you mean?"
MAKE_LIST = "Make the list “{name}”"
USE_INBOX = "Put it in the inbox"
NO_SUCH_LIST = "There is no list “{name}” yet. Shall I make it?"
LIST_NOT_FOUND = "I found no list “{name}”."
NAME_THE_LIST = "Say what the list is to be called."
LIST_EXISTS = "There is a list “{name}” already."
DELETE_LIST = "Delete the list “{name}”? Its tasks move to the inbox."
NOT_POSSIBLE = "That cannot be done."
TOO_FAR = "The calendar does not go that far."
NOTHING_TO_UNDO = "There is nothing to undo."
UNDONE = "Undone."
UNDONE_IN_PART = "Undone, except for what was changed since."
UNDONE_WORDS = "Undone: “{words}”."
AND_NEXT = "Done: “{title}”. It is due again {when}."
NOTHING_LIKE = "I found no task like “{name}”."
NOTHING_ON_LIST = "There is nothing on {name}."
NOTHING_IN_INBOX = "The inbox is empty."
NOTHING = {
    "all": "There is nothing to do.",
    "overdue": "Nothing is overdue.",
    "today": "Nothing is due today.",
    "tomorrow": "Nothing is due tomorrow.",
    "week": "Nothing is due this week.",
    "completed": "Nothing was done.",
    "no_date": "Everything has a date.",
    "range": "Nothing is due then.",
}
#: Of what was said, so many characters are repeated.
_MOST_REPEATED = 60


def not_found(slots: Slots) -> str:
    target = slots.target
    if target is not None and target.text:
        return NOTHING_LIKE.format(name=target.text)
    if target is not None and target.position is not None:
        return "There is no task at that place."
    return "I found no task to do that with."


def confirm(action: Action, count: int, now: datetime) -> str:
    """The question before many tasks change at once."""
    tasks = f"{count} tasks"
    match action.intent:
        case "task.complete":
            return f"Complete {tasks}?"
        case "task.delete":
            return f"Delete {tasks}?"
        case "task.reopen":
            return f"Reopen {tasks}?"
        case _ if action.slots.due is not None:
            return f"Move {tasks} to {say_moment(action.slots.due, now)}?"
        case _:
            return f"Change {tasks}?"


def your_lists(names: Sequence[str]) -> str:
    if not names:
        return "You have no lists yet. Say: “Create a list called Groceries”."
    return f"Your lists: {enumerated(names)}."


def done(action: Action, changed: Sequence[Todo], now: datetime) -> str:
    """What was done, told of what it was done to."""
    if len(changed) > 1 and action.intent != "task.create":
        said = {"task.complete": "Completed", "task.delete": "Deleted", "task.reopen": "Reopened"}
        return f"{said.get(action.intent, 'Changed')} {len(changed)} tasks."
    if action.intent == "task.complete" and len(changed) == 1 and not changed[0].is_done and changed[0].due is not None:
        return AND_NEXT.format(title=changed[0].title, when=said_due(changed[0].due, now))
    return reply_to([action], now)


def undone(words: str) -> str:
    """So that who says "undo" hears what it was."""
    if not words:
        return UNDONE
    return UNDONE_WORDS.format(words=words if len(words) <= _MOST_REPEATED else f"{words[:_MOST_REPEATED]}…")


def said_due(due: Due, now: datetime) -> str:
    return say_moment(Moment(due.date.isoformat(), due.time), now)


def enumerated(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
