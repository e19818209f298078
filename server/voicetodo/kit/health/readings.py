"""What one part of an installation is like, in a word, a sentence, and figures. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import msgspec

State = Literal["ok", "warn", "bad"]
#: What is so. Stable: by it a client says it in words of its own.
Code = Literal[
    "answering",
    "connections-free",
    "connections-many",
    "connections-most",
    "deletions-none",
    "deletions-waiting",
    "disk-filling",
    "disk-free",
    "disk-full",
    "events-heard",
    "events-unheard",
    "housekeeping-done",
    "housekeeping-late",
    "index-coming",
    "index-missing",
    "index-silent",
    "index-unneeded",
    "jobs-failed",
    "jobs-fine",
    "letters-kept",
    "letters-sent",
    "processes-alike",
    "processes-differ",
    "queue-empty",
    "queue-moving",
    "queue-slow",
    "queue-stuck",
    "replica-behind",
    "silent",
]
_ORDER: Final[tuple[State, ...]] = ("ok", "warn", "bad")
_GB: Final = 1_000_000_000


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """`sentence` says what is so, and where something is to be done, what. `code` is None of an older version's."""

    name: str
    state: State
    sentence: str
    code: Code | None = None
    figures: Mapping[str, float] = {}


def worst(readings: Iterable[Reading]) -> State:
    return _ORDER[max((_ORDER.index(reading.state) for reading in readings), default=0)]


def of_database(*, size_bytes: int, connections: int, most: int, replicas: int, lag_seconds: float) -> Reading:
    figures = {
        "size_bytes": size_bytes,
        "connections": connections,
        "most_connections": most,
        "replicas": replicas,
        "replica_lag_seconds": lag_seconds,
    }
    sentence = f"{size_bytes / _GB:.2f} GB, {connections} of {most} connections in use."
    if connections > 0.9 * most:
        return _reading(
            "database", "bad", "connections-most", f"{sentence} Raise max_connections, or run fewer processes.", figures
        )
    if connections > 0.7 * most:
        return _reading("database", "warn", "connections-many", f"{sentence} They may soon not suffice.", figures)
    if lag_seconds > 60:
        return _reading(
            "database", "warn", "replica-behind", f"{sentence} A replica is {lag_seconds:.0f} s behind.", figures
        )
    return _reading("database", "ok", "connections-free", sentence, figures)


def of_queue(name: str, what: str, *, waiting: int, oldest_seconds: float, warn: float, bad: float) -> Reading:
    """Of something that should not wait for longer than some seconds."""
    figures: dict[str, float] = {"waiting": waiting, "oldest_seconds": oldest_seconds}
    if not waiting:
        return _reading(name, "ok", "queue-empty", f"No {what} wait.", figures)
    sentence = f"{waiting:,} {what} wait, the oldest for {oldest_seconds:,.0f} s."
    if oldest_seconds > bad:
        return _reading(name, "bad", "queue-stuck", f"{sentence} Is the process running that they wait for?", figures)
    if oldest_seconds > warn:
        return _reading(name, "warn", "queue-slow", sentence, figures)
    return _reading(name, "ok", "queue-moving", sentence, figures)


def of_dead_letters(count: int) -> Reading:
    if not count:
        return _reading("dead_letters", "ok", "events-heard", "Every event was heard.", {"count": 0})
    sentence = f"{count:,} events could not be heard. Look at /v1/admin/dead-letters."
    return _reading("dead_letters", "warn", "events-unheard", sentence, {"count": count})


def of_failed_jobs(count: int) -> Reading:
    if not count:
        return _reading("failed_jobs", "ok", "jobs-fine", "No job failed within a day.", {"count": 0})
    sentence = f"{count:,} jobs failed within a day. Look at /v1/admin/jobs?status=failed."
    return _reading("failed_jobs", "warn", "jobs-failed", sentence, {"count": count})


def of_deletions(waiting: int) -> Reading:
    """Of accounts whose time has come and which nobody may delete yet."""
    if not waiting:
        return _reading("deletions", "ok", "deletions-none", "No account waits to be deleted.", {"waiting": 0})
    sentence = f"{waiting:,} accounts of admins wait to be deleted until somebody else has that role. Give it to one."
    return _reading("deletions", "warn", "deletions-waiting", sentence, {"waiting": waiting})


def of_disk(*, free_bytes: int, total_bytes: int) -> Reading:
    figures = {"free_bytes": free_bytes, "total_bytes": total_bytes}
    sentence = f"{free_bytes / _GB:.1f} of {total_bytes / _GB:.1f} GB are free where the data lies."
    share = free_bytes / max(1, total_bytes)
    if share < 0.03:
        sentence = f"{sentence} Make room now: the database stops when there is none."
        return _reading("disk", "bad", "disk-full", sentence, figures)
    if share < 0.1:
        return _reading("disk", "warn", "disk-filling", sentence, figures)
    return _reading("disk", "ok", "disk-free", sentence, figures)


def of_housekeeping(late_seconds: dict[str, float]) -> Reading:
    """By job, how long it should have been done again."""
    late = {name: seconds for name, seconds in late_seconds.items() if seconds > 0}
    if not late:
        return _reading("housekeeping", "ok", "housekeeping-done", "All of it was done in its time.", {})
    names = ", ".join(sorted(late)[:5])
    return _reading("housekeeping", "warn", "housekeeping-late", f"Not done in its time: {names}.", late)


def of_search_index(*, waiting: int, oldest_seconds: float, is_there: bool, is_rebuilding: bool) -> Reading:
    """Of the index beside the database. Without one, or while it lags, the database answers for all or for the rest."""
    found = of_queue(
        "search_index", "changes of the index", waiting=waiting, oldest_seconds=oldest_seconds, warn=60, bad=900
    )
    if is_there:
        return found
    if is_rebuilding:
        sentence = "It is being made: the database is searched meanwhile."
        return _reading("search_index", "ok", "index-coming", sentence, found.figures)
    sentence = "There is none: the database is searched. Run voicetodo search rebuild."
    return _reading("search_index", "warn", "index-missing", sentence, found.figures)


def of_processes(versions: Sequence[str]) -> Reading:
    """One of each that runs."""
    count = len(versions)
    figures = {"count": float(count)}
    sentence = "One process runs." if count == 1 else f"{count:,} processes run."
    if len(set(versions)) > 1:
        told = ", ".join(sorted(set(versions)))
        sentence = f"{sentence} They are of several versions: {told}."
        return _reading("processes", "warn", "processes-differ", sentence, figures)
    return _reading("processes", "ok", "processes-alike", sentence, figures)


def of_check(name: str, *, is_passed: bool) -> Reading:
    if is_passed:
        return _reading(name, "ok", "answering", "Answers.", {})
    return _reading(
        name, "bad", "silent", "Does not answer, or is not ready yet. The log of the process tells why.", {}
    )


def _reading(name: str, state: State, code: Code, sentence: str, figures: Mapping[str, float]) -> Reading:
    return Reading(name=name, state=state, code=code, sentence=sentence, figures=figures)
