"""What can go wrong when looking after an installation."""

from voicetodo.kit.errors import Conflict, Invalid, NotFound


class QueryInvalid(Invalid):
    """This cannot be asked."""


class ExportGapped(Invalid):
    """Lines of JSON can be verified only without gaps: ask for a time alone, or take the table (csv)."""


class MaintenanceInvalid(Invalid):
    """Maintenance cannot be announced like this."""


class FlagNotFound(NotFound):
    """There is no such feature flag."""


class FlagInvalid(Invalid):
    """A feature flag cannot be like this."""


class FlagsKeptElsewhere(Conflict):
    """Feature flags of this installation are kept by another service: change them there."""


class TooManyFlags(Conflict):
    """There are as many feature flags as there can be. Delete those that nobody asks for any more."""


class JobNotFound(NotFound):
    """There is no such job; those that ended are forgotten after a month."""


class JobNotFailed(Conflict):
    """Only a job that failed can be run again."""


class JobEnded(Conflict):
    """This job has ended already."""


class DeadLetterNotFound(NotFound):
    """There is no such event that this module could not hear; perhaps it is on its way again."""


class ErasureUndiscardable(Conflict):
    """This event erases what is left of somebody who deleted their account. Find out why it fails, and retry it."""


class LettersGoNowhere(Conflict):
    """Letters are files in the folder mail here: there is no mail server to be tested. Set VOICETODO_MAIL_URL."""


class LetterNotSent(Conflict):
    """The mail server did not take the letter."""


class AnnouncementNotFound(NotFound):
    """There is no such announcement."""


class AnnouncementInvalid(Invalid):
    """This cannot be announced like this."""


class TooManyAnnouncements(Conflict):
    """There are as many announcements as there can be. Delete old ones."""
