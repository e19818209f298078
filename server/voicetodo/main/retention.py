"""`docs/privacy/retention.md`: how long what is kept, read from the code."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy, told

_INTRODUCTION: Final = """\
# How long what is kept

Written by `voicetodo privacy retention` from what the code does; a test holds it to that. Each job runs in one process
at a time, as often as it needs to for this to be true within the hour. What backups hold ends with them.

What is kept “until it is deleted” goes at the latest with the account: [how, and what is left](deletion.md).

| What | Kept for | After | Removed by | Setting |
|---|---|---|---|---|"""


def page(policies: Iterable[RetentionPolicy]) -> str:
    """The whole file."""
    return "\n".join((_INTRODUCTION, *_lines(policies), ""))


def _lines(policies: Iterable[RetentionPolicy]) -> Iterator[str]:
    for policy in sorted(policies, key=lambda policy: timedelta.max if policy.kept_for is None else policy.kept_for):
        job = f"`{policy.job}`" if policy.job else ""
        setting = f"`{policy.setting}`" if policy.setting else ""
        yield f"| {policy.data} | {_time(policy.kept_for)} | {policy.counted_from} | {job} | {setting} |"


def _time(kept_for: timedelta | None) -> str:
    if kept_for is None:
        return "until it is deleted"
    return told(kept_for) if kept_for else "not at all"
