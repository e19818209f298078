"""Where things stand in the checkout, and the two versions we choose ourselves.

Everything else is pinned by `server/uv.lock` and `web/package-lock.json`.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT / "server"
WEB = ROOT / "web"
PEERS = ROOT / "bench" / "peers"
EXPRESS_PEER = PEERS / "express"
OPENID_PROVIDER = SERVER / "tests" / "openid_provider"
CHRONO_PEER = PEERS / "chrono"
LIGHTHOUSE_PEER = PEERS / "lighthouse"
DATEPARSER_PEER = PEERS / "dateparser"
RADICALE_PEER = PEERS / "radicale"
#: The calendar client that tests are made with.
CALDAV_CLIENT = SERVER / "tests" / "modules" / "todo" / "dav" / "requirements.txt"

#: Servers that play other people's clouds in tests.
CLOUDS = SERVER / "tests" / "kit" / "aws" / "requirements.txt"

#: All that set-up makes outside `server/.venv` and `web/`: tools, stamps, logs, the speech model. Safe to delete.
WORKSHOP = ROOT / ".setup"
MODELS = WORKSHOP / "models"
TOOLS = WORKSHOP / "tools"
VENV = SERVER / ".venv"
PYTHON = VENV / "bin" / "python"

#: What `server/uv.lock` has packages for; both included.
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)

UV_VERSION = "0.13.9"
NODE_VERSION = "24.19.0"


def venv_tool(name: str) -> str:
    """The path of a command installed in the product's environment."""
    return str(VENV / "bin" / name)


def places() -> dict[str, str]:
    """Where the product and its tests find what set-up has made."""
    return {"VOICETODO_MODELS_DIR": str(MODELS), "VOICETODO_WEB_DIR": str(WEB / "build")}
