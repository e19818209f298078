"""What can go wrong with something said."""

from voicetodo.kit.errors import Conflict, Invalid, NotFound


class CommandNotFound(NotFound):
    """There is no such command, or it is not yours."""


class NothingToAnswer(Conflict):
    """This command asks nothing, or has been answered already."""


class AnswerNotUnderstood(Invalid):
    """That is none of the answers. Choose one of them."""


class NothingToUndo(Conflict):
    """This command changed nothing that could be put back."""


class RecordingNotFound(NotFound):
    """No such recording is kept, or it is not yours to hear."""
