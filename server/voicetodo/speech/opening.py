"""The two ways in: a pool for a server, one file for a command line."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from voicetodo.speech.engine import Transcript
from voicetodo.speech.errors import AudioUnreadable
from voicetodo.speech.pool import SpeechPool
from voicetodo.speech.registry import DEFAULT_ENGINE, open_engine
from voicetodo.speech.wire import WorkerSettings

if TYPE_CHECKING:
    from voicetodo.speech.recogniser import Recogniser

MAX_SECONDS = 60.0
MAX_BYTES = 10_000_000


def open_pool(
    *,
    models_dir: Path,
    engine: str = DEFAULT_ENGINE,
    workers: int = 1,
    max_seconds: float = MAX_SECONDS,
    max_bytes: int = MAX_BYTES,
) -> SpeechPool:
    """A pool, not yet started, that hears with `engine` (see `registry.open_engine`)."""
    settings = WorkerSettings(
        engine=engine,
        models_dir=str(models_dir.absolute()),
        max_seconds=max_seconds,
        max_bytes=max_bytes,
    )
    return SpeechPool(settings, workers=workers)


def transcribe_file(path: Path, *, models_dir: Path, engine: str = DEFAULT_ENGINE) -> Transcript:
    """The words of the recording in `path`; the engine is loaded once per process.

    Raises `AudioUnreadable` when there is no such file, and what `decode_audio` raises.
    """
    try:
        audio = path.read_bytes()
    except OSError as failure:
        raise AudioUnreadable(f"{path} cannot be opened: {failure.strerror}.") from failure
    return _recogniser(engine, models_dir).transcribe(audio)


@lru_cache(maxsize=2)
def _recogniser(engine: str, models_dir: Path) -> "Recogniser":
    from voicetodo.speech.recogniser import Recogniser  # noqa: PLC0415 - a server decodes in its workers only

    recogniser = Recogniser(open_engine(engine, models_dir=models_dir), max_seconds=MAX_SECONDS, max_bytes=MAX_BYTES)
    recogniser.load()
    return recogniser
