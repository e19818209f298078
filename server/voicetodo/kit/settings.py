"""Settings from the environment. A value that cannot be read refuses to start, with a sentence that names it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class SettingsError(Exception):
    """A setting is wrong; the sentence says which, and what it must be."""


def load(kind: type[T], environ: Mapping[str, str], *, prefix: str = "VOICETODO_") -> T:
    """Read each field of `kind` from `PREFIX_FIELD`, or from the file named by `PREFIX_FIELD_FILE`.

    Fields without a default must be given. An empty variable counts as not given, as shells and Compose write it so.
    Raises SettingsError.
    """
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        variable = prefix + field.name.upper()
        text = _text_of(variable, environ)
        if text is None:
            if field.required:
                raise SettingsError(f"{variable} must be set.")
            continue
        values[field.name] = _read(variable, text, field.type)
    return kind(**values)


def pairs(variable: str, text: str) -> dict[str, str]:
    """`a=1,b=2` as a mapping; raises SettingsError, naming the variable, where an item has no `=`."""
    found: dict[str, str] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = item.partition("=")
        if not equals:
            raise SettingsError(f"{variable} holds “{item[:80]}”, which must read name=value.")
        found[name.strip()] = value.strip()
    return found


def _text_of(variable: str, environ: Mapping[str, str]) -> str | None:
    text, file = environ.get(variable) or None, environ.get(f"{variable}_FILE") or None
    if text is not None and file is not None:
        raise SettingsError(f"Set either {variable} or {variable}_FILE, not both.")
    if file is None:
        return text
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{variable}_FILE names {file}, which cannot be read: {error}.") from error


def _read(variable: str, text: str, kind: object) -> object:
    try:
        return msgspec.convert(text, type=kind, strict=False, dec_hook=_from_text)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{variable} is “{text[:80]}”, which will not do: {error}.") from error


def _from_text(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise NotImplementedError(f"settings of type {kind!r}")
