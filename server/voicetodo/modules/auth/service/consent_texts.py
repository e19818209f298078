"""The wordings that are asked now: ours, or the operator's in a folder of theirs."""

from pathlib import Path
from typing import Final

from voicetodo.kit.settings import SettingsError
from voicetodo.modules.auth.model.consents import PURPOSES, ConsentText, Purpose, parse_text

OURS: Final = Path(__file__).parent.parent / "texts"


def load_texts(folder: Path | None) -> dict[Purpose, ConsentText]:
    """One for each purpose; those that `folder` has none for are ours. Raises SettingsError."""
    return {purpose: _load(purpose, folder) for purpose in PURPOSES}


def _load(purpose: Purpose, folder: Path | None) -> ConsentText:
    name = f"{purpose}.md"
    path = folder / name if folder is not None and (folder / name).exists() else OURS / name
    try:
        return parse_text(purpose, path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"VOICETODO_TEXTS_DIR: {path} cannot be used, as it {error}.") from error
