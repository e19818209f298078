"""Where the converted speech models lie."""

import os
from pathlib import Path


def models_folder(data_dir: Path | None = None) -> Path:
    """`VOICETODO_MODELS_DIR`, or `models` in the data folder."""
    named = os.environ.get("VOICETODO_MODELS_DIR")
    if named:
        return Path(named).expanduser()
    return (data_dir or Path(os.environ.get("VOICETODO_DATA_DIR") or "data").expanduser()) / "models"
