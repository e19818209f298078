"""What is said back where it depends on what was found or done."""

from collections.abc import Sequence
from datetime import datetime

from voicetodo.language.interpretation import Action, Moment, Slots
from voicetodo.language.reply import reply_to, say_moment
from voicetodo.modules.todo.api import FoundTodos, Todo

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
NOTHING_TO_UNDO = "There is nothing to undo."
UNDONE = "Undone."
UNDONE_IN_PART = "Undone, except for what was changed since."
#: So many titles are read out; the rest is counted.
_READ_OUT = 5


def not_found(slots: Slots) -> str:
    target = slots.target
    if target is not None and target.text:
        return f"I found no task like “{target.text}”."
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
    return reply_to([action], now)


def found(heading: str, answer: FoundTodos, *, count_only: bool, now: datetime) -> str:
    """How many there are, and the first of them."""
    if not answer.total:
        return f"{heading.rstrip('.')}: nothing."
    number = f"{answer.total} task{'' if answer.total == 1 else 's'}"
    if count_only:
        return f"{number}."
    told = [_told(todo, now) for todo in answer.todos[:_READ_OUT]]
    rest = answer.total - len(told)
    return f"{number}: {enumerated([*told, f'{rest} more'] if rest else told)}."


def enumerated(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _told(todo: Todo, now: datetime) -> str:
    if todo.due is None:
        return todo.title
    return f"{todo.title} ({say_moment(Moment(todo.due.date.isoformat(), todo.due.time), now)})"
