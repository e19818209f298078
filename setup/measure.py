"""Starts the measurements of `bench/`, each of which prints its own table."""

import os

from setup import node
from setup.house import EXPRESS_PEER, PYTHON, ROOT, places


def http_voice_memory() -> None:
    """Requests, voice commands and memory, beside an Express server on the same database."""
    # The peer gets the Node that we pin, whatever the machine has, so that figures can be compared.
    variables = node.pinned_environment()
    node.install_packages(EXPRESS_PEER, variables=variables)
    _become("bench", variables)


def language() -> None:
    """How well sentences are understood."""
    _become("bench.language", {})


def _become(module: str, variables: dict[str, str]) -> None:
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", module], {**places(), **os.environ, **variables})
