"""What a person sees when the product has started."""

import os
import sys
from collections.abc import Sequence

from voicetodo.main.modules import MODULES
from voicetodo.main.settings import Settings


def show(settings: Settings, *, port: int, names: Sequence[str]) -> None:
    """The address and a first sentence to try, on standard output."""
    shown = "localhost" if settings.host in {"127.0.0.1", "::1", "0.0.0.0"} else settings.host  # noqa: S104 - shown, not bound
    address = (settings.public_url or f"http://{shown}:{port}").rstrip("/")
    program = os.path.relpath(sys.argv[0]) if sys.argv[0].endswith("voicetodo") else "voicetodo"
    if tuple(names) != MODULES:
        lines = [f"Serving {', '.join(names)} at {address}"]
    else:
        lines = [
            "",
            f"  Voice Todo is ready:  {address}",
            "",
            "  Open it, make an account, hold the microphone button and say:",
            "    “Add milk and eggs to shopping, and remind me to call Mum tomorrow at nine.”",
            "",
            f'  Or from a terminal:   {program} sign-up, then {program} say "buy milk tomorrow"',
            "  Stop with Ctrl-C.",
            "",
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
