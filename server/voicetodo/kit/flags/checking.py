"""Whether a flag can be kept as it was written."""

import math
import re
from collections.abc import Collection, Iterator
from typing import Final

import msgspec

from voicetodo.kit.errors import FieldError
from voicetodo.kit.flags.model import Flag, FlagValue, Kind, Rule

LONGEST_KEY: Final = 64
_LONGEST_DESCRIPTION: Final = 300
_MOST_VARIANTS: Final = 20
_MOST_RULES: Final = 50
_MOST_USERS: Final = 1000
_LARGEST_VALUE_BYTES: Final = 4000
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_VARIANT: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def is_key(text: str) -> bool:
    """Whether a flag may be called so: `voice.adviser`."""
    return len(text) <= LONGEST_KEY and _KEY.fullmatch(text) is not None


def check(flag: Flag, *, plans: Collection[str], roles: Collection[str]) -> list[FieldError]:
    """All that is wrong with it; nothing where it is good. `plans` and `roles` are those that there are."""
    return list(_faults(flag, plans, roles))


def _faults(flag: Flag, plans: Collection[str], roles: Collection[str]) -> Iterator[FieldError]:
    if not is_key(flag.key):
        sentence = f"Must read like voice.adviser: small letters, at most {LONGEST_KEY} characters."
        yield FieldError("key", sentence, "flag-key")
    if not 1 <= len(flag.description.strip()) <= _LONGEST_DESCRIPTION or not flag.description.isprintable():
        sentence = f"Say what it is for, on one line of up to {_LONGEST_DESCRIPTION} characters."
        yield FieldError("description", sentence, "flag-description")
    if not 1 <= len(flag.variants) <= _MOST_VARIANTS:
        yield FieldError("variants", f"Must be from 1 to {_MOST_VARIANTS}.", "flag-variants")
    for name, value in flag.variants.items():
        if not _VARIANT.fullmatch(name):
            yield FieldError("variants", "Names are small letters, digits, _ and -, at most 40.", "flag-variant-name")
        elif not _fits(value, flag.kind):
            sentence = f"Must be a {flag.kind}, of at most {_LARGEST_VALUE_BYTES} bytes."
            yield FieldError(f"variants.{name}", sentence, "flag-value")
    for field in ("default_variant", "killed_variant"):
        if getattr(flag, field) not in flag.variants:
            yield FieldError(field, "There is no such variant.", "flag-variant-unknown")
    if len(flag.rules) > _MOST_RULES:
        yield FieldError("rules", f"Must be at most {_MOST_RULES}.", "flag-rules")
    for number, rule in enumerate(flag.rules):
        yield from _faults_of_rule(rule, f"rules.{number}", flag.variants, plans, roles)


def _faults_of_rule(
    rule: Rule, place: str, variants: Collection[str], plans: Collection[str], roles: Collection[str]
) -> Iterator[FieldError]:
    if rule.variant not in variants:
        yield FieldError(f"{place}.variant", "There is no such variant.", "flag-variant-unknown")
    if rule.user_ids is not None and len(rule.user_ids) > _MOST_USERS:
        yield FieldError(f"{place}.user_ids", f"Must be at most {_MOST_USERS}.", "flag-users")
    for field, given, known in (("plans", rule.plans, plans), ("roles", rule.roles, roles)):
        if given is not None and not set(given) <= set(known):
            yield FieldError(f"{place}.{field}", f"There are: {', '.join(sorted(known))}.", "audience-unknown")
    if rule.percentage is not None and not 0 <= rule.percentage <= 100:
        yield FieldError(f"{place}.percentage", "Must be from 0 to 100.", "percentage-range")


def _fits(value: FlagValue, kind: Kind) -> bool:
    is_of_kind = {
        "boolean": isinstance(value, bool),
        "string": isinstance(value, str),
        "number": isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value),
        "object": isinstance(value, dict),
    }[kind]
    encoded = msgspec.json.encode(value)
    # PostgreSQL keeps no zero bytes
    return is_of_kind and len(encoded) <= _LARGEST_VALUE_BYTES and b"\\u0000" not in encoded
