"""Settings from the environment. A value that cannot be read refuses to start, with a sentence that names it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from voicetodo.kit.secrets import SecretError, is_reference, read

T = TypeVar("T", bound=msgspec.Struct)


class SettingsError(Exception):
    """A setting is wrong; the sentence says which, and what it must be."""


def load(kind: type[T], environ: Mapping[str, str], *, prefix: str = "VOICETODO_") -> T:
    """Read each field of `kind` from `PREFIX_FIELD`, or from the file named by `PREFIX_FIELD_FILE`.

    What reads like `aws-sm://name#field` or `vault://mount/path#field` names a secret, and is read from there. Fields
    without a default must be given. An empty variable counts as not given, as shells and Compose write it so.
    Raises SettingsError, which tells no secret.
    """
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        variable = prefix + field.name.upper()
        given = _given(variable, environ)
        if given is None:
            if field.required:
                raise SettingsError(f"{variable} must be set.")
            continue
        values[field.name] = _read(variable, given, field.type)
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


class _Given(msgspec.Struct, frozen=True):
    """What a setting holds, and what may be told of that."""

    text: str
    told: str
    is_secret: bool


def _given(variable: str, environ: Mapping[str, str]) -> _Given | None:
    text, is_from_file = _text_of(variable, environ)
    if text is None:
        return None
    if is_reference(text):
        try:
            return _Given(read(text, environ), f"what {text[:200]} holds", is_secret=True)
        except SecretError as error:
            raise SettingsError(f"{variable} names the secret {text[:200]}, which cannot be read: {error}.") from error
    if is_from_file:
        return _Given(text, f"what the file of {variable}_FILE holds", is_secret=True)
    return _Given(text, f"“{text[:80]}”", is_secret=False)


def _text_of(variable: str, environ: Mapping[str, str]) -> tuple[str | None, bool]:
    text, file = environ.get(variable) or None, environ.get(f"{variable}_FILE") or None
    if text is not None and file is not None:
        raise SettingsError(f"Set either {variable} or {variable}_FILE, not both.")
    if file is None:
        return text, False
    try:
        return Path(file).read_text(encoding="utf-8").strip(), True
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{variable}_FILE names {file}, which cannot be read: {error}.") from error


def _read(variable: str, given: _Given, kind: object) -> object:
    try:
        return msgspec.convert(given.text, type=kind, strict=False, dec_hook=_from_text)
    except msgspec.ValidationError as error:
        if given.is_secret:
            # The cause could show the value to whoever sees the whole trace.
            raise SettingsError(f"{variable} is {given.told}, which will not do: {_without_values(error)}.") from None
        raise SettingsError(f"{variable} is {given.told}, which will not do: {error}.") from error


def _from_text(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise NotImplementedError(f"settings of type {kind!r}")


def _without_values(error: msgspec.ValidationError) -> str:
    """Its own words, of which only those for enumerations would repeat the value."""
    words = str(error)
    return "Invalid value" if "value '" in words else words
