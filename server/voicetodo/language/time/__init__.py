"""Times in what people say: dates, clocks, durations, ranges and recurrences, found and resolved. Pure.

The rules are loaded when first asked for, so that the values alone (`voicetodo.language.time.mention`) stay cheap to
import.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voicetodo.language.time.find import find_times, join, resolve_time
    from voicetodo.language.time.mention import Alternative, DayHours, TimeMention, TimeSettings
    from voicetodo.language.time.occurrences import next_occurrences
    from voicetodo.language.time.telling import describe

__all__ = [
    "Alternative",
    "DayHours",
    "TimeMention",
    "TimeSettings",
    "describe",
    "find_times",
    "join",
    "next_occurrences",
    "resolve_time",
]

_HOMES = {
    "Alternative": "mention",
    "DayHours": "mention",
    "TimeMention": "mention",
    "TimeSettings": "mention",
    "describe": "telling",
    "find_times": "find",
    "join": "find",
    "next_occurrences": "occurrences",
    "resolve_time": "find",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only when the rules are first needed

    return getattr(import_module(f"{__name__}.{home}"), name)
