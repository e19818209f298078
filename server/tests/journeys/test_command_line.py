"""From a terminal: sign up, speak, look."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.product import PASSWORD, Product
from tests.modules.voice.speaking import CLIPS
from voicetodo.kit.ids import new_id

PROGRAM = Path(sys.executable).with_name("voicetodo")


@pytest.fixture
def environ(product: Product, tmp_path: Path) -> dict[str, str]:
    """A terminal of its own, in front of the running product."""
    return {
        **os.environ,
        "VOICETODO_SERVER": product.url,
        "XDG_CONFIG_HOME": str(tmp_path),
        "TZ": "Europe/Berlin",
        "COLUMNS": "120",
    }


def run(environ: dict[str, str], *words: str, typed: str = "") -> str:
    done = subprocess.run(  # noqa: S603 - ourselves
        [PROGRAM, *words], env=environ, input=typed, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_who_signs_up_speaks_and_looks_sees_what_was_said(environ: dict[str, str]) -> None:
    email = f"terminal.{new_id()}@example.org"

    assert email in run(environ, "sign-up", "--email", email, typed=f"{PASSWORD}\n")
    assert "Added “Call Mum” for tomorrow at 9:00." in run(environ, "say", "call Mum tomorrow at nine")
    heard = json.loads(run(environ, "say", "--json", "--audio", str(CLIPS / "todo" / "25.wav")))
    listed = run(environ, "ls")

    assert heard["results"][0]["todo"]["due"]["timezone"] == "Europe/Berlin"
    assert "Call Mum" in listed
    assert "Email the invoice to the client" in listed


def test_who_is_not_signed_in_is_told_how(environ: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - ourselves
        [PROGRAM, "ls"], env=environ, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode != 0
    assert "voicetodo sign-in" in done.stdout + done.stderr
