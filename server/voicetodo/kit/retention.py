"""How long what is kept: a table with a line for each kind of data, and the job that removes it."""

from datetime import timedelta

import msgspec


class RetentionPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one kind of data by itself. Deleting an account removes it before its time.

    The codes are stable: by them a client says in words of its own what is removed, and from when its time counts. They
    are empty of what no job removes, and of what an older version told.
    """

    data: str
    code: str = ""
    #: None: as long as there is the account, or until somebody deletes it.
    kept_for: timedelta | None = None
    #: From when that counts, in words.
    counted_from: str = ""
    counted_from_code: str = ""
    #: The housekeeping that removes it.
    job: str = ""
    #: The setting that says how long, where one does.
    setting: str | None = None


def told(time: timedelta) -> str:
    """In the largest units that are whole: “30 days”, “24 hours”."""
    seconds = int(time.total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"
