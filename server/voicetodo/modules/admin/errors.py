"""What can go wrong when looking after an installation."""

from voicetodo.kit.errors import Invalid


class QueryInvalid(Invalid):
    """This cannot be asked."""


class MaintenanceInvalid(Invalid):
    """Maintenance cannot be announced like this."""
