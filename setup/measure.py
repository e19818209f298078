"""Starts the measurements of `bench/`, each of which prints its own table, and the training they judge."""

import os
from pathlib import Path

from setup import node, peers
from setup.house import CHRONO_PEER, DATEPARSER_PEER, EXPRESS_PEER, PYTHON, RADICALE_PEER, ROOT, SERVER, places


def http_voice_memory() -> None:
    """Requests, voice commands and memory, beside an Express server on the same database."""
    # The peer gets the Node that we pin, whatever the machine has, so that figures can be compared.
    variables = node.pinned_environment()
    node.install_packages(EXPRESS_PEER, variables=variables)
    _become("bench", variables)


def caldav() -> None:
    """A full sync by a calendar client, beside Radicale."""
    python = peers.python_with("radicale", RADICALE_PEER / "requirements.txt")
    _become("bench", {"VOICETODO_RADICALE_PYTHON": str(python)}, "caldav")


def language() -> None:
    """What understanding a sentence costs, beside chrono-node and dateparser. Needs the golden corpus of the tests."""
    variables = node.pinned_environment()
    node.install_packages(CHRONO_PEER, variables=variables)
    python = peers.python_with("dateparser", DATEPARSER_PEER / "requirements.txt")
    _become("bench.language", {**variables, "VOICETODO_DATEPARSER_PYTHON": str(python)})


def train() -> None:
    """The weights that help where the grammar is unsure, out of the sentences in `server/training/`."""
    _become("training", {}, place=SERVER)


def _become(module: str, variables: dict[str, str], *arguments: str, place: Path = ROOT) -> None:
    os.chdir(place)
    os.execve(PYTHON, [str(PYTHON), "-m", module, *arguments], {**places(), **os.environ, **variables})
