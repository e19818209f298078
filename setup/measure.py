"""Starts the measurements of `bench/`, each of which prints its own table, and the training they judge."""

import os
import sys
from pathlib import Path

from setup import node, stamps, tools
from setup.house import CHRONO_PEER, DATEPARSER_PEER, EXPRESS_PEER, PYTHON, ROOT, SERVER, WORKSHOP, places
from setup.steps import run


def http_voice_memory() -> None:
    """Requests, voice commands and memory, beside an Express server on the same database."""
    # The peer gets the Node that we pin, whatever the machine has, so that figures can be compared.
    variables = node.pinned_environment()
    node.install_packages(EXPRESS_PEER, variables=variables)
    _become("bench", variables)


def language() -> None:
    """What understanding a sentence costs, beside chrono-node and dateparser. Needs the golden corpus of the tests."""
    variables = node.pinned_environment()
    node.install_packages(CHRONO_PEER, variables=variables)
    _become("bench.language", {**variables, "VOICETODO_DATEPARSER_PYTHON": str(_dateparser())})


def _dateparser() -> Path:
    """The interpreter of an environment that holds dateparser."""
    home = WORKSHOP / "dateparser"
    wanted = DATEPARSER_PEER / "requirements.txt"
    print_ = stamps.fingerprint([wanted], sys.version)
    if not stamps.is_current("dateparser", print_, result=home / "bin" / "python"):
        stamps.forget("dateparser")
        uv = tools.uv()
        run("Environment for dateparser", [uv, "venv", "--clear", "--python", sys.executable, str(home)])
        run("Package dateparser", [uv, "pip", "install", "--python", str(home), "--requirements", str(wanted)])
        stamps.mark("dateparser", print_)
    return home / "bin" / "python"


def train() -> None:
    """The weights that help where the grammar is unsure, out of the sentences in `server/training/`."""
    _become("training", {}, place=SERVER)


def _become(module: str, variables: dict[str, str], *, place: Path = ROOT) -> None:
    os.chdir(place)
    os.execve(PYTHON, [str(PYTHON), "-m", module], {**places(), **os.environ, **variables})
