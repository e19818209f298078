"""`aws-sm://name#field` and `vault://mount/path#field`: where a secret stands, said instead of the secret."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Final

import msgspec

from voicetodo.kit.secrets.errors import SecretError

#: And who fetches them, loaded when one is asked for.
_SCHEMES: Final = {
    "aws-sm": "voicetodo.kit.secrets.secrets_manager",
    "vault": "voicetodo.kit.secrets.vault",
}
#: What the ways there are told by, beside the reference.
_PREFIXES: Final = ("AWS_", "VAULT_", "VOICETODO_VAULT_")


class Reference(msgspec.Struct, frozen=True):
    """Which secret, and which of its fields; the whole of it without one."""

    scheme: str
    name: str
    field: str | None

    @classmethod
    def of(cls, text: str) -> "Reference":
        """Raises SecretError."""
        scheme, _, rest = text.partition("://")
        name, hash_, field = rest.partition("#")
        if not name or (hash_ and not field):
            raise SecretError(f"it must read {scheme}://name or {scheme}://name#field")
        return cls(scheme, name, field or None)


def is_reference(text: str) -> bool:
    return text.partition("://")[0] in _SCHEMES and "://" in text


def read(text: str, environ: Mapping[str, str]) -> str:
    """The secret that the reference names; fetched once, however many fields are asked for. Raises SecretError."""
    wanted = Reference.of(text)
    ways = tuple(sorted((name, value) for name, value in environ.items() if name.startswith(_PREFIXES)))
    secret = _fetched(wanted.scheme, wanted.name, ways)
    if wanted.field is None:
        return _whole(secret)
    fields = secret if isinstance(secret, dict) else _fields_of(secret)
    if wanted.field not in fields:
        raise SecretError(f"it has no field {wanted.field}")
    return _text(fields[wanted.field])


@lru_cache(maxsize=64)
def _fetched(scheme: str, name: str, ways: tuple[tuple[str, str], ...]) -> str | dict[str, object]:
    fetch: Callable[[str, Mapping[str, str]], str | dict[str, object]] = import_module(_SCHEMES[scheme]).fetch
    return fetch(name, dict(ways))


def _whole(secret: str | dict[str, object]) -> str:
    if isinstance(secret, str):
        return secret
    if len(secret) != 1:
        raise SecretError("it has several fields, so one must be named behind a #")
    (only,) = secret.values()
    return _text(only)


def _fields_of(secret: str) -> dict[str, object]:
    try:
        return msgspec.json.decode(secret, type=dict[str, object])
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise SecretError("a field of it is asked for, and it is no JSON object") from None


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return msgspec.json.encode(value).decode()
    raise SecretError("what stands there is neither text nor a number")
