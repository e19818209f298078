"""What plans may bound."""

from collections.abc import Mapping
from typing import Final

from voicetodo.kit.http.budgets import REQUESTS_A_MINUTE
from voicetodo.kit.plans import Limit

_WAIT: Final = "Wait a little"

LIMITS: Final[Mapping[str, Limit]] = {
    "todos": Limit("tasks"),
    "lists": Limit("lists"),
    "members": Limit("people on a list", "Remove somebody who is not needed on it"),
    "attachment_bytes": Limit("bytes of files"),
    "recordings": Limit("recordings"),
    "voice_commands_a_minute": Limit("voice commands a minute", _WAIT),
    "voice_commands_a_day": Limit("voice commands a day", _WAIT),
    REQUESTS_A_MINUTE: Limit("requests a minute", _WAIT),
    "activity_days": Limit("days of activity", "Ask for what is newer"),
}
