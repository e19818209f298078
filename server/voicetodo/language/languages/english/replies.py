"""Sentences to say back."""

ADDED = "Added {name}{where}{how}."
#: Where and when something was added …
IN_LIST = " to {name}"
FOR_WHEN = " for {when}"
#: … and how.
REPEATS = ", repeating"
REPEATS_AS = ", repeating {rule}"
#: Left out before what repeats.
BEFORE_RULE = "on "
DUE_BY = ", due by {when}"
WITH_REMINDER = ", with a reminder {when}"
WITH_PRIORITY = ", {priority}"
FOR_PERSON = ", for {name}"
CHANGED = "{name} {change}."
NEW_TITLE = "is now “{name}”"
NOW_DUE = "is now due {when}"
NOW_REPEATS = "repeats"
HAS_REMINDER = "has a reminder {when}"
#: When one is reminded, seen from when it is due.
BEFORE = "{length} before"
HAS_PRIORITY = "has {priority}"
IS_FOR = "is {name}’s"
IS_IN = "is in {name}"
HAS_NOTE = "has a note"
LABELLED = "is labelled {names}"
IS_CHANGED = "is changed"
UNNAMED = "New task"
QUOTED = "“{name}”"
SEVERAL = "{names} and {last}"
AT_CLOCK = "{day} at {clock}"
THAT_DAY = "{weekday} {day} {month}"
FAR_DAY = "{day} {month} {year}"
LOOKING_FOR = "Looking for “{name}”."
LOOKING_IN = "Here is {name}."
LOOKING_LABELLED = "Here is what is labelled {names}."
LOOKING_PRESSING = "Here is what has {priority}."
POSITION = "number {number}"
ALL_FOR = "everything for {first}"
ALL_FROM = "everything from {first} to {last}"
ALL_IN = "everything in “{name}”"
ALL_LABELLED = "everything labelled {names}"
ALL_PRESSING = "everything with priority {levels}"
FROM_END = "number {number} from the end"
LAST_ONE = "the last one"
NOTHING_DONE = "Okay, nothing was changed."
NOTHING_HEARD = "I heard nothing."

SENTENCES = {
    "task.complete": "Done: {name}.",
    "task.skip": "Skipped {name}.",
    "task.reopen": "Open again: {name}.",
    "task.delete": "Deleted {name}.",
    "list.create": "Made the list {name}.",
    "list.create unnamed": "Made a new list.",
    "list.delete": "Deleted the list {name}.",
    "list.delete unnamed": "Deleted the list.",
    "list.query": "Here are your lists.",
    "undo": "Undone.",
    "help": "Say, for example: “Remind me to call Mum tomorrow at nine”, “Add milk to groceries” or “What’s left today?”",
    "other": "That is not something I can do with your tasks.",
}
QUERIES = {
    "all": "Here are your tasks.",
    "overdue": "Here is what is overdue.",
    "today": "Here is today.",
    "tomorrow": "Here is tomorrow.",
    "week": "Here is this week.",
    "completed": "Here is what you have done.",
    "no_date": "Here is what has no date.",
    "range": "Here is what I found.",
}
SETS = {
    "all": "all of it",
    "overdue": "everything overdue",
    "today": "everything for today",
    "tomorrow": "everything for tomorrow",
    "week": "everything for this week",
    "completed": "everything completed",
    "last": "it",
}
PRIORITIES = {1: "top priority", 2: "high priority", 3: "normal priority", 4: "low priority"}
NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
WEEKDAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: Between two moments of which one is meant.
OR_WORDS = frozenset({"or", ", or", "or maybe", "or on"})
WHICH_DAY = "{first} or {second}?"
#: How many of the smallest, how one is said, how several.
MONTH_SIZES: tuple[tuple[int, str, str], ...] = ((12, "a year", "{count} years"), (1, "a month", "{count} months"))
DAY_SIZES: tuple[tuple[int, str, str], ...] = ((7, "a week", "{count} weeks"), (1, "a day", "{count} days"))
MINUTE_SIZES: tuple[tuple[int, str, str], ...] = ((60, "an hour", "{count} hours"), (1, "a minute", "{count} minutes"))
SHIFT = "{distance} {direction}"
LATER = "later"
EARLIER = "earlier"
#: What was taken away.
CLEARED = {
    "clears_due": "has no date any more",
    "clears_recurrence": "does not repeat any more",
    "clears_priority": "has no priority any more",
    "clears_assignee": "is nobody’s any more",
}
