"""Engines by name."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from voicetodo.speech.engine import SpeechEngine
from voicetodo.speech.errors import SpeechUnavailable

DEFAULT_ENGINE = "moonshine-base"

KEY_VARIABLE = "VOICETODO_SPEECH_API_KEY"
"""The environment variable with the key for a remote engine, if it asks for one."""


def open_engine(name: str, *, models_dir: Path) -> SpeechEngine:
    """The engine called `name`, not yet loaded. Raises `SpeechUnavailable` for a name nobody answers to.

    `moonshine-base` is converted into `models_dir` at its first use; `moonshine:<folder>` is a folder converted before;
    `openai:<base address>[#<model>]` asks a server that speaks OpenAI's protocol; `python:<module>:<factory>` is an
    engine of your own.
    """
    kind, _, rest = name.partition(":")
    opener = _OPENERS.get(kind)
    if opener is None:
        known = ", ".join(sorted(_OPENERS))
        raise SpeechUnavailable(f"There is no speech engine called {name!r}; known are {known}.")
    return opener(rest, models_dir)


def _open_base(_rest: str, models_dir: Path) -> SpeechEngine:
    from voicetodo.speech.moonshine.convert import ensure_model  # noqa: PLC0415 - the same
    from voicetodo.speech.moonshine.engine import MoonshineEngine  # noqa: PLC0415 - an unused engine costs no memory

    return MoonshineEngine(name=DEFAULT_ENGINE, find_folder=lambda: ensure_model(models_dir))


def _open_folder(rest: str, _models_dir: Path) -> SpeechEngine:
    from voicetodo.speech.moonshine.engine import MoonshineEngine  # noqa: PLC0415 - the same

    return MoonshineEngine(name=f"moonshine:{rest}", find_folder=lambda: Path(rest))


def _open_remote(rest: str, _models_dir: Path) -> SpeechEngine:
    from voicetodo.speech.remote import RemoteEngine  # noqa: PLC0415 - the same

    address, _, model = rest.partition("#")
    return RemoteEngine(address, model=model, key=os.environ.get(KEY_VARIABLE, ""))


def _open_own(rest: str, _models_dir: Path) -> SpeechEngine:
    module, _, factory = rest.partition(":")
    try:
        return cast("Callable[[], SpeechEngine]", getattr(import_module(module), factory))()
    except (ImportError, AttributeError, ValueError) as failure:
        raise SpeechUnavailable(f"The speech engine python:{rest} cannot be opened: {failure}.") from failure


_OPENERS: dict[str, Callable[[str, Path], SpeechEngine]] = {
    "moonshine-base": _open_base,
    "moonshine": _open_folder,
    "openai": _open_remote,
    "python": _open_own,
}
