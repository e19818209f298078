"""The web app's journeys: a server on empty data, a browser before it, and people's steps in between."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from setup import node
from setup.house import OPENID_PROVIDER, ROOT, WEB, places, venv_tool
from setup.machine import BROWSER
from setup.steps import SetupError, show

START_SECONDS = 120
#: What the browser's microphone hears.
CLIP = ROOT / "bench" / "clips" / "living_room_lamp.wav"


def test() -> None:
    """Run `web/e2e`; raises SetupError when a journey does not arrive."""
    variables = node.environment()
    node.install_packages(OPENID_PROVIDER, variables=variables)
    with tempfile.TemporaryDirectory(prefix="voicetodo-journeys-") as folder, running(Path(folder), variables) as url:
        browser = next(filter(None, map(shutil.which, BROWSER[1])), "chromium")
        heard = {"VOICETODO_URL": url, "VOICETODO_CLIP": str(CLIP), "CHROMIUM": browser}
        show(node.npm("run", "e2e"), cwd=WEB, environment={**variables, **heard})


@contextmanager
def running(folder: Path, variables: dict[str, str]) -> Generator[str, None, None]:
    """The address of a server on empty data, with a provider of sign-ins beside it."""
    # The database server runs as somebody else when we are root, and has to get through.
    folder.chmod(0o711)
    port, provider_port = _free_port(), _free_port()
    client = {
        "client_id": "todo",
        "client_secret": "known to the journeys",
        "redirect_uris": [f"http://localhost:{port}/with/acme"],
    }
    described = {"id": "acme", "name": "Acme", "issuer": f"http://127.0.0.1:{provider_port}"}
    described |= {name: client[name] for name in ("client_id", "client_secret")}
    settings = {
        "VOICETODO_PORT": str(port),
        "VOICETODO_METRICS_PORT": "0",
        "VOICETODO_DATA_DIR": str(folder / "data"),
        # Every journey signs somebody up, all from one address.
        "VOICETODO_RATE_SIGN_IN": "100000/minute",
        "VOICETODO_RATE_ADDRESS": "100000/minute",
        "VOICETODO_SIGN_IN_PROVIDERS": json.dumps([described]),
    }
    provider = subprocess.Popen(
        ["node", str(OPENID_PROVIDER / "server.mjs")],
        env={**os.environ, **variables, "PORT": str(provider_port), "CLIENTS": json.dumps([client])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [venv_tool("voicetodo"), "serve"],
            env={**os.environ, **places(), **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(server, url, folder / "server.log")
        yield url
    finally:
        for child in (server, provider):
            child.terminate()
            child.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SetupError(f"The server for the journeys did not get ready: {log.read_text(errors='replace')[-600:]}")
