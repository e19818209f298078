"""Public: the facts this module announces. Each carries the whole public value, so that nobody needs to ask for it.

Whoever changed it, a thing's event is of its owner (`user_id`) and so in the order of the owner's other events.
`audience` names those who may see the thing beside the owner, as it was when the change was made. It stands last: the
statement that writes the event fills it in.
"""

from voicetodo.modules.todo.events.beside import (
    AttachmentCreated,
    AttachmentDeleted,
    AttachmentEvent,
    CommentChanged,
    CommentCreated,
    CommentDeleted,
    CommentEvent,
    PeopleMentioned,
)
from voicetodo.modules.todo.events.hearing import Heard, heard
from voicetodo.modules.todo.events.named import (
    CategoryChanged,
    CategoryCreated,
    CategoryDeleted,
    CategoryEvent,
    FilterChanged,
    FilterCreated,
    FilterDeleted,
    FilterEvent,
    LabelChanged,
    LabelCreated,
    LabelDeleted,
    LabelEvent,
    SectionChanged,
    SectionCreated,
    SectionDeleted,
    SectionEvent,
)
from voicetodo.modules.todo.events.people import ImportChanged, PreferencesChanged
from voicetodo.modules.todo.events.sharing import (
    CategoryShared,
    CategoryUnshared,
    SharingEvent,
    TeamChanged,
    TeamLeft,
    TodosWithdrawn,
)
from voicetodo.modules.todo.events.todos import (
    TodoChanged,
    TodoCompleted,
    TodoCreated,
    TodoDeleted,
    TodoEvent,
    TodoReopened,
    TodoRestored,
)

__all__ = [
    "SEARCHABLE_CHANGED",
    "AnyEvent",
    "AttachmentCreated",
    "AttachmentDeleted",
    "AttachmentEvent",
    "CategoryChanged",
    "CategoryCreated",
    "CategoryDeleted",
    "CategoryEvent",
    "CategoryShared",
    "CategoryUnshared",
    "CommentChanged",
    "CommentCreated",
    "CommentDeleted",
    "CommentEvent",
    "FilterChanged",
    "FilterCreated",
    "FilterDeleted",
    "FilterEvent",
    "Heard",
    "ImportChanged",
    "LabelChanged",
    "LabelCreated",
    "LabelDeleted",
    "LabelEvent",
    "PeopleMentioned",
    "PreferencesChanged",
    "SectionChanged",
    "SectionCreated",
    "SectionDeleted",
    "SectionEvent",
    "SharingEvent",
    "TeamChanged",
    "TeamLeft",
    "TodoChanged",
    "TodoCompleted",
    "TodoCreated",
    "TodoDeleted",
    "TodoEvent",
    "TodoReopened",
    "TodoRestored",
    "TodosWithdrawn",
    "heard",
]

AnyEvent = (
    TodoEvent
    | SharingEvent
    | CategoryEvent
    | SectionEvent
    | LabelEvent
    | FilterEvent
    | CommentEvent
    | AttachmentEvent
    | PreferencesChanged
)

#: After one of these, a todo may be found by other words, or by others.
SEARCHABLE_CHANGED = (
    TodoCreated,
    TodoChanged,
    TodoCompleted,
    TodoReopened,
    TodoDeleted,
    TodoRestored,
    TodosWithdrawn,
    CommentCreated,
    CommentChanged,
    CommentDeleted,
)
