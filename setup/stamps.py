"""Stamps remember what a finished step was made from, so that it is done again only when that changed."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from setup.house import ROOT, WORKSHOP

#: Folders that are results, never inputs.
RESULTS = frozenset(
    {"__pycache__", "node_modules", "build", ".svelte-kit", "test-results", "playwright-report", "coverage"}
)


def fingerprint(inputs: Iterable[Path], *words: str) -> str:
    """A digest of files and folders by name and content, and of further words such as versions.

    The checkout's own path counts: virtual environments do not survive being moved.
    """
    digest = hashlib.sha256(str(ROOT).encode())
    for word in words:
        digest.update(b"\0" + word.encode())
    for path in sorted(_files(inputs)):
        digest.update(b"\0" + str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(step: str, print_: str, *, result: Path) -> bool:
    """Whether the step was finished for exactly these inputs and its result still stands."""
    stamp = _stamp(step)
    return result.exists() and stamp.is_file() and stamp.read_text() == print_


def forget(step: str) -> None:
    """Before the step begins: if it is cut short, it will be done again."""
    _stamp(step).unlink(missing_ok=True)


def mark(step: str, print_: str) -> None:
    """The step is finished for these inputs."""
    stamp = _stamp(step)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(print_)


def _stamp(step: str) -> Path:
    return WORKSHOP / "stamps" / step


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    for path in inputs:
        if path.is_dir():
            if path.name not in RESULTS:
                yield from _files(path.iterdir())
        elif path.is_file():
            yield path
