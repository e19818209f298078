"""Morning, evening, tonight: parts of a day, the hours people gave them, and what they make of a bare hour."""

from voicetodo.language.time.clock_time import DAY, NOON
from voicetodo.language.time.mention import TimeSettings
from voicetodo.language.time.reading import Text, once

_FIXED = {
    "early": 6 * 60,
    "late morning": 11 * 60,
    "early afternoon": 13 * 60,
    "late afternoon": 17 * 60,
    "early evening": 17 * 60,
    "late": 22 * 60,
    "breakfast": 8 * 60,
    "dinner": 19 * 60,
    "midnight": 0,
}
_MORNINGS = {"morning", "early", "late morning", "breakfast"}
_NIGHTS = {"night", "late"}


def minutes(clock: str) -> int:
    """`HH:MM` as minutes since midnight."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute or 0)


def start_of(part: str, settings: TimeSettings) -> int:
    """When that part of the day is, in minutes since midnight."""
    if part in _FIXED:
        return _FIXED[part]
    hours = settings.hours
    chosen = {"morning": hours.morning, "lunch": hours.noon, "afternoon": hours.afternoon, "evening": hours.evening}
    return minutes(chosen.get(part, hours.night))


def within(part: str, clock: int) -> int:
    """An hour said without its half, read inside `part`: minutes since midnight, from `DAY` on in the night after."""
    if clock > NOON + 59:
        return clock
    clock %= NOON
    if part in _MORNINGS:
        return clock
    if part in _NIGHTS:
        return clock + DAY if clock < 5 * 60 else clock + NOON
    if "evening" in part and clock < 60:
        return clock + DAY
    return clock + NOON


def waking(clock: int) -> int:
    """The likelier half of the day for a bare hour: from seven it is morning, from twelve afternoon."""
    clock %= NOON
    return clock if clock >= 7 * 60 else clock + NOON


@once
def part_of_day(text: Text, at: int) -> tuple[str, int, float] | None:
    """A part of day at word `at`, the index after it, and how sure it is one."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the | vocabulary.this)
    found = vocabulary.parts_of_day.find(text.words, start)
    if found is None:
        return None
    part, stop = found
    if text.word(start) in vocabulary.meridiems and part in {"morning", "afternoon"}:
        return part, stop, 0.1
    if text.word(start) in vocabulary.sure_parts or text.word(start) in vocabulary.on | vocabulary.inside:
        return part, stop, 0.8
    if text.word(start - 1) in vocabulary.the and vocabulary.relative_days.find(text.words, start):
        # a name of a day as well, and the article may be a pronoun: "mach das morgen"
        return part, stop, 0.3
    return part, stop, 0.3 if start == at or text.word(start) in vocabulary.meals else 0.8
