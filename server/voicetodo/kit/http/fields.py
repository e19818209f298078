"""`?fields=`: only the named members of each answer."""

from typing import Any

import msgspec

from voicetodo.kit.errors import FieldError, Invalid


def pick(fields: str | None, kind: type[msgspec.Struct]) -> tuple[str, ...] | None:
    """The members of `kind` named by `fields`, always with `id`; None means all. Raises Invalid for an unknown name."""
    if fields is None:
        return None
    known = msgspec.structs.fields(kind)
    names = tuple(dict.fromkeys(["id", *(name.strip() for name in fields.split(",") if name.strip())]))
    for name in names:
        if name not in {field.encode_name for field in known}:
            raise Invalid(errors=[FieldError("fields", f"There is no field “{name[:60]}”.")])
    return names


def only(value: Any, names: tuple[str, ...] | None) -> Any:
    """`value` as plain data with only these members; unchanged where names is None."""
    if names is None:
        return value
    whole = msgspec.to_builtins(value)
    return {name: whole[name] for name in names if name in whole}
