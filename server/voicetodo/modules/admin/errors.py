"""What can go wrong when looking after an installation."""

from voicetodo.kit.errors import Invalid


class QueryInvalid(Invalid):
    """This cannot be asked."""
