"""Real recordings and the real model, converted once and kept between runs."""

import os
from pathlib import Path

import pytest

from voicetodo.speech import ensure_model
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.registry import open_engine

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """Where the converted model lives; kept between runs."""
    folder = Path(os.environ.get("VOICETODO_MODELS_DIR", "~/.cache/voicetodo/models")).expanduser()
    ensure_model(folder)
    return folder


@pytest.fixture(scope="session")
def recogniser(models_dir: Path) -> Recogniser:
    """The default engine, loaded."""
    recogniser = Recogniser(open_engine("moonshine-base", models_dir=models_dir))
    recogniser.load()
    return recogniser


@pytest.fixture(scope="session")
def clips() -> Path:
    """Recordings with their words in `transcripts.tsv`; see its README for where they are from."""
    return HERE / "clips"


@pytest.fixture(scope="session")
def lamp(clips: Path) -> bytes:
    """Somebody says "turn on the living room lamp", in three seconds."""
    return (clips / "living_room_lamp.wav").read_bytes()
