"""Times in what people say: dates, clocks, durations, ranges and recurrences, found and resolved. Pure."""

from voicetodo.language.time.describe import describe
from voicetodo.language.time.find import find_times, join, resolve_time
from voicetodo.language.time.mention import TimeMention, TimeSettings
from voicetodo.language.time.occurrences import next_occurrences

__all__ = ["TimeMention", "TimeSettings", "describe", "find_times", "join", "next_occurrences", "resolve_time"]
