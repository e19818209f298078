"""The wordings that are asked now: ours, or the operator's in a folder of theirs.

`terms.md` is the wording, `terms.de.md` beside it the German one, whose version is that of the first and `.de`.
"""

from pathlib import Path
from typing import Final

from voicetodo.kit.settings import SettingsError
from voicetodo.modules.auth.model.consents import PURPOSES, ConsentText, Purpose, Wordings, parse_text

OURS: Final = Path(__file__).parent.parent / "texts"


def load_texts(folder: Path | None) -> dict[Purpose, Wordings]:
    """For each purpose; those that `folder` has none for are ours, translations and all. Raises SettingsError."""
    return {purpose: _load(purpose, folder) for purpose in PURPOSES}


def _load(purpose: Purpose, folder: Path | None) -> Wordings:
    name = f"{purpose}.md"
    home = folder if folder is not None and (folder / name).exists() else OURS
    original = _read(purpose, home / name)
    translations = {path.name.split(".")[1]: path for path in sorted(home.glob(f"{purpose}.*.md"))}
    return Wordings(
        original,
        {
            language: _read(purpose, path, version=f"{original.version}.{language}")
            for language, path in translations.items()
        },
    )


def _read(purpose: Purpose, path: Path, *, version: str | None = None) -> ConsentText:
    try:
        text = parse_text(purpose, path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"VOICETODO_TEXTS_DIR: {path} cannot be used, as it {error}.") from error
    if version is not None and text.version != version:
        raise SettingsError(
            f"VOICETODO_TEXTS_DIR: {path} is of version {text.version}. "
            f"To translate the wording of now it must be {version}."
        )
    return text
