"""Starts the scripts that look at the product in Chromium: measurements of the app, and the pictures of its tour."""

import tempfile
from pathlib import Path

from setup import journeys, node
from setup.house import LIGHTHOUSE_PEER, OPENID_PROVIDER, ROOT
from setup.steps import show


def measure() -> None:
    """From speech to the screen, a long list, and what Lighthouse says of the rooms."""
    node.install_packages(LIGHTHOUSE_PEER, variables=node.pinned_environment())
    _run("bench/web/voice.mjs", "bench/web/scroll.mjs", "bench/web/lighthouse.mjs")


def take_pictures() -> None:
    """Of every room, for `docs/tour.md`."""
    _run("web/scripts/screenshots.mjs")


def _run(*scripts: str) -> None:
    """Each before a server of its own, so that none stands on what another left."""
    variables = node.pinned_environment()
    node.install_packages(OPENID_PROVIDER, variables=variables)
    for script in scripts:
        with (
            tempfile.TemporaryDirectory(prefix="voicetodo-chromium-") as folder,
            journeys.running(Path(folder), variables) as url,
        ):
            show(["node", script, url], cwd=ROOT, environment=variables)
