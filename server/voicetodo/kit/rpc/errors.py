"""What can go wrong between the asking module and the answering one."""

from voicetodo.kit.errors import DomainError, Unavailable


class DeadlineExceeded(DomainError):
    """A part we need took too long to answer. Try again in a moment."""

    status = 504


class PartUnreachable(Unavailable):
    """A part we need cannot be reached just now. Try again in a moment."""


class CallRefused(Exception):
    """The other side would not take the call at all (service token, unknown method, arguments): a fault of ours."""


class AskedInTransaction(RuntimeError):
    """A face was asked inside an open transaction, whose locks would then wait for another machine."""
